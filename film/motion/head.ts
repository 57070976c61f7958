import type { Plane } from '../media/raster.ts';
import type { Box } from '../space/box.ts';

/** Where a figure's head is likely to be: around the middle of its uppermost part. */
export function headOf(matte: Plane, box: Box): Box {
  const height = Math.min(box.height * 0.36, box.width);
  let sum = 0;
  let count = 0;
  const from = Math.max(0, Math.round(box.y));
  const to = Math.min(matte.height, Math.round(box.y + height));
  for (let y = from; y < to; y++) {
    for (let x = Math.max(0, box.x); x < Math.min(matte.width, box.x + box.width); x++) {
      if (matte.data[y * matte.width + x]! < 128) continue;
      sum += x;
      count++;
    }
  }
  const width = Math.min(box.width, height * 1.15);
  const centre = count > 0 ? sum / count : box.x + box.width / 2;
  const x = Math.min(box.x + box.width - width, Math.max(box.x, centre - width / 2));
  return { x: Math.round(x), y: box.y, width: Math.round(width), height: Math.round(height) };
}
