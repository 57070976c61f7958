import { readFile } from 'node:fs/promises';
import { ellipse, gridOf, noise } from '@inkreel/adapters/painter/paint-samples.ts';
import { createPainter } from '@inkreel/adapters/painter/wasm-painter.ts';
import { median } from '@inkreel/film/grammar/median.ts';
import { chance } from '@inkreel/film/grammar/seeded-chance.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import {
  type DisplayList,
  type DrawnLayer,
  type DrawnParticles,
  type Grid,
  PARTICLE_FIELDS,
} from '@inkreel/film/motion/display-list.ts';
import type { Painter } from '@inkreel/film/motion/painter.ts';
import type { BenchRow, BenchTable } from './table.ts';

const SIZE = { width: 1280, height: 720 };
const LUMA = SIZE.width * SIZE.height;
/** How many times faster than the same in plain typed arrays the kernel has to be. */
const FLOOR = 2.5;

/**
 * Milliseconds for a 720p frame of a plate under a moving camera and two warped cut-outs: the kernel's two
 * builds, and the same sampling in plain TypeScript over typed arrays, turn by turn in one run.
 */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const kernels = await Promise.all(
    ['kernel.wasm', 'kernel-relaxed.wasm'].map(async (file) => {
      const bytes = await readFile(new URL(`../adapters/painter/${file}`, import.meta.url));
      return createPainter(bytes, SIZE).catch(() => undefined);
    }),
  );
  const plain = plainPainter();
  for (const [name, raster] of drawnPictures()) {
    plain.load(name, raster);
    for (const kernel of kernels) kernel?.load(name, raster);
  }
  const out = new Uint8Array((LUMA * 3) / 2);
  const painters = [...kernels, plain];
  const times: number[][] = painters.map(() => []);
  const frames = short ? 16 : 60;
  const warming = 8;
  for (let frame = 0; frame < frames + warming; frame++) {
    const list = listAt(frame / 24);
    for (const [i, painter] of painters.entries()) {
      if (!painter) continue;
      const before = performance.now();
      painter.paint(list, out);
      if (frame >= warming) times[i]!.push(performance.now() - before);
    }
  }
  const [simd, relaxed, byHand] = times.map(median);
  const air = timeOfParticles(kernels.findLast((kernel) => kernel !== undefined)!, frames, warming);
  const best = Math.min(...[simd!, relaxed!].filter((time) => !Number.isNaN(time)));
  const ratio = byHand! / best;
  const milliseconds = (what: string, figure: number): BenchRow => {
    return { what, figure: rounded(figure), unit: 'ms', better: 'lower', pass: true };
  };
  return {
    name: 'painter',
    rows: [
      milliseconds('720p frame, plate and two cut-outs: WebAssembly SIMD', simd!),
      ...(Number.isNaN(relaxed!) ? [] : [milliseconds('the same, relaxed SIMD', relaxed!)]),
      milliseconds('the same, plain typed arrays', byHand!),
      milliseconds('400 drops of rain over a still plate, above the plate alone', air),
      {
        ...{ what: 'plain typed arrays against the kernel', figure: rounded(ratio) },
        ...{ floor: FLOOR, unit: 'x', better: 'higher', pass: ratio >= FLOOR },
      },
    ],
  };
}

/** What rain adds to a frame; streaks of some thirty pixels. */
function timeOfParticles(painter: Painter, frames: number, warming: number): number {
  const grid = gridOf(SIZE, (x, y) => [x, y]);
  const layers: DrawnLayer[] = [{ picture: 'plate', grid, opacity: 1 }];
  const next = chance(4);
  const numbers = new Int32Array(400 * PARTICLE_FIELDS);
  for (let at = 0; at < numbers.length; at += PARTICLE_FIELDS) {
    const place = [next() * SIZE.width * 256, next() * SIZE.height * 256, 6 * 256, -30 * 256];
    numbers.set([...place, (1 + next()) * 256, 12_000, 0xd0d8e0], at);
  }
  const rain: DrawnParticles = { over: 1, soft: 1, taper: 0, particles: numbers };
  const out = new Uint8Array((LUMA * 3) / 2);
  const more: number[] = [];
  for (let frame = 0; frame < frames + warming; frame++) {
    const start = performance.now();
    painter.paint({ size: SIZE, layers }, out);
    const between = performance.now();
    painter.paint({ size: SIZE, layers, particles: [rain] }, out);
    const end = performance.now();
    if (frame >= warming) more.push(end - between - (between - start));
  }
  return median(more) ?? Number.NaN;
}

function rounded(figure: number): number {
  return Math.round(figure * 100) / 100;
}

function drawnPictures(): ReadonlyMap<string, Raster> {
  const left = { width: 400, height: 600 };
  const right = { width: 300, height: 500 };
  return new Map([
    ['plate', noise({ width: 1400, height: 800 }, 1, () => 255)],
    ['left', noise(left, 2, ellipse(left))],
    ['right', noise(right, 3, ellipse(right))],
  ]);
}

/** A slow push-in with a little roll; the cut-outs sway. */
function listAt(seconds: number): DisplayList {
  const scale = 1.08 - 0.01 * seconds;
  const roll = 0.004 * Math.sin(seconds);
  const layer = (picture: string, grid: Grid): DrawnLayer => ({ picture, grid, opacity: 1 });
  const sway = 4 * Math.sin(seconds * 1.7);
  return {
    size: SIZE,
    layers: [
      layer(
        'plate',
        gridOf(SIZE, (x, y) => [x * scale + y * roll + 6, y * scale - x * roll + 12]),
      ),
      layer(
        'left',
        gridOf(SIZE, (x, y) => [x - 200 + sway * Math.sin(y / 90), y - 60]),
      ),
      layer(
        'right',
        gridOf(SIZE, (x, y) => [x - 800 - sway * Math.sin(y / 70), y - 160 + Math.sin(x / 60)]),
      ),
    ],
  };
}

interface PlainPicture {
  readonly opaque: boolean;
  readonly planes: readonly PlainPlane[];
}

/** Premultiplied colour and alpha side by side, with one texel of edge all around. */
interface PlainPlane {
  readonly width: number;
  readonly height: number;
  readonly colour: Uint8Array;
  readonly alpha: Uint8Array;
}

/** The kernel's sampling in the most direct TypeScript that is not slow on purpose. */
function plainPainter(): {
  load(name: string, raster: Raster): void;
  paint(list: DisplayList, out: Uint8Array): void;
} {
  const pictures = new Map<string, PlainPicture>();
  return {
    load: (name, raster) => void pictures.set(name, plainPicture(raster)),
    paint: (list, out) => {
      for (const layer of list.layers) {
        const picture = pictures.get(layer.picture)!;
        for (const [i, plane] of picture.planes.entries()) {
          const at = i === 0 ? 0 : LUMA + (LUMA / 4) * (i - 1);
          paintPlain(plane, layer.grid, picture.opaque, i > 0, out, at);
        }
      }
    },
  };
}

function plainPicture({ width, height, data }: Raster): PlainPicture {
  let opaque = true;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) opaque = false;
  const weights = [
    [16, 0.1826, 0.6142, 0.062],
    [128, -0.1006, -0.3386, 0.4392],
    [128, 0.4392, -0.3989, -0.0403],
  ] as const;
  const planes = weights.map(([zero, r, g, b], channel): PlainPlane => {
    const step = channel === 0 ? 1 : 2;
    const columns = Math.ceil(width / step);
    const rows = Math.ceil(height / step);
    const stride = columns + 2;
    const colour = new Uint8Array(stride * (rows + 2));
    const alpha = new Uint8Array(stride * (rows + 2));
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < columns; x++) {
        const i = (y * step * width + x * step) * 4;
        const share = data[i + 3]! / 255;
        const value = zero + r * data[i]! + g * data[i + 1]! + b * data[i + 2]!;
        const to = (y + 1) * stride + x + 1;
        colour[to] = value * share;
        alpha[to] = data[i + 3]!;
      }
    }
    return { width: columns, height: rows, colour, alpha };
  });
  return { opaque, planes };
}

function paintPlain(
  plane: PlainPlane,
  grid: Grid,
  opaque: boolean,
  isChroma: boolean,
  out: Uint8Array,
  at: number,
): void {
  const { colour, alpha, width, height } = plane;
  const { columns, rows, corners } = grid;
  const stride = width + 2;
  const side = isChroma ? 8 : 16;
  const shift = isChroma ? 1 : 0;
  const outStride = SIZE.width >> shift;
  const right = width * 65536;
  const bottom = height * 65536;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const k = (row * (columns + 1) + column) * 2;
      const m = k + (columns + 1) * 2;
      const dxLeft = (corners[m]! - corners[k]!) / side;
      const dyLeft = (corners[m + 1]! - corners[k + 1]!) / side;
      const dxRight = (corners[m + 2]! - corners[k + 2]!) / side;
      const dyRight = (corners[m + 3]! - corners[k + 3]!) / side;
      for (let y = 0; y < side; y++) {
        const xStart = corners[k]! + dxLeft * (y + 0.5);
        const yStart = corners[k + 1]! + dyLeft * (y + 0.5);
        const dx = (corners[k + 2]! + dxRight * (y + 0.5) - xStart) / side;
        const dy = (corners[k + 3]! + dyRight * (y + 0.5) - yStart) / side;
        let to = at + (row * side + y) * outStride + column * side;
        let u = ((xStart + dx / 2) | 0) >> shift;
        let v = ((yStart + dy / 2) | 0) >> shift;
        const du = dx >> shift;
        const dv = dy >> shift;
        for (let x = 0; x < side; x++, to++, u += du, v += dv) {
          if (u <= 0 || v <= 0 || u >= right || v >= bottom) continue;
          // One texel of edge lies before the first, so half a texel back is half a texel on.
          const su = u + 32768;
          const sv = v + 32768;
          const from = (sv >> 16) * stride + (su >> 16);
          const fx = (su & 65535) >> 8;
          const fy = (sv & 65535) >> 8;
          let transparent = 0;
          if (!opaque) {
            const a = alpha[from]! * (256 - fx) + alpha[from + 1]! * fx;
            const b = alpha[from + stride]! * (256 - fx) + alpha[from + stride + 1]! * fx;
            const cover = (a * (256 - fy) + b * fy + 32768) >> 16;
            if (cover === 0) continue;
            transparent = 255 - cover;
          }
          const a = colour[from]! * (256 - fx) + colour[from + 1]! * fx;
          const b = colour[from + stride]! * (256 - fx) + colour[from + stride + 1]! * fx;
          const value = (a * (256 - fy) + b * fy + 32768) >> 16;
          out[to] = transparent === 0 ? value : value + ((out[to]! * transparent * 257) >> 16);
        }
      }
    }
  }
}
