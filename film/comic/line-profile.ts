import type { Box } from '../space/box.ts';
import { drawnShare, type Lettering } from './lettering.ts';
import type { PageTone, Tone } from './page-tone.ts';
import { along, cornersOf, type Region } from './region.ts';
import { unitOf } from './unit.ts';

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
  return profilesOf(view, region, most)(slope);
}

/** A column as far as it lies in a region: rows from `y0` to before `y1`. */
interface Column {
  readonly x: number;
  readonly y0: number;
  readonly y1: number;
}

/** How many neighbouring columns are added once for all slopes that shift them alike. */
const TOGETHER = 4;

/** Some neighbouring columns added with the last one shifted by so much; `sums` begins at row `low` of the first. */
interface Bundle {
  readonly shifts: readonly number[];
  readonly low: number;
  readonly sums: Uint32Array;
}

/**
 * The same for many slopes through one region. Lines of like slope shift neighbouring columns alike, so
 * that these are added up once for each shift: a quarter of the work, within half a pixel.
 */
export function profilesOf(
  view: LevelView,
  region: Region,
  most: number,
): (slope: number) => LineProfile {
  const corners = cornersOf(region);
  const xs = corners.map(({ x }) => x);
  const x0 = Math.max(0, Math.ceil(Math.min(...xs)));
  const x1 = Math.min(view.width, Math.floor(Math.max(...xs)));
  const step = Math.max(1, Math.ceil((x1 - x0) / Math.min(255, most)));
  const groups: Column[][] = [];
  for (let x = x0 + (step >> 1); x < x1; x += step) {
    const column = columnOf(view, region, x);
    if (column.y1 <= column.y0) continue;
    const last = groups.at(-1);
    if (last && last.length < TOGETHER) last.push(column);
    else groups.push([column]);
  }
  const known = groups.map(() => new Map<number, Bundle>());
  return (slope) => {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (const { x, y } of corners) {
      low = Math.min(low, y - slope * x);
      high = Math.max(high, y - slope * x);
    }
    const from = Math.floor(low) - 2;
    const length = Math.max(1, Math.ceil(high) - from + 3);
    const counts = new Int32Array(length + 1);
    const sums = new Uint32Array(length);
    const unseen = new Int32Array(length + 1);
    for (const [g, group] of groups.entries()) {
      const first = Math.round(slope * group[0]!.x);
      const turn = Math.round(slope * group.at(-1)!.x) - first;
      let bundle = known[g]!.get(turn);
      if (!bundle) {
        bundle = bundleOf(view, group, turn);
        known[g]!.set(turn, bundle);
      }
      const shift = first + from;
      const part = bundle.sums;
      const base = bundle.low - shift;
      for (let c = 0, end = part.length; c < end; c++) sums[base + c]! += part[c]!;
      for (const [k, { x, y0, y1 }] of group.entries()) {
        const own = shift + bundle.shifts[k]!;
        counts[y0 - own]!++;
        counts[y1 - own]!--;
        const runs = view.isThrough ? (view.hidden[x] ?? []) : [];
        for (let r = 0; r < runs.length; r += 2) {
          const a = Math.max(y0, runs[r]!);
          const b = Math.min(y1, runs[r + 1]!);
          if (a >= b) continue;
          unseen[a - own]!++;
          unseen[b - own]!--;
        }
      }
    }
    return { slope, from, ...sharesOf(counts, unseen, sums) };
  };
}

/** The rows of a column that lie in a region; slanted sides shorten the columns at its ends. */
function columnOf(view: LevelView, { top, bottom, left, right }: Region, x: number): Column {
  let y0 = Math.max(0, Math.ceil(along(top, x)));
  let y1 = Math.min(view.height, Math.floor(along(bottom, x)));
  if (left.slope > 0) y1 = Math.min(y1, Math.floor((x - left.at) / left.slope));
  if (left.slope < 0) y0 = Math.max(y0, Math.ceil((x - left.at) / left.slope));
  if (right.slope > 0) y0 = Math.max(y0, Math.ceil((x - right.at) / right.slope));
  if (right.slope < 0) y1 = Math.min(y1, Math.floor((x - right.at) / right.slope));
  return { x, y0, y1 };
}

function bundleOf(view: LevelView, group: readonly Column[], turn: number): Bundle {
  const start = group[0]!.x;
  const width = Math.max(1, group.at(-1)!.x - start);
  const shifts = group.map(({ x }) => Math.round((turn * (x - start)) / width));
  const low = Math.min(...group.map(({ y0 }, k) => y0 - shifts[k]!));
  const high = Math.max(...group.map(({ y1 }, k) => y1 - shifts[k]!));
  const sums = new Uint32Array(high - low);
  for (const [k, { x, y0, y1 }] of group.entries()) {
    const { columns } = view;
    const base = x * view.height;
    const to = shifts[k]! + low;
    for (let y = y0; y < y1; y++) sums[y - to]! += columns[base + y]!;
  }
  return { shifts, low, sums };
}

function sharesOf(
  counts: Int32Array,
  unseen: Int32Array,
  sums: Uint32Array,
): Pick<LineProfile, 'counts' | 'shares'> {
  const { length } = sums;
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
  return { counts: counts.subarray(0, length), shares: { paper, light, black, dark } };
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
