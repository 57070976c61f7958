import type { Size } from '../space/size.ts';

/** A page's longer side; of a strip, which may be of any length, that of a sheet of its width. */
export function unitOf({ width, height }: Size): number {
  const shorter = Math.min(width, height);
  return Math.min(Math.max(width, height), Math.round(1.5 * shorter));
}
