import type { Box } from '../space/box.ts';
import { drawnShare, type Lettering } from './lettering.ts';
import { type PageTone, type Tone, unitOf } from './page-tone.ts';
import { along, cornersOf, type Region } from './region.ts';

/** Of a line that balloons hide for the greater part nothing is known: it must show so much of itself. */
const LEAST_SEEN = 0.5;

/** A page as level cuts see it; for upright cuts the page is turned, see {@link turnedView}. */
export interface LevelView {
  /** Tones stored by columns, because lines of one slope walk down them. */
  readonly columns: Uint32Array;
  readonly width: number;
  readonly height: number;
  /** What sizes on a page are measured by: its longer side, or on a strip a sheet of its width. */
  readonly unit: number;
  /** Whether the paper shows all around the art. */
  readonly hasMargin: boolean;
  /** Whether the paper is of one clean colour. */
  readonly isClean: boolean;
  /** Where balloons hide the columns: for each the first and the last + 1 of its runs, in turn. */
  readonly hidden: readonly (readonly number[])[];
  /** Whether what lies under balloons is left out of account. */
  readonly isThrough: boolean;
  /** The share of a box that is drawn art rather than ground or lettering, 0 to 1. */
  readonly drawnShare: (box: Box) => number;
}

/** The page as it lies: gutters are looked for from left to right. */
export function levelView(
  tone: PageTone,
  lettering: Lettering,
  cover: Uint8Array | undefined,
): LevelView {
  return {
    columns: tone.byColumns,
    hidden: cover ? runsOf(cover, tone.width, tone.height, tone.width, 1) : [],
    isThrough: false,
    width: tone.width,
    height: tone.height,
    unit: unitOf(tone),
    hasMargin: tone.hasMargin,
    isClean: tone.isClean,
    drawnShare: (box) => drawnShare(lettering, box),
  };
}

/** The page turned on its side, so that upright gutters are looked for as level ones are. */
export function turnedView(
  tone: PageTone,
  lettering: Lettering,
  cover: Uint8Array | undefined,
): LevelView {
  return {
    columns: tone.byRows,
    hidden: cover ? runsOf(cover, tone.height, tone.width, 1, tone.width) : [],
    isThrough: false,
    width: tone.height,
    height: tone.width,
    unit: unitOf(tone),
    hasMargin: tone.hasMargin,
    isClean: tone.isClean,
    drawnShare: ({ x, y, width, height }) =>
      drawnShare(lettering, { x: y, y: x, width: height, height: width }),
  };
}

/** The view without what lies under balloons. */
export function throughBalloons(view: LevelView): LevelView {
  const columns = view.columns.slice();
  for (const [x, runs] of view.hidden.entries()) {
    for (let k = 0; k < runs.length; k += 2) {
      columns.fill(0, x * view.height + runs[k]!, x * view.height + runs[k + 1]!);
    }
  }
  return { ...view, columns, isThrough: true };
}

/** The runs of 1 in each column of a mask whose pixel x, y is at x * right + y * down. */
function runsOf(
  mask: Uint8Array,
  width: number,
  height: number,
  down: number,
  right: number,
): readonly (readonly number[])[] {
  return Array.from({ length: width }, (_, x) => {
    const runs: number[] = [];
    let before = 0;
    for (let y = 0; y < height; y++) {
      const here = mask[x * right + y * down]!;
      if (here !== before) runs.push(y);
      before = here;
    }
    if (before) runs.push(height);
    return runs;
  });
}

/**
 * What near-level lines of one slope meet on their way through a region: for each line the number of
 * pixels looked at and the share of each tone among those that no balloon hides. Line `i` is y = from + i + slope * x.
 */
export interface LineProfile {
  readonly slope: number;
  readonly from: number;
  readonly counts: Int32Array;
  readonly shares: { readonly [tone in Tone]: Float32Array };
}

/** Looks along all lines of one slope through a region, at no more than `most` columns (255 at most). */
export function profileOf(
  view: LevelView,
  region: Region,
  slope: number,
  most: number,
): LineProfile {
  const { columns, height } = view;
  const corners = cornersOf(region);
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { x, y } of corners) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    low = Math.min(low, y - slope * x);
    high = Math.max(high, y - slope * x);
  }
  const x0 = Math.max(0, Math.ceil(left));
  const x1 = Math.min(view.width, Math.floor(right));
  const step = Math.max(1, Math.ceil((x1 - x0) / Math.min(255, most)));
  const from = Math.floor(low) - 1;
  const length = Math.max(1, Math.ceil(high) - from + 2);
  const counts = new Int32Array(length + 1);
  const sums = new Uint32Array(length);
  const unseen = new Int32Array(length + 1);
  for (let x = x0 + (step >> 1); x < x1; x += step) {
    let y0 = Math.max(0, Math.ceil(along(region.top, x)));
    let y1 = Math.min(height, Math.floor(along(region.bottom, x)));
    // Slanted sides shorten the columns at the region's ends.
    if (region.left.slope > 0)
      y1 = Math.min(y1, Math.floor((x - region.left.at) / region.left.slope));
    if (region.left.slope < 0)
      y0 = Math.max(y0, Math.ceil((x - region.left.at) / region.left.slope));
    if (region.right.slope > 0) {
      y0 = Math.max(y0, Math.ceil((x - region.right.at) / region.right.slope));
    }
    if (region.right.slope < 0) {
      y1 = Math.min(y1, Math.floor((x - region.right.at) / region.right.slope));
    }
    const shift = Math.round(slope * x) + from;
    if (y1 <= y0) continue;
    counts[y0 - shift]!++;
    counts[y1 - shift]!--;
    const base = x * height + shift;
    for (let c = y0 - shift, end = y1 - shift; c < end; c++) sums[c]! += columns[base + c]!;
    const runs = view.isThrough ? (view.hidden[x] ?? []) : [];
    for (let k = 0; k < runs.length; k += 2) {
      const a = Math.max(y0, runs[k]!);
      const b = Math.min(y1, runs[k + 1]!);
      if (a >= b) continue;
      unseen[a - shift]!++;
      unseen[b - shift]!--;
    }
  }
  const paper = new Float32Array(length);
  const light = new Float32Array(length);
  const black = new Float32Array(length);
  const dark = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    if (i > 0) counts[i]! += counts[i - 1]!;
    if (i > 0) unseen[i]! += unseen[i - 1]!;
    if (counts[i]! <= 0) continue;
    const count = Math.max(counts[i]! - unseen[i]!, LEAST_SEEN * counts[i]!);
    const sum = sums[i]!;
    paper[i] = (sum & 255) / count;
    light[i] = ((sum >>> 8) & 255) / count;
    black[i] = ((sum >>> 16) & 255) / count;
    dark[i] = (sum >>> 24) / count;
  }
  return { slope, from, counts: counts.subarray(0, length), shares: { paper, light, black, dark } };
}

/** The lines that go through the region from side to side rather than across a corner. */
export function spanOf(profile: LineProfile): { readonly first: number; readonly last: number } {
  const { counts } = profile;
  let most = 0;
  for (const count of counts) most = Math.max(most, count);
  let first = 0;
  while (first < counts.length - 1 && counts[first]! < 0.55 * most) first++;
  let last = counts.length - 1;
  while (last > first && counts[last]! < 0.55 * most) last--;
  return { first, last };
}
