import type { Raster } from '../media/raster.ts';
import type { Size } from '../space/size.ts';

/** A page, or a part of one that keeps the page's unit, since lines and letters are no smaller there. */
export interface PageSize extends Size {
  /** Of a part: the unit of its page. */
  readonly unit?: number;
}

/** A page's pixels, or those of such a part. */
export type PageRaster = Raster & PageSize;

/** A page's longer side; of a strip, which may be of any length, that of a sheet of its width. */
export function unitOf({ width, height, unit }: PageSize): number {
  if (unit !== undefined) return unit;
  const shorter = Math.min(width, height);
  return Math.min(Math.max(width, height), Math.round(1.5 * shorter));
}
