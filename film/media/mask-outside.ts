import type { Polygon } from '../space/polygon.ts';
import type { Raster } from './raster.ts';

/** Scan lines looked at in each row of pixels; along a row coverage is exact. */
const SAMPLES = 4;

/**
 * The picture with alpha 0 outside a polygon (pixels of the raster, even-odd rule). Along the edge
 * alpha falls with the part of the pixel that is inside; colours stay as they are.
 */
export function maskOutside(raster: Raster, polygon: Polygon): Raster {
  const { width, height } = raster;
  const data = new Uint8Array(raster.data);
  const inside = new Float32Array(width);
  for (let y = 0; y < height; y++) {
    inside.fill(0);
    for (let sample = 0; sample < SAMPLES; sample++) {
      const crossings = crossingsAt(polygon, y + (sample + 0.5) / SAMPLES);
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        cover(inside, Math.max(0, crossings[i]!), Math.min(width, crossings[i + 1]!));
      }
    }
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4 + 3;
      data[at] = Math.round((data[at]! * Math.min(SAMPLES, inside[x]!)) / SAMPLES);
    }
  }
  return { width, height, data };
}

/** Where a level line meets the polygon's sides, from left to right. */
function crossingsAt(polygon: Polygon, y: number): number[] {
  const crossings: number[] = [];
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[i]!;
    const b = polygon[j]!;
    if (a.y > y === b.y > y) continue;
    crossings.push(a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y));
  }
  return crossings.sort((a, b) => a - b);
}

/** Adds the part of each pixel that lies between `from` and `to`. */
function cover(inside: Float32Array, from: number, to: number): void {
  if (to <= from) return;
  const first = Math.floor(from);
  const last = Math.min(inside.length - 1, Math.floor(to));
  for (let x = first; x <= last; x++) {
    inside[x]! += Math.max(0, Math.min(x + 1, to) - Math.max(x, from));
  }
}
