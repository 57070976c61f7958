import { edgesOf, secondsForLines } from '../board/line-times.ts';
import { balloonsShown, isVoiced } from '../board/shot-words.ts';
import type { Balloon } from '../comic/balloon.ts';
import type { Film } from './film-document.ts';
import { type Problem, problem } from './problem.ts';

/** A tenth of a second less than a reader needs is nobody's loss. */
const HARDLY_SHORT = 0.1;

/**
 * What in a film asks for a reader's eye and is no mistake: texts that were hard to read, balloons that
 * could not be read at all, and shots too short for what is said in them.
 */
export function filmNotes(film: Film): readonly Problem[] {
  const notes: Problem[] = [];
  const written = balloonsWithLines(film);
  film.art.forEach(({ id, balloons = [] }, a) => {
    balloons.forEach((balloon, b) => {
      if (!isUnread(balloon) || written.has(`${id} ${b + 1}`)) return;
      const remedy = 'Write its words as a line of its shot, with the number of this balloon.';
      const fact = `is number ${b + 1} of its page and could not be read.`;
      notes.push(problem(['art', a, 'balloons', b], fact, remedy));
    });
  });
  const all = film.scenes.flatMap(({ shots }) => shots);
  let next = 0;
  film.scenes.forEach((scene, s) => {
    scene.shots.forEach((shot, n) => {
      next++;
      const at = ['scenes', s, 'shots', n];
      shot.lines.forEach(({ text, confidence }, i) => {
        if (confidence === undefined) return;
        const fact = `was hard to read (${confidence}): "${text}".`;
        notes.push(problem([...at, 'lines', i], fact, 'Mend it, then remove "confidence".'));
      });
      const { before, after } = edgesOf(shot, all[next]);
      const { value, rate } = shot.length;
      const room = (value - before - after) / rate;
      const needed = secondsForLines(shot.lines);
      if (shot.lines.length === 0 || room >= needed - HARDLY_SHORT) return;
      const whole = (needed + (before + after) / rate).toFixed(1);
      const fact = `is ${(value / rate).toFixed(1)} s; reading its lines takes ${whole} s.`;
      notes.push(problem([...at, 'length'], fact, 'Lengthen it, or shorten the lines.'));
    });
  });
  return notes;
}

function isUnread({ text, kind }: Balloon): boolean {
  return text === '' && isVoiced(kind);
}

/** How many of the balloons that a film shows could not be read, and have no line that somebody wrote. */
export function countUnread(film: Film): number {
  const written = balloonsWithLines(film);
  const artById = new Map(film.art.map((art) => [art.id, art]));
  const unread = new Set<string>();
  for (const { source } of film.scenes.flatMap(({ shots }) => shots)) {
    if (source.kind !== 'picture') continue;
    const { balloons = [], panels = [] } = artById.get(source.picture.art) ?? {};
    for (const { number, balloon } of balloonsShown(source.picture, balloons, panels)) {
      const name = `${source.picture.art} ${number}`;
      if (isUnread(balloon) && !written.has(name)) unread.add(name);
    }
  }
  return unread.size;
}

/** The balloons that some line speaks for, as art and number. */
function balloonsWithLines(film: Film): ReadonlySet<string> {
  const shots = film.scenes.flatMap((scene) => scene.shots);
  return new Set(
    shots.flatMap(({ source, lines }) =>
      source.kind === 'picture'
        ? lines.flatMap(({ balloon }) => (balloon ? [`${source.picture.art} ${balloon}`] : []))
        : [],
    ),
  );
}
