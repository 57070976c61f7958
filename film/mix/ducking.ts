import { rescale } from '../time/rational.ts';
import type { TimeRange } from '../time/time-range.ts';

/** A level at a moment; between two of them it goes in a straight line. */
export interface LevelPoint {
  /** In samples from the beginning of the film. */
  readonly at: number;
  /** Decibels. */
  readonly gain: number;
}

/** How far music goes down under speech, in decibels. */
export const DUCKED_BY = 9;
/** Seconds: it begins to go down this long before a word, is down this long after the word began, ... */
const LEAD = 0.12;
const DOWN = 0.06;
/** ... waits this long after the last word, and is back this long after that ... */
const HOLD = 0.12;
const BACK = 0.45;
/** ... and stays down between two words that are not farther apart than this. */
const BRIDGE = 0.9;

/**
 * The level of what lies under speech: down where something is said, back where it is not.
 *
 * @param spoken when something is heard, in order of their beginnings, at any rate
 * @param rate samples a second
 * @example
 * // Speech from 1 s to 2 s: 0 dB until 0.88 s, -9 dB from 1.06 s to 2.12 s, 0 dB again from 2.57 s on.
 */
export function duckUnder(spoken: readonly TimeRange[], rate: number): readonly LevelPoint[] {
  const points: LevelPoint[] = [];
  const add = (seconds: number, gain: number) =>
    points.push({ at: Math.max(0, Math.round(seconds * rate)), gain });
  for (const { start, end } of bridged(spoken)) {
    add(start - LEAD, 0);
    add(start + DOWN, -DUCKED_BY);
    add(end + HOLD, -DUCKED_BY);
    add(end + HOLD + BACK, 0);
  }
  return points;
}

/** Stretches of speech in seconds, near ones joined. */
function bridged(spoken: readonly TimeRange[]): readonly { start: number; end: number }[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, duration } of spoken) {
    const from = rescale(start, 1_000_000).value / 1_000_000;
    const to = from + rescale(duration, 1_000_000).value / 1_000_000;
    const last = joined.at(-1);
    if (last && from - last.end < BRIDGE) last.end = Math.max(last.end, to);
    else joined.push({ start: from, end: to });
  }
  return joined;
}

/**
 * The factor of `count` samples from `from` on, linear, along a line of levels.
 *
 * @param points in order; before the first and after the last the level is theirs; none is 0 dB
 */
export function levelsFrom(
  points: readonly LevelPoint[],
  from: number,
  count: number,
): Float32Array {
  const levels = new Float32Array(count).fill(1);
  if (points.length === 0) return levels;
  let next = points.findIndex(({ at }) => at > from);
  if (next < 0) next = points.length;
  for (let i = 0; i < count; i++) {
    const at = from + i;
    while (next < points.length && points[next]!.at <= at) next++;
    const before = points[next - 1] ?? points[0]!;
    const after = points[next] ?? before;
    const way = after.at > before.at ? (at - before.at) / (after.at - before.at) : 0;
    const gain = before.gain + (after.gain - before.gain) * Math.max(0, Math.min(1, way));
    levels[i] = gain === 0 ? 1 : 10 ** (gain / 20);
  }
  return levels;
}
