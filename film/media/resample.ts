import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import type { Plane, Raster } from './raster.ts';

/**
 * A box of a raster at another size: the mean of what each new pixel covers, or straight-line
 * interpolation where it is enlarged. Colour is weighed with alpha, so cut-outs grow no fringe.
 */
export function resampleRaster(raster: Raster, from: Box, to: Size): Raster {
  const whole = from.x === 0 && from.y === 0 && sameSize(from, raster) && sameSize(from, to);
  if (whole) return raster;
  const columns = weightsOf(from.x, from.width, to.width, raster.width);
  const rows = weightsOf(from.y, from.height, to.height, raster.height);
  const data = new Uint8Array(to.width * to.height * 4);
  const strip = new Float64Array(to.width * raster.height * 4);
  const needed = new Uint8Array(raster.height);
  for (const { first, weights } of rows) needed.fill(1, first, first + weights.length);
  for (let y = 0; y < raster.height; y++) {
    if (!needed[y]) continue;
    for (let x = 0; x < to.width; x++) {
      const { first, weights } = columns[x]!;
      let r = 0;
      let g = 0;
      let b = 0;
      let a = 0;
      for (let k = 0; k < weights.length; k++) {
        const i = (y * raster.width + first + k) * 4;
        const alpha = raster.data[i + 3]! * weights[k]!;
        r += raster.data[i]! * alpha;
        g += raster.data[i + 1]! * alpha;
        b += raster.data[i + 2]! * alpha;
        a += alpha;
      }
      const o = (y * to.width + x) * 4;
      strip[o] = r;
      strip[o + 1] = g;
      strip[o + 2] = b;
      strip[o + 3] = a;
    }
  }
  for (let y = 0; y < to.height; y++) {
    const { first, weights } = rows[y]!;
    for (let x = 0; x < to.width; x++) {
      let r = 0;
      let g = 0;
      let b = 0;
      let a = 0;
      for (let k = 0; k < weights.length; k++) {
        const i = ((first + k) * to.width + x) * 4;
        const weight = weights[k]!;
        r += strip[i]! * weight;
        g += strip[i + 1]! * weight;
        b += strip[i + 2]! * weight;
        a += strip[i + 3]! * weight;
      }
      const o = (y * to.width + x) * 4;
      if (a > 0) {
        data[o] = Math.round(r / a);
        data[o + 1] = Math.round(g / a);
        data[o + 2] = Math.round(b / a);
        data[o + 3] = Math.round(a);
      }
    }
  }
  return { width: to.width, height: to.height, data };
}

/** A whole plane at another size, by the same rule. The same plane where the size is the same. */
export function resamplePlane(plane: Plane, to: Size): Plane {
  if (plane.width === to.width && plane.height === to.height) return plane;
  const columns = weightsOf(0, plane.width, to.width, plane.width);
  const rows = weightsOf(0, plane.height, to.height, plane.height);
  const strip = new Float32Array(to.width * plane.height);
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < to.width; x++) {
      const { first, weights } = columns[x]!;
      let sum = 0;
      for (let k = 0; k < weights.length; k++) {
        sum += plane.data[y * plane.width + first + k]! * weights[k]!;
      }
      strip[y * to.width + x] = sum;
    }
  }
  const data = new Uint8Array(to.width * to.height);
  for (let y = 0; y < to.height; y++) {
    const { first, weights } = rows[y]!;
    for (let x = 0; x < to.width; x++) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++)
        sum += strip[(first + k) * to.width + x]! * weights[k]!;
      data[y * to.width + x] = Math.round(sum);
    }
  }
  return { width: to.width, height: to.height, data };
}

/** One value a pixel, enlarged or shrunk to a box of a larger plane by straight-line interpolation. */
export function sampleField(field: Float32Array, size: Size, x: number, y: number): number {
  const px = Math.min(Math.max(x - 0.5, 0), size.width - 1);
  const py = Math.min(Math.max(y - 0.5, 0), size.height - 1);
  const x0 = Math.floor(px);
  const y0 = Math.floor(py);
  const x1 = Math.min(x0 + 1, size.width - 1);
  const y1 = Math.min(y0 + 1, size.height - 1);
  const fx = px - x0;
  const fy = py - y0;
  const top = field[y0 * size.width + x0]! * (1 - fx) + field[y0 * size.width + x1]! * fx;
  const low = field[y1 * size.width + x0]! * (1 - fx) + field[y1 * size.width + x1]! * fx;
  return top * (1 - fy) + low * fy;
}

interface Span {
  readonly first: number;
  readonly weights: readonly number[];
}

/** What each new pixel takes from the old ones along one axis; weights sum to 1. */
function weightsOf(start: number, length: number, count: number, limit: number): readonly Span[] {
  const step = length / count;
  const reach = Math.max(1, step);
  return Array.from({ length: count }, (_, i) => {
    const centre = start + (i + 0.5) * step;
    const low = Math.max(0, Math.floor(centre - reach));
    const high = Math.min(limit - 1, Math.ceil(centre + reach));
    const weights: number[] = [];
    let sum = 0;
    for (let k = low; k <= high; k++) {
      const weight = Math.max(0, 1 - Math.abs(k + 0.5 - centre) / reach);
      weights.push(weight);
      sum += weight;
    }
    if (sum === 0)
      return { first: Math.min(Math.max(Math.round(centre), 0), limit - 1), weights: [1] };
    return { first: low, weights: weights.map((weight) => weight / sum) };
  });
}

function sameSize(a: Size, b: Size): boolean {
  return a.width === b.width && a.height === b.height;
}
