import type { Polygon } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';
import type { Plane } from './raster.ts';

/** For every pixel the nearest pixel that is set, and how far away it is. */
export interface DistanceField extends Size {
  /** Index of the nearest set pixel; -1 where nothing is set at all. */
  readonly nearest: Int32Array;
  /** Pixels, straight line. Infinity where nothing is set. */
  readonly distance: Float32Array;
}

/**
 * Exact Euclidean distance to the nearest set pixel, by lower envelopes of parabolas: first down the
 * columns, then along the rows (Felzenszwalb and Huttenlocher 2012). Linear in the number of pixels.
 */
export function distanceTo(size: Size, isSet: (index: number) => boolean): DistanceField {
  const { width, height } = size;
  const far = 1e12;
  const squared = new Float64Array(width * height);
  const rowOf = new Int32Array(width * height);
  for (let x = 0; x < width; x++) {
    let last = -1;
    for (let y = 0; y < height; y++) {
      const i = y * width + x;
      if (isSet(i)) last = y;
      rowOf[i] = last;
    }
    last = -1;
    for (let y = height - 1; y >= 0; y--) {
      const i = y * width + x;
      if (rowOf[i] === y) last = y;
      const above = rowOf[i]!;
      if (last >= 0 && (above < 0 || last - y < y - above)) rowOf[i] = last;
      const row = rowOf[i]!;
      squared[i] = row < 0 ? far : (row - y) ** 2;
    }
  }
  const nearest = new Int32Array(width * height).fill(-1);
  const distance = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const hull = new Int32Array(width);
  const bound = new Float64Array(width + 1);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let k = -1;
    for (let q = 0; q < width; q++) {
      const fq = squared[row + q]!;
      if (fq >= far) continue;
      let s = Number.NEGATIVE_INFINITY;
      while (k >= 0) {
        const v = hull[k]!;
        s = (fq + q * q - (squared[row + v]! + v * v)) / (2 * (q - v));
        if (s > bound[k]!) break;
        k--;
      }
      if (k < 0) s = Number.NEGATIVE_INFINITY;
      k++;
      hull[k] = q;
      bound[k] = s;
      bound[k + 1] = Number.POSITIVE_INFINITY;
    }
    if (k < 0) continue;
    let j = 0;
    for (let x = 0; x < width; x++) {
      while (bound[j + 1]! < x) j++;
      const v = hull[j]!;
      nearest[row + x] = rowOf[row + v]! * width + v;
      distance[row + x] = Math.sqrt((x - v) ** 2 + squared[row + v]!);
    }
  }
  return { width, height, nearest, distance };
}

/** 255 inside a polygon (pixel centres, even-odd rule), 0 outside. */
export function fillPolygon(size: Size, polygon: Polygon): Plane {
  const data = new Uint8Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    const level = y + 0.5;
    const crossings: number[] = [];
    for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
      const a = polygon[i]!;
      const b = polygon[j]!;
      if (a.y > level !== b.y > level)
        crossings.push(((b.x - a.x) * (level - a.y)) / (b.y - a.y) + a.x);
    }
    crossings.sort((a, b) => a - b);
    for (let c = 0; c + 1 < crossings.length; c += 2) {
      const from = Math.max(0, Math.ceil(crossings[c]! - 0.5));
      const to = Math.min(size.width - 1, Math.ceil(crossings[c + 1]! - 0.5) - 1);
      if (to >= from) data.fill(255, y * size.width + from, y * size.width + to + 1);
    }
  }
  return { width: size.width, height: size.height, data };
}
