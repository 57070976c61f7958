import type { Raster } from '@inkreel/film/media/raster.ts';
import { CELL, type DisplayList, type DrawnLayer } from '@inkreel/film/motion/display-list.ts';
import type { Yuv420 } from '@inkreel/film/motion/painter.ts';
import { paintParticles } from './reference-particles.ts';

/**
 * The painter in plain words and floating point: slow, without half-size copies, without blends. It is
 * what the kernel is held against, and the plain implementation the bench measures it by.
 */
export function referencePainter(): {
  load(name: string, raster: Raster): void;
  paint(list: DisplayList, out: Yuv420): void;
} {
  const pictures = new Map<string, ReferencePicture>();
  return {
    load: (name, raster) => void pictures.set(name, convert(raster)),
    paint: (list, out) => {
      const { width, height } = list.size;
      const luma = width * height;
      out.fill(16, 0, luma);
      out.fill(128, luma);
      const particlesOver = (count: number): void => {
        for (const drawn of list.particles ?? [])
          if (drawn.over === count) paintParticles(drawn, list.size, out);
      };
      for (const [i, layer] of list.layers.entries()) {
        particlesOver(i);
        const picture = pictures.get(layer.picture)!;
        const beyond = !picture.opaque ? 'empty' : i === 0 ? 'edge' : 'card';
        const paint = (channel: Channel, at: number, step: number): void =>
          paintPlane(picture, channel, beyond, layer, out, at, width / step, height / step, step);
        paint('y', 0, 1);
        paint('u', luma, 2);
        paint('v', luma + luma / 4, 2);
      }
      particlesOver(list.layers.length);
    },
  };
}

type Channel = 'y' | 'u' | 'v';

/** Premultiplied planes in whole numbers, as the kernel keeps them. */
interface ReferencePicture {
  readonly width: number;
  readonly height: number;
  readonly opaque: boolean;
  readonly y: Float64Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly alpha: Float64Array;
  readonly chromaAlpha: Float64Array;
}

function convert({ width, height, data }: Raster): ReferencePicture {
  const count = width * height;
  let opaque = true;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) opaque = false;
  const [y, fullU, fullV, alpha] = [0, 0, 0, 0].map(() => new Float64Array(count));
  for (let i = 0; i < count; i++) {
    const a = data[i * 4 + 3]! / 255;
    const r = data[i * 4]! / 255;
    const g = data[i * 4 + 1]! / 255;
    const b = data[i * 4 + 2]! / 255;
    const light = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    y![i] = a * (16 + 219 * light);
    fullU![i] = a * (128 + (224 * (b - light)) / 1.8556);
    fullV![i] = a * (128 + (224 * (r - light)) / 1.5748);
    alpha![i] = 255 * a;
  }
  const halve = (plane: Float64Array): Float64Array => halved(plane, width, height);
  return {
    ...{ width, height, opaque, y: y!.map(Math.round), alpha: alpha!.map(Math.round) },
    ...{ u: halve(fullU!), v: halve(fullV!), chromaAlpha: halve(alpha!) },
  };
}

/** 1 2 1 across around every even column, 1 1 down; beyond the picture its edge goes on. */
function halved(plane: Float64Array, width: number, height: number): Float64Array {
  const columns = Math.ceil(width / 2);
  const rows = Math.ceil(height / 2);
  const out = new Float64Array(columns * rows);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      let sum = 0;
      for (const row of [2 * y, 2 * y + 1]) {
        for (const [column, weight] of [
          [2 * x - 1, 1],
          [2 * x, 2],
          [2 * x + 1, 1],
        ] as const) {
          const px = Math.min(Math.max(column, 0), width - 1);
          sum += plane[Math.min(row, height - 1) * width + px]! * weight;
        }
      }
      out[y * columns + x] = Math.round(sum / 8);
    }
  }
  return out;
}

function paintPlane(
  picture: ReferencePicture,
  channel: Channel,
  beyond: 'edge' | 'empty' | 'card',
  layer: DrawnLayer,
  out: Yuv420,
  at: number,
  width: number,
  height: number,
  step: number,
): void {
  const isLuma = channel === 'y';
  const sourceWidth = isLuma ? picture.width : Math.ceil(picture.width / 2);
  const sourceHeight = isLuma ? picture.height : Math.ceil(picture.height / 2);
  const colour = picture[channel];
  const alphas = isLuma ? picture.alpha : picture.chromaAlpha;
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      // Chroma stands on the left luma pixel of its pair, and between its two rows.
      const source = sourceAt(layer, px * step + 0.5, (py + 0.5) * step);
      const x = source.x / step;
      const y = source.y / step;
      const u = isLuma ? x - 0.5 : x - 0.25;
      const v = y - 0.5;
      const empty = beyond === 'empty';
      let value = bilinear(colour, sourceWidth, sourceHeight, u, v, empty);
      let alpha = bilinear(alphas, sourceWidth, sourceHeight, u, v, empty) / 255;
      if (beyond === 'card') {
        alpha = edgeShare(source.x, picture.width) * edgeShare(source.y, picture.height);
        value *= alpha;
      }
      const i = at + py * width + px;
      out[i] = Math.round(value * layer.opacity + out[i]! * (1 - alpha * layer.opacity));
    }
  }
}

function edgeShare(x: number, size: number): number {
  return Math.min(Math.max(Math.min(x + 0.5, size + 0.5 - x), 0), 1);
}

/** Source coordinates of a point of the frame, in pixels. */
function sourceAt({ grid }: DrawnLayer, x: number, y: number): { x: number; y: number } {
  const column = Math.floor(x / CELL);
  const row = Math.floor(y / CELL);
  const fx = x / CELL - column;
  const fy = y / CELL - row;
  const corner = (row * (grid.columns + 1) + column) * 2;
  const below = corner + (grid.columns + 1) * 2;
  const at = (axis: number): number => {
    const top = grid.corners[corner + axis]! * (1 - fx) + grid.corners[corner + 2 + axis]! * fx;
    const low = grid.corners[below + axis]! * (1 - fx) + grid.corners[below + 2 + axis]! * fx;
    return (top * (1 - fy) + low * fy) / 65536;
  };
  return { x: at(0), y: at(1) };
}

function bilinear(
  plane: Float64Array,
  width: number,
  height: number,
  u: number,
  v: number,
  empty: boolean,
): number {
  const x = Math.floor(u);
  const y = Math.floor(v);
  const texel = (column: number, row: number): number => {
    if (empty && (column < 0 || row < 0 || column >= width || row >= height)) return 0;
    const c = Math.min(Math.max(column, 0), width - 1);
    return plane[Math.min(Math.max(row, 0), height - 1) * width + c]!;
  };
  const top = texel(x, y) * (1 - (u - x)) + texel(x + 1, y) * (u - x);
  const low = texel(x, y + 1) * (1 - (u - x)) + texel(x + 1, y + 1) * (u - x);
  return top * (1 - (v - y)) + low * (v - y);
}
