import type { Plane } from '../media/raster.ts';
import type { Box } from '../space/box.ts';

/** Where no neck is found a head is taken to be this share of its figure's height. */
const GUESSED = 0.36;
/** A neck lies no higher and no lower than these shares of the figure's height. */
const NECK = { from: 0.14, to: 0.62 } as const;
/** A neck is narrower than this share of the head above it and of the shoulders below it. */
const NARROWER = { thanHead: 0.72, thanShoulders: 0.7 } as const;

/** Where a figure's head is likely to be: what stands above its neck, or the middle of its uppermost part. */
export function headOf(matte: Plane, box: Box): Box {
  const guessed = Math.min(box.height * GUESSED, box.width);
  const centre = middleOf(matte, box, guessed);
  const neck = neckOf(matte, box, centre);
  const height = neck ?? guessed;
  const width = Math.min(box.width, height * 1.15);
  const x = Math.min(box.x + box.width - width, Math.max(box.x, centre - width / 2));
  return { x: Math.round(x), y: box.y, width: Math.round(width), height: Math.round(height) };
}

/** The mean place, from left to right, of what a figure is in its uppermost part. */
function middleOf(matte: Plane, box: Box, height: number): number {
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
  return count > 0 ? sum / count : box.x + box.width / 2;
}

/**
 * How far below the box's upper edge a figure is narrowest between its head and its shoulders; undefined
 * where it has no neck to be seen.
 */
function neckOf(matte: Plane, box: Box, centre: number): number | undefined {
  const top = Math.max(0, Math.round(box.y));
  const bottom = Math.min(matte.height, Math.round(box.y + box.height));
  const widths: number[] = [];
  for (let y = top; y < bottom; y++) widths.push(runAt(matte, y, Math.round(centre), box));
  const first = Math.floor(NECK.from * widths.length);
  const last = Math.ceil(NECK.to * widths.length);
  let head = Math.max(0, ...widths.slice(0, first));
  let best: { at: number; narrow: number } | undefined;
  for (let k = first; k < last; k++) {
    const width = widths[k]!;
    head = Math.max(head, width);
    if (width <= 0 || width > NARROWER.thanHead * head) continue;
    const shoulders = Math.max(0, ...widths.slice(k + 1, Math.min(widths.length, 2 * k)));
    const narrow = width / Math.min(head, shoulders);
    if (width > NARROWER.thanShoulders * shoulders) continue;
    if (!best || narrow < best.narrow) best = { at: k, narrow };
  }
  return best?.at;
}

/** How wide the figure is on a row, without a gap, around a column; 0 where it is not there. */
function runAt(matte: Plane, y: number, centre: number, box: Box): number {
  const isIn = (x: number): boolean => matte.data[y * matte.width + x]! >= 128;
  const least = Math.max(0, Math.round(box.x));
  const most = Math.min(matte.width, Math.round(box.x + box.width));
  if (centre < least || centre >= most || !isIn(centre)) return 0;
  let from = centre;
  let to = centre;
  while (from > least && isIn(from - 1)) from--;
  while (to + 1 < most && isIn(to + 1)) to++;
  return to - from + 1;
}
