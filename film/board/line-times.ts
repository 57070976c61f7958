import type { Line } from '../story/line.ts';
import { readingSeconds } from '../story/reading-time.ts';
import { type Rational, rational } from '../time/rational.ts';
import type { Shot } from './shot.ts';

/** Seconds of a shot before its first line, after its last, and between two. */
export const BEFORE_LINES = 0.3;
export const AFTER_LINES = 0.5;
export const BETWEEN_LINES = 0.2;

/** Frames of a shot in which its neighbours are seen as well: nothing is said in them. */
export interface ShotEdges {
  readonly before: number;
  readonly after: number;
}

/** The blends at both ends of a shot, in frames; `next` is the shot after it. */
export function edgesOf(shot: Shot, next: Shot | undefined): ShotEdges {
  const framesOf = ({ transition }: Shot): number =>
    transition.kind === 'cut' ? 0 : transition.frames;
  return { before: framesOf(shot), after: next ? framesOf(next) : 0 };
}

/** How long lines need to be read one after the other, a breath around them; in seconds, without edges. */
export function secondsForLines(lines: readonly Pick<Line, 'text'>[]): number {
  if (lines.length === 0) return 0;
  const read = lines.reduce((sum, { text }) => sum + readingSeconds(text), 0);
  return BEFORE_LINES + read + BETWEEN_LINES * (lines.length - 1) + AFTER_LINES;
}

/**
 * When each line of a shot begins, from the shot's beginning: one after the other as they can be read,
 * closer together where the shot is too short for that. What is written (`at`) stands, and the lines
 * after it follow it.
 *
 * @example
 * // "No!" and "Never!" in a shot of 96 frames at 24: at frames 7 and 36.
 */
export function lineTimes(
  shot: Pick<Shot, 'lines' | 'length'>,
  edges: ShotEdges,
): readonly Rational[] {
  const { lines, length } = shot;
  const { rate } = length;
  const start = edges.before + BEFORE_LINES * rate;
  const free = length.value - edges.after - AFTER_LINES * rate - start;
  const needs = lines.map(({ text }) => readingSeconds(text) * rate);
  const needed =
    needs.reduce((sum, need) => sum + need, 0) +
    BETWEEN_LINES * rate * Math.max(0, lines.length - 1);
  const squeeze = Math.max(0, Math.min(1, free / Math.max(1, needed)));
  let next = start;
  return lines.map((line, i) => {
    const at = line.at ? (line.at.value / line.at.rate) * rate : next;
    const begins = Math.max(0, Math.min(length.value - 1, Math.round(at)));
    next = begins + (needs[i]! + BETWEEN_LINES * rate) * squeeze;
    return rational(begins, rate);
  });
}
