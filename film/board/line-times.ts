import type { Line } from '../story/line.ts';
import { readingSeconds } from '../story/reading-time.ts';
import { type Rational, rational } from '../time/rational.ts';
import type { CameraMove } from './camera-move.ts';
import type { Shot } from './shot.ts';

/** Seconds of a shot before its first line, after its last, and between two. */
const BEFORE = 0.3;
const AFTER = 0.5;
const BETWEEN = 0.2;

/** Seconds for which a camera that travels is given time after each line, and in one shot at most. */
const TRAVELLING = 1.2;
const TRAVELLING_IN_ALL = 3;

/** How long a line takes, in seconds. */
export type LineSeconds = (line: Line) => number;

/** Where nobody speaks it, as long as it takes to be read. */
const asRead: LineSeconds = ({ text }) => readingSeconds(text);

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

/**
 * How long lines need to be read one after the other, a breath around them; in seconds, without edges.
 * @param camera of the shot: one that travels goes on when a line has been read.
 */
export function secondsForLines(
  lines: readonly Line[],
  camera?: CameraMove,
  secondsOf: LineSeconds = asRead,
): number {
  if (lines.length === 0) return 0;
  const read = lines.reduce((sum, line) => sum + secondsOf(line), 0);
  const travelling = camera ? travellingSeconds(camera, lines.length) : 0;
  return BEFORE + read + BETWEEN * (lines.length - 1) + travelling + AFTER;
}

/** What a camera asks for between lines and after the last, in all. */
function travellingSeconds({ move }: CameraMove, lines: number): number {
  const travels = move === 'pan' || move === 'tilt' || move === 'guided';
  return travels ? Math.min(TRAVELLING_IN_ALL, TRAVELLING * lines) : 0;
}

/** From the frame in which a line begins to that in which it has been read, from the shot's beginning. */
export interface LineSpan {
  readonly at: Rational;
  readonly until: Rational;
}

/** When each line of a shot begins, from the shot's beginning: see `lineSpans`. */
export function lineTimes(
  shot: Pick<Shot, 'lines' | 'length' | 'camera'>,
  edges: ShotEdges,
): readonly Rational[] {
  return lineSpans(shot, edges).map(({ at }) => at);
}

/**
 * When each line of a shot is read: one after the other as they can be read, closer together where the
 * shot is too short for that. What is written (`at`) stands, and the lines after it follow it.
 *
 * @example
 * // "No!" and "Never!" in a shot of 96 frames at 24: from frames 7 and 36 on.
 */
export function lineSpans(
  shot: Pick<Shot, 'lines' | 'length' | 'camera'>,
  edges: ShotEdges,
  secondsOf: LineSeconds = asRead,
): readonly LineSpan[] {
  const { lines, length } = shot;
  const { rate } = length;
  const start = edges.before + BEFORE * rate;
  const free = length.value - edges.after - AFTER * rate - start;
  const needs = lines.map((line) => secondsOf(line) * rate);
  const needed =
    needs.reduce((sum, need) => sum + need, 0) + BETWEEN * rate * Math.max(0, lines.length - 1);
  // What is left over lies behind the last line, but for what a travel takes from one to the next.
  const spare = Math.max(0, free - needed);
  const travelling = Math.min(spare, travellingSeconds(shot.camera, lines.length) * rate);
  const pause = travelling / Math.max(1, lines.length);
  const squeeze = Math.max(0, Math.min(1, free / Math.max(1, needed)));
  let next = start;
  return lines.map((line, i) => {
    const at = line.at ? (line.at.value / line.at.rate) * rate : next;
    const begins = Math.max(0, Math.min(length.value - 1, Math.round(at)));
    const ends = Math.min(length.value - 1, Math.round(begins + needs[i]! * squeeze));
    next = begins + (needs[i]! + BETWEEN * rate) * squeeze + pause;
    return { at: rational(begins, rate), until: rational(ends, rate) };
  });
}
