import type { Raster } from '../media/raster.ts';
import { isStrip } from './strip.ts';

/** A section of a strip is at least so high for a width of 1, so that it is a strip itself ... */
const LEAST = 2.3;
/** ... and is ended as soon as may be after this ... */
const WANTED = 4.6;
/** ... but its end is sought as far as this: art without a gap is not cut. */
const MOST = 14;
/** A gap between moments of a strip is at least this high for a width of 1. */
const LEAST_GAP = 0.012;
/** How far a channel may lie from the row's first pixel, of 255, for a row that is bare. */
const BARE = 14;

/** Rows of a strip from `top`, height `raster.height`. */
export interface StripSection {
  readonly top: number;
  /** Shares its pixels with the strip. */
  readonly raster: Raster;
}

/**
 * A long strip in sections that end in bare rows, so that reading it takes time in proportion to its
 * length and memory for one section. Anything else is one section.
 */
export function stripSections(raster: Raster): readonly StripSection[] {
  const { width, height, data } = raster;
  if (!isStrip(raster) || height < 2 * LEAST * width) return [{ top: 0, raster }];
  const bare = bareRows(raster);
  const sections: StripSection[] = [];
  const add = (top: number, bottom: number): void => {
    const pixels = data.subarray(top * width * 4, bottom * width * 4);
    sections.push({ top, raster: { width, height: bottom - top, data: pixels } });
  };
  let top = 0;
  while (height - top > 2 * LEAST * width) {
    const first = top + Math.ceil(LEAST * width);
    const last = height - Math.ceil(LEAST * width);
    const wanted = Math.min(last, top + Math.round(WANTED * width));
    const end =
      widestGap(bare, first, wanted, LEAST_GAP * width) ??
      widestGap(bare, wanted, Math.min(last, top + Math.round(MOST * width)), LEAST_GAP * width);
    if (end === undefined) {
      // Nothing bare far and wide: this much is read as it is.
      if (last <= top + MOST * width) break;
      const stop = top + Math.round(MOST * width);
      add(top, stop);
      top = stop;
      continue;
    }
    add(top, end);
    top = end;
  }
  add(top, height);
  return sections;
}

/** For each row 1 where it has one colour from side to side. */
function bareRows({ width, height, data }: Raster): Uint8Array {
  const bare = new Uint8Array(height).fill(1);
  for (let y = 0; y < height; y++) {
    const start = y * width * 4;
    for (let at = start + 4; at < start + width * 4 && bare[y]; at += 4) {
      for (let c = 0; c < 4; c++) {
        if (Math.abs(data[at + c]! - data[start + c]!) > BARE) bare[y] = 0;
      }
    }
  }
  return bare;
}

/** The middle of the highest run of bare rows between two rows; undefined where none is high enough. */
function widestGap(
  bare: Uint8Array,
  first: number,
  last: number,
  least: number,
): number | undefined {
  let best = least;
  let middle: number | undefined;
  let run = 0;
  for (let y = first; y <= last; y++) {
    run = y < last && bare[y] ? run + 1 : 0;
    if (run < best || run === 0) continue;
    best = run;
    middle = y - (run >> 1);
  }
  return middle;
}
