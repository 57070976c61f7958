import { cropRaster } from '../media/crop-raster.ts';
import { distanceTo, fillPolygon } from '../media/distance.ts';
import { edgeDistance } from '../media/edge-distance.ts';
import type { Raster } from '../media/raster.ts';
import { resampleRaster } from '../media/resample.ts';
import { type Box, boxOf } from '../space/box.ts';
import { type Polygon, polygonOf } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';
import { ramp } from './trust.ts';

/** A plate never grows beyond this many pixels, nor beyond this many times its picture. */
const MOST_PIXELS = 9_000_000;
const MOST_TIMES = 6;
/** How far a mount is let down from the art's own light: the panel is what shines. */
const MOUNT_LIGHT = 0.5;
/** How much darker still a mount is beside the panel's edge ... */
const MOUNT_SHADOW = 0.55;
/** ... fading over this share of the panel's shorter side. */
const MOUNT_SHADOW_REACH = 0.045;
/** A mount shows the panel's own art this much reduced: masses of light and colour, no shapes. */
const MOUNT_CELLS = 22;
/** How wide a mounted edge passes from art to mount, in pixels of the picture. */
export const EDGE_WIDTH = 2;
/** What a plate always has beyond its picture, as a share of the longer side: room for parallax. */
const BLEED = 0.03;
/** How much of a panel's edge may be frame line, in pixels: it is not repeated beyond. */
const EDGE_LINE = 4;

/**
 * The box, in pixels of the picture, that a plate should cover: the whole picture at the frame's shape
 * and a little more on every side. Pictures far too tall or wide for the frame are not to be shown
 * whole and get only the little more.
 *
 * @param holds what else it should cover: balloons that reach out of the picture.
 */
export function plateBox(picture: Size, frame: Size, holds: readonly Box[] = []): Box {
  const aspect = frame.width / frame.height;
  const bleed = Math.ceil(BLEED * Math.max(picture.width, picture.height));
  let width = Math.max(picture.width, picture.height * aspect) + 2 * bleed;
  let height = Math.max(picture.height, picture.width / aspect) + 2 * bleed;
  const pixels = width * height;
  if (pixels > MOST_PIXELS || pixels > MOST_TIMES * picture.width * picture.height) {
    width = picture.width + 2 * bleed;
    height = picture.height + 2 * bleed;
  }
  let left = Math.ceil((width - picture.width) / 2);
  let top = Math.ceil((height - picture.height) / 2);
  let right = left;
  let bottom = top;
  for (const box of holds) {
    if (box.width <= 0 || box.height <= 0) continue;
    left = Math.max(left, Math.ceil(bleed - box.x));
    top = Math.max(top, Math.ceil(bleed - box.y));
    right = Math.max(right, Math.ceil(box.x + box.width + bleed - picture.width));
    bottom = Math.max(bottom, Math.ceil(box.y + box.height + bleed - picture.height));
  }
  return {
    x: -left,
    y: -top,
    width: picture.width + left + right,
    height: picture.height + top + bottom,
  };
}

/**
 * What lies beyond a picture's edges. `continued`: the picture goes on, mirrored, quickly softer and
 * gently darker the farther out; right for a painting. `mounted`: the picture keeps its edge and lies
 * with a soft shadow on a large, dim and blurred copy of itself; right for a panel, whose lettering and
 * faces a mirror would repeat.
 */
export type Beyond = 'continued' | 'mounted';

/**
 * Gives a picture a ground beyond its edges, so that no bar is ever seen. The same fills what lies
 * outside a slanted panel. Inside nothing is changed.
 * @param box in pixels of the picture; must contain it
 * @param outline of the panel, pixels of the picture; the picture's own edges where it is missing
 */
export function extendPlate(
  picture: Raster,
  box: Box,
  outline?: Polygon,
  beyond: Beyond = 'continued',
): Raster {
  const inside = outline && fillPolygon(picture, outline).data;
  const mirrored = mirroredAround(picture, box, inside);
  return beyond === 'mounted'
    ? onMount(picture, box, outline ?? polygonOf(boxOf(picture)), mirrored)
    : continuedBeyond(picture, box, mirrored);
}

/** The picture continued by its mirror image, and how far away each pixel is from the picture. */
interface Mirrored {
  readonly raster: Raster;
  readonly away: Float32Array;
}

function mirroredAround(picture: Raster, box: Box, inside: Uint8Array | undefined): Mirrored {
  const { width, height } = box;
  const known = (x: number, y: number): boolean =>
    x >= 0 &&
    y >= 0 &&
    x < picture.width &&
    y < picture.height &&
    (!inside || inside[y * picture.width + x]! > 0);
  const raster: Raster = { width, height, data: new Uint8Array(width * height * 4) };
  const away = new Float32Array(width * height);
  const field = inside
    ? distanceTo({ width, height }, (i) => {
        const x = i % width;
        return known(x + box.x, (i - x) / width + box.y);
      })
    : undefined;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = y * width + x;
      const px = x + box.x;
      const py = y + box.y;
      let from = py * picture.width + px;
      if (!known(px, py)) {
        // The nearest point of the art, and from there as far in as this pixel lies out.
        let nx = Math.min(picture.width - 1, Math.max(0, px));
        let ny = Math.min(picture.height - 1, Math.max(0, py));
        if (field) {
          const at = field.nearest[o]!;
          if (at < 0) continue;
          nx = (at % width) + box.x;
          ny = Math.floor(at / width) + box.y;
        }
        const nearest = ny * picture.width + nx;
        away[o] = Math.hypot(px - nx, py - ny);
        // A little farther in, past what is left of a frame line or a gutter along the edge.
        const past = EDGE_LINE / Math.max(1, away[o]!);
        const mx = folded(Math.round(2 * nx - px + (nx - px) * past), picture.width);
        const my = folded(Math.round(2 * ny - py + (ny - py) * past), picture.height);
        from = known(mx, my) ? my * picture.width + mx : nearest;
      }
      for (let c = 0; c < 3; c++) raster.data[o * 4 + c] = picture.data[from * 4 + c]!;
      raster.data[o * 4 + 3] = 255;
    }
  }
  return { raster, away };
}

function continuedBeyond(picture: Raster, { width, height }: Box, mirrored: Mirrored): Raster {
  const { raster, away } = mirrored;
  const unit = Math.max(picture.width, picture.height);
  const soft = shrunk(raster, Math.max(2, unit / 160));
  const softer = shrunk(soft, 4);
  const data = raster.data.slice();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = y * width + x;
      const distance = away[o]! / unit;
      if (distance === 0) continue;
      const near = smooth(ramp(distance, 0, 0.025));
      const far = smooth(ramp(distance, 0.015, 0.1));
      const light = 1 - 0.42 * smooth(ramp(distance, 0, 0.22));
      for (let c = 0; c < 3; c++) {
        const a = raster.data[o * 4 + c]!;
        const b = sampled(soft, (x + 0.5) / width, (y + 0.5) / height, c);
        const d = sampled(softer, (x + 0.5) / width, (y + 0.5) / height, c);
        const value = (a * (1 - near) + b * near) * (1 - far) + d * far;
        data[o * 4 + c] = Math.round(Math.min(255, Math.max(0, value * light + grain(x, y))));
      }
    }
  }
  return { width, height, data };
}

/**
 * A panel on its mount. The edge is soft by its true distance from the outline, so that a slanted one
 * shows no stairs, however much it is enlarged; the passage lies outside the outline.
 */
function onMount(picture: Raster, box: Box, outline: Polygon, mirrored: Mirrored): Raster {
  const { width, height } = box;
  const { raster, away } = mirrored;
  const edges = edgeDistance(box, outline, EDGE_WIDTH + 1);
  const ground = dimCopy(picture, box, raster);
  const reach = MOUNT_SHADOW_REACH * Math.min(picture.width, picture.height);
  const data = raster.data.slice();
  // Where the copy fills the plate: as large as it must be, around the middle of both.
  const times = Math.max(width / picture.width, height / picture.height);
  const middle = { x: picture.width / 2 - box.x, y: picture.height / 2 - box.y };
  for (let y = 0; y < height; y++) {
    const v = 0.5 + (y + 0.5 - middle.y) / (times * picture.height);
    for (let x = 0; x < width; x++) {
      const o = y * width + x;
      // A pixel of the art itself stays as it is, whatever its corner touches.
      if (away[o] === 0) continue;
      const cover = 1 - smooth(ramp(edges[o]!, 0, EDGE_WIDTH));
      const u = 0.5 + (x + 0.5 - middle.x) / (times * picture.width);
      const light = MOUNT_LIGHT * (1 - MOUNT_SHADOW * Math.exp(-((away[o]! / reach) ** 1.3)));
      for (let c = 0; c < 3; c++) {
        // Of the mirror image, which leaves the edge's own pixels out: they may have gutter in them, and
        // would be drawn out into a light fringe.
        const own = raster.data[o * 4 + c]!;
        const mount = sampled(ground, u, v, c) * light + grain(x, y);
        const value = own * cover + mount * (1 - cover);
        data[o * 4 + c] = Math.round(Math.min(255, Math.max(0, value)));
      }
    }
  }
  return { width, height, data };
}

/** The panel's masses of light and colour, small; what lies outside its outline is its mirror image. */
function dimCopy(picture: Raster, box: Box, raster: Raster): Raster {
  const art = cropRaster(raster, { ...boxOf(picture), x: -box.x, y: -box.y });
  return shrunk(art, Math.max(1, Math.min(picture.width, picture.height) / MOUNT_CELLS));
}

/** A fixed grain of under one step, so that wide gradients show no bands. */
export function grain(x: number, y: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return ((h ^ (h >>> 13)) >>> 8) / 0x1000000 - 0.5;
}

function folded(value: number, length: number): number {
  const period = Math.max(1, 2 * (length - 1));
  const at = ((value % period) + period) % period;
  return at < length ? at : period - at;
}

/** About `times` smaller and softened, so that enlarging it again shows a smooth blur. */
function shrunk(raster: Raster, times: number): Raster {
  const size = {
    width: Math.max(4, Math.round(raster.width / times)),
    height: Math.max(4, Math.round(raster.height / times)),
  };
  const small = resampleRaster(raster, { x: 0, y: 0, ...raster }, size);
  const data = new Uint8Array(small.data.length);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      for (let c = 0; c < 4; c++) {
        let sum = 0;
        let total = 0;
        for (let dy = -2; dy <= 2; dy++) {
          for (let dx = -2; dx <= 2; dx++) {
            const sx = Math.min(size.width - 1, Math.max(0, x + dx));
            const sy = Math.min(size.height - 1, Math.max(0, y + dy));
            const weight = (3 - Math.abs(dx)) * (3 - Math.abs(dy));
            sum += small.data[(sy * size.width + sx) * 4 + c]! * weight;
            total += weight;
          }
        }
        data[(y * size.width + x) * 4 + c] = Math.round(sum / total);
      }
    }
  }
  return { ...size, data };
}

/** One colour at a place given as shares of the sides, interpolated. */
function sampled(raster: Raster, u: number, v: number, c: number): number {
  const px = Math.min(raster.width - 1, Math.max(0, u * raster.width - 0.5));
  const py = Math.min(raster.height - 1, Math.max(0, v * raster.height - 0.5));
  const x0 = Math.floor(px);
  const y0 = Math.floor(py);
  const x1 = Math.min(raster.width - 1, x0 + 1);
  const y1 = Math.min(raster.height - 1, y0 + 1);
  const fx = px - x0;
  const fy = py - y0;
  const at = (x: number, y: number): number => raster.data[(y * raster.width + x) * 4 + c]!;
  return (
    (at(x0, y0) * (1 - fx) + at(x1, y0) * fx) * (1 - fy) +
    (at(x0, y1) * (1 - fx) + at(x1, y1) * fx) * fy
  );
}

function smooth(t: number): number {
  return t * t * (3 - 2 * t);
}
