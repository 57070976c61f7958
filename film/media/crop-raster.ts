import type { Box } from '../space/box.ts';
import { emptyRaster, type Raster } from './raster.ts';

/**
 * The part of a picture inside a box, rounded to whole pixels. What of the box lies outside the picture
 * is transparent.
 */
export function cropRaster(raster: Raster, box: Box): Raster {
  const left = Math.round(box.x);
  const top = Math.round(box.y);
  const cropped = emptyRaster(
    Math.max(1, Math.round(box.x + box.width) - left),
    Math.max(1, Math.round(box.y + box.height) - top),
  );
  const from = Math.max(0, left);
  const to = Math.min(raster.width, left + cropped.width);
  if (to <= from) return cropped;
  for (let y = 0; y < cropped.height; y++) {
    const row = top + y;
    if (row < 0 || row >= raster.height) continue;
    const start = (row * raster.width + from) * 4;
    const pixels = raster.data.subarray(start, start + (to - from) * 4);
    cropped.data.set(pixels, (y * cropped.width + from - left) * 4);
  }
  return cropped;
}
