import { type LevelView, type LineProfile, profilesOf, spanOf } from './line-profile.ts';
import type { Tone } from './page-tone.ts';
import { cornersOf, type Edge, meet, type Region } from './region.ts';

/** A level cut through a region: what is above ends at `upper`, what is below begins at `lower`. */
export interface Cut {
  /** A gutter has straight sides; an open one is bare from end to end; a line is the frame of both. */
  readonly kind: 'gutter' | 'open' | 'line';
  readonly upper: Edge;
  readonly lower: Edge;
  /** What it is seen as all along. */
  readonly tone: Tone;
  /** 0 to about 1.3; the best cut of a region is made first. */
  readonly score: number;
}

/** Steepest slant of a cut: 0.3 is 17 degrees. */
const STEEPEST = 0.3;
/** The rest are parts of the page's unit. The widest a straight-sided gutter may be. */
const WIDEST_GUTTER = 0.06;
const WIDEST_LINE = 0.008;
/** The least that a gutter, and a bare line, cut off. */
const LEAST_BY_GUTTER = 0.022;
const LEAST_BY_LINE = 0.1;
const LEAST_LINE_SCORE = 1;
const GUTTER_TONES: readonly Tone[] = ['paper', 'light', 'black'];
const LINE_TONES: readonly Tone[] = ['dark', 'black'];

/** How much of a cut may lie under balloons, looked through and not: one along a balloon is its outline. */
const MOST_HIDDEN = 0.5;
const MOST_HIDDEN_BESIDE = 0.7;

/**
 * The best level gutter and the best level bare line through a region, where there are any.
 *
 * @param leastOfOthers the least score of a cut that is not of the paper's colour.
 */
export function findCuts(
  view: LevelView,
  region: Region,
  leastOfOthers: number,
): { gutter?: Cut; line?: Cut } {
  let gutter: Cut | undefined;
  let line: Cut | undefined;
  const mostHidden = view.isThrough ? MOST_HIDDEN : MOST_HIDDEN_BESIDE;
  const profileAt = profilesOf(view, region, 160);
  for (const slope of slopesFor(region)) {
    const profile = profileAt(slope);
    for (const tone of GUTTER_TONES) {
      for (const cut of guttersIn(view, region, profile, tone)) {
        if (gutter && cut.score <= gutter.score) continue;
        if (tone !== 'paper' && cut.score < leastOfOthers) continue;
        if (hiddenShare(view, region, cut) <= mostHidden) gutter = cut;
      }
    }
    for (const tone of LINE_TONES) {
      for (const cut of linesIn(view, profile, tone)) {
        if ((line && cut.score <= line.score) || cut.score < leastOfOthers) continue;
        if (hiddenShare(view, region, cut) <= mostHidden) line = cut;
      }
    }
  }
  return { ...(gutter && { gutter }), ...(line && { line }) };
}

function* slopesFor(region: Region): Generator<number> {
  const xs = cornersOf(region).map((corner) => corner.x);
  const length = Math.max(...xs) - Math.min(...xs);
  const step = Math.max(0.003, 2.5 / length);
  yield 0;
  for (let slope = step; slope <= STEEPEST; slope += step) {
    yield slope;
    yield -slope;
  }
}

function* guttersIn(
  view: LevelView,
  region: Region,
  profile: LineProfile,
  tone: Tone,
): Generator<Cut> {
  const share = profile.shares[tone];
  const least = LEAST_BY_GUTTER * view.unit;
  const { first, last } = spanOf(profile);
  for (const level of [0.985, 0.93, 0.85, 0.77]) {
    for (const { from, to, mean } of runsOf(share, first, last, level)) {
      if (from - first < least || last - to < least) continue;
      const width = to - from + 1;
      const drops = [mean - lowest(share, from, -1), mean - lowest(share, to, 1)] as const;
      const drop = Math.min(...drops);
      const wide = width > WIDEST_GUTTER * view.unit;
      const isRuled =
        tone !== 'light' ||
        (highest(profile.shares.dark, from, -1) > 0.5 && highest(profile.shares.dark, to, 1) > 0.5);
      const isThin = tone === 'black' && width <= WIDEST_LINE * view.unit;
      const straight = drop >= (level < 0.9 ? 0.5 : 0.4);
      // Beside pale art one side of a gutter shows less.
      const pale = level > 0.9 && drop >= 0.22 && Math.max(...drops) >= 0.55;
      // A pole or a spear in the dark slants; a black gutter hardly does.
      const isPole = tone === 'black' && Math.abs(profile.slope) > 0.12;
      const sharp = (straight || pale) && !wide && !isThin && !isPole && isRuled;
      const airy = level > 0.98 && tone === 'paper' && view.hasMargin && width >= 0.004 * view.unit;
      if (!sharp && !airy) continue;
      const middle = profile.from + (from + to) / 2;
      const ends = openEnds(view, region, { at: middle, slope: profile.slope }, tone, sharp);
      // A door post has straight sides too, but its panel's frame closes both its ends.
      if (ends === 0 || (ends === 1 && !(sharp && straight && mean > 0.9))) continue;
      yield {
        kind: sharp ? 'gutter' : 'open',
        upper: { at: profile.from + from, slope: profile.slope },
        lower: { at: profile.from + to + 1, slope: profile.slope },
        tone,
        score:
          (sharp ? mean + 0.3 * drop : 0.9 * mean) -
          0.25 * Math.abs(profile.slope) -
          (ends === 1 ? 0.2 : 0) -
          (tone === 'paper' ? 0 : 0.05),
      };
    }
  }
}

function* runsOf(
  share: Float32Array,
  first: number,
  last: number,
  level: number,
): Generator<{ from: number; to: number; mean: number }> {
  let from = -1;
  let sum = 0;
  for (let i = first; i <= last + 1; i++) {
    if (i <= last && share[i]! >= level) {
      if (from < 0) {
        from = i;
        sum = 0;
      }
      sum += share[i]!;
    } else if (from >= 0) {
      yield { from, to: i - 1, mean: sum / (i - from) };
      from = -1;
    }
  }
}

function lowest(share: Float32Array, at: number, way: 1 | -1): number {
  let low = 1;
  for (let k = 1; k <= 4; k++) low = Math.min(low, share[at + way * k] ?? 1);
  return low;
}

function highest(share: Float32Array, at: number, way: 1 | -1): number {
  let high = 0;
  for (let k = 1; k <= 4; k++) high = Math.max(high, share[at + way * k] ?? 0);
  return high;
}

const TONE_SHIFT: { readonly [tone in Tone]: number } = { paper: 0, light: 8, black: 16, dark: 24 };

/** At how many of its two ends a line leaves the region over bare ground, not through a frame. */
function openEnds(view: LevelView, region: Region, line: Edge, tone: Tone, sharp: boolean): number {
  const left = Math.max(0, Math.ceil(meet(line, region.left).x));
  const right = Math.min(view.width, Math.floor(meet(line, region.right).x));
  const shift = TONE_SHIFT[tone];
  const isBare = (x: number): boolean => {
    const y = Math.round(line.at + line.slope * x);
    if (y < 0 || y >= view.height || (view.isThrough && isHidden(view, x, y))) return true;
    return ((view.columns[x * view.height + y]! >>> shift) & 255) === 1;
  };
  const isUnseen = (x: number): boolean => isHidden(view, x, Math.round(line.at + line.slope * x));
  // A balloon over one end may hide anything; over both it leaves nothing to tell by.
  if (view.isThrough && isUnseen(left) && isUnseen(right - 1)) return 0;
  let ends = 2;
  // A gutter may begin at a line that parts two tiers; bare ground between figures may not.
  if (!sharp && (region.left.isRuled || region.right.isRuled)) return 0;
  for (let k = 0; k < 5; k++) {
    if (!isBare(left + k)) {
      ends--;
      break;
    }
  }
  for (let k = 0; k < 5; k++) {
    if (!isBare(right - 1 - k)) {
      ends--;
      break;
    }
  }
  return ends;
}

/** The share of a cut's length that balloons hide, 0 to 1. */
function hiddenShare(view: LevelView, region: Region, { upper, lower }: Cut): number {
  if (view.hidden.length === 0) return 0;
  const middle: Edge = { at: (upper.at + lower.at - 1) / 2, slope: upper.slope };
  const left = Math.max(0, Math.ceil(meet(middle, region.left).x));
  const right = Math.min(view.width, Math.floor(meet(middle, region.right).x));
  let hidden = 0;
  for (let x = left; x < right; x++) {
    if (isHidden(view, x, Math.round(middle.at + middle.slope * x))) hidden++;
  }
  return hidden / Math.max(1, right - left);
}

function isHidden(view: LevelView, x: number, y: number): boolean {
  const runs = view.hidden[x];
  if (!runs) return false;
  for (let k = 0; k < runs.length; k += 2) if (y >= runs[k]! && y < runs[k + 1]!) return true;
  return false;
}

function* linesIn(view: LevelView, profile: LineProfile, tone: Tone): Generator<Cut> {
  const widest = Math.max(4, Math.round(WIDEST_LINE * view.unit));
  const least = Math.ceil(LEAST_BY_LINE * view.unit);
  const { first, last } = spanOf(profile);
  const share = profile.shares[tone];
  for (let i = first + least; i <= last - least; i++) {
    const here = share[i]!;
    // Figures hold slanted lines oftener than level ones, so those must be plainer.
    if (here < 0.68 + Math.abs(profile.slope)) continue;
    if (here < share[i - 1]! || here < share[i + 1]!) continue;
    const isWhole = view.isThrough && here >= 0.95;
    const { from, to, drops } = lineAt(share, i, 0.25);
    let line = { from, to, drop: Math.min(...drops) };
    if (line.drop < 0.45 || to - from + 1 > widest) {
      // Beside dark art a frame stands out on one side only, but there all along.
      if (!isWhole) continue;
      const edge = lineAt(share, i, 0.12);
      const [more, less] = [Math.max(...edge.drops), Math.min(...edge.drops)];
      if (more < 0.7 || less < 0.15 || edge.to - edge.from + 1 > widest) continue;
      line = { from: edge.from, to: edge.to, drop: (more + less) / 2 };
    }
    const score = here + 0.3 * line.drop - 0.25 * Math.abs(profile.slope);
    if (score < LEAST_LINE_SCORE + 0.4 * Math.abs(profile.slope)) continue;
    yield {
      kind: 'line',
      upper: { at: profile.from + line.from, slope: profile.slope, isRuled: true },
      lower: { at: profile.from + line.to + 1, slope: profile.slope, isRuled: true },
      tone,
      score,
    };
  }
}

/** How far a line reaches that is nearly as plain as at `i`, and how much plainer it is than either side. */
function lineAt(
  share: Float32Array,
  i: number,
  slack: number,
): { readonly from: number; readonly to: number; readonly drops: readonly [number, number] } {
  const here = share[i]!;
  let from = i;
  let to = i;
  while (share[from - 1]! >= here - slack) from--;
  while (share[to + 1]! >= here - slack) to++;
  return { from, to, drops: [here - lowest(share, from, -1), here - lowest(share, to, 1)] };
}
