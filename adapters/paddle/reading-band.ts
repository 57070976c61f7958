import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Size } from '@inkreel/film/space/size.ts';

/** A band of a strip is so high, for a width of 1, and has so much in common with the next: more than any column. */
const HEIGHT = 4;
const COMMON = 1.2;

/** Rows of a picture that are looked at in one go. */
export interface Band {
  readonly top: number;
  readonly bottom: number;
  /** Of what is seen in it, what has its middle from here up to `to` is its own; the rest is a neighbour's. */
  readonly from: number;
  readonly to: number;
}

/**
 * A tall picture in bands from the top, so that reading it takes memory for one band however long it is.
 * What stands on the border of two is seen whole by both, and counted by one.
 */
export function bandsOf({ width, height }: Size): readonly Band[] {
  const most = Math.round(HEIGHT * width);
  const common = Math.round(COMMON * width);
  if (height <= most + common) return [{ top: 0, bottom: height, from: 0, to: height }];
  const count = Math.ceil((height - common) / (most - common));
  const tops = Array.from({ length: count }, (_, i) =>
    Math.round((i * (height - most)) / (count - 1)),
  );
  const border = (i: number): number => Math.round((tops[i - 1]! + most + tops[i]!) / 2);
  return tops.map((top, i) => ({
    top,
    bottom: top + most,
    from: i === 0 ? 0 : border(i),
    to: i === count - 1 ? height : border(i + 1),
  }));
}

/** The picture's rows of a band; they share its pixels. */
export function cutBand({ width, data }: Raster, { top, bottom }: Band): Raster {
  const pixels = data.subarray(top * width * 4, bottom * width * 4);
  return { width, height: bottom - top, data: pixels };
}
