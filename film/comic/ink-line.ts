import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import { type Cover, filled, windowOf } from './cover.ts';
import { type Ground, lightAt } from './ground.ts';

/** The widest line around a balloon, as a part of the height of its letters. */
const WIDEST = 0.45;
/** Of the pixels one after another outwards this share is ink where a line runs all round ... */
const ALL_ROUND = 0.6;
/** ... and behind the line less than this share of that. */
const BEHIND = 0.6;
/** Ink is away from the ground by this share of what its letters are. */
const INK = 0.4;

/**
 * A balloon with the line that is drawn around it: as far outwards as ink goes on nearly all round. Where
 * none is seen (a balloon without a line, one on dark art, white letters on black) it stays as it is.
 *
 * @param size height of its letters, pixels of the page.
 */
export function withInkLine(raster: Raster, cover: Cover, ground: Ground, size: number): Cover {
  if (ground.contrast <= 0) return cover;
  const reach = Math.max(4, Math.ceil(WIDEST * size));
  const { window } = cover;
  const wide = windowOf(
    {
      x: window.x - reach - 1,
      y: window.y - reach - 1,
      width: window.width + 2 * reach + 2,
      height: window.height + 2 * reach + 2,
    },
    raster,
  );
  const mask = moved(cover, wide);
  const { distance } = distanceTo(wide, (i) => mask[i] === 1);
  const ink = ground.light - INK * ground.contrast;
  const isInk = (i: number): boolean => {
    const x = wide.x + (i % wide.width);
    const y = wide.y + Math.floor(i / wide.width);
    return lightAt(raster.data, (y * raster.width + x) * 4) < ink;
  };
  const all = new Float64Array(reach + 1);
  const inked = new Float64Array(reach + 1);
  for (let i = 0; i < mask.length; i++) {
    const ring = Math.ceil(distance[i]!);
    if (ring < 1 || ring > reach) continue;
    all[ring]!++;
    if (isInk(i)) inked[ring]!++;
  }
  const shares = Array.from(all, (count, ring) => (count > 0 ? inked[ring]! / count : 0));
  const most = Math.max(...shares);
  const line = shares.indexOf(most);
  const end = shares.findIndex((share, ring) => ring > line && share < BEHIND * most);
  if (most < ALL_ROUND || end < 0) return cover;
  // Its soft edge goes on for a pixel.
  const grown = mask.map((value, i) => (value || (distance[i]! <= end && isInk(i)) ? 1 : 0));
  const soft = distanceTo(wide, (i) => grown[i] === 1).distance;
  const whole = grown.map((_, i) => (soft[i]! <= 1 && distance[i]! <= end + 1 ? 1 : 0));
  return { window: wide, mask: filled(wide, whole) };
}

/** The mask of a cover, laid out for a wider window. */
function moved({ window, mask }: Cover, wide: Cover['window']): Uint8Array {
  const laid = new Uint8Array(wide.width * wide.height);
  for (let y = 0; y < window.height; y++) {
    const at = (window.y - wide.y + y) * wide.width + window.x - wide.x;
    laid.set(mask.subarray(y * window.width, (y + 1) * window.width), at);
  }
  return laid;
}
