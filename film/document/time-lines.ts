import { edgesOf, type LineSeconds, lineSpans, secondsForLines } from '../board/line-times.ts';
import type { Shot } from '../board/shot.ts';
import type { LineId } from '../story/line.ts';
import { readingSeconds } from '../story/reading-time.ts';
import { rational, toSeconds } from '../time/rational.ts';
import type { Take } from '../voice/take.ts';
import type { Film } from './film-document.ts';

/** The circled take of each line that has one. */
export type TakesByLine = ReadonlyMap<LineId, Pick<Take, 'length'>>;

/**
 * Gives every line its moment, one after the other as they are spoken, and every shot the length that
 * what is said in it takes: a shot may become longer, never shorter, and one in which nobody is heard keeps
 * its length. What is written (`at`) stands.
 */
export function timeLines(film: Film, takes: TakesByLine): Film {
  const secondsOf: LineSeconds = ({ id, text }) => {
    const take = takes.get(id);
    return take ? toSeconds(take.length) : readingSeconds(text);
  };
  const all = film.scenes.flatMap(({ shots }) => shots);
  let next = 0;
  const timed = (shot: Shot): Shot => {
    next++;
    const { lines, camera } = shot;
    if (lines.length === 0) return shot;
    const { rate, value } = shot.length;
    const edges = edgesOf(shot, all[next]);
    const around = edges.before + edges.after;
    const isHeard = lines.some(({ id }) => takes.has(id));
    const needed = isHeard
      ? around + Math.ceil(secondsForLines(lines, camera, secondsOf) * rate)
      : 0;
    const roomy = { ...shot, length: rational(Math.max(value, needed), rate) };
    const begins = lineSpans(roomy, edges, secondsOf).map(({ at }) => at.value);
    // A line that was put late by hand is heard to its end as well.
    const ends = lines.map((line, i) => begins[i]! + Math.ceil(secondsOf(line) * rate));
    const late = isHeard ? ends.map((end) => end + edges.after) : [];
    const length = Math.max(roomy.length.value, ...late);
    return {
      ...shot,
      lines: lines.map((line, i) => ({ ...line, at: rational(begins[i]!, rate) })),
      length: rational(length, rate),
    };
  };
  const scenes = film.scenes.map((scene) => ({ ...scene, shots: scene.shots.map(timed) }));
  return { ...film, scenes };
}
