import { AFTER_LINES, BEFORE_LINES, BETWEEN_LINES, edgesOf } from '../board/line-times.ts';
import type { Shot } from '../board/shot.ts';
import type { Line, LineId } from '../story/line.ts';
import { readingSeconds } from '../story/reading-time.ts';
import { rational, toSeconds } from '../time/rational.ts';
import type { Take } from '../voice/take.ts';
import type { Film } from './film-document.ts';

/** The circled take of each line that has one. */
export type TakesByLine = ReadonlyMap<LineId, Pick<Take, 'length'>>;

/**
 * Gives every line its moment, one after the other as they are spoken, and every shot the length that
 * what is said in it takes: a shot may become longer, never shorter. What is written (`at`) stands.
 */
export function timeLines(film: Film, takes: TakesByLine): Film {
  const all = film.scenes.flatMap(({ shots }) => shots);
  let next = 0;
  const timed = (shot: Shot): Shot => {
    next++;
    if (shot.lines.length === 0) return shot;
    const { rate } = shot.length;
    const { before, after } = edgesOf(shot, all[next]);
    const tail = after + Math.ceil(AFTER_LINES * rate);
    const needs = shot.lines.map((line) => Math.ceil(secondsOf(line, takes) * rate));
    const begins = startsOf(shot, needs, before + Math.round(BEFORE_LINES * rate));
    const end = Math.max(...begins.map((begin, i) => begin + needs[i]!));
    return {
      ...shot,
      lines: shot.lines.map((line, i) => ({ ...line, at: rational(begins[i]!, rate) })),
      length: rational(Math.max(shot.length.value, end + tail), rate),
    };
  };
  const scenes = film.scenes.map((scene) => ({ ...scene, shots: scene.shots.map(timed) }));
  return { ...film, scenes };
}

/** The frame each line begins at; `needs` are their lengths in frames. */
function startsOf({ lines, length }: Shot, needs: readonly number[], first: number): number[] {
  const { rate } = length;
  let next = first;
  return lines.map((line, i) => {
    const begin = line.at ? Math.max(0, Math.round(toSeconds(line.at) * rate)) : next;
    next = begin + needs[i]! + Math.round(BETWEEN_LINES * rate);
    return begin;
  });
}

function secondsOf(line: Line, takes: TakesByLine): number {
  const take = takes.get(line.id);
  return take ? toSeconds(take.length) : readingSeconds(line.text);
}
