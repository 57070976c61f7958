import type { MouthPin, MouthShape } from '../board/mouth-pin.ts';
import type { Shot } from '../board/shot.ts';
import { SOUND_RATE } from '../media/sound.ts';
import type { Line, LineId } from '../story/line.ts';
import { rescale } from '../time/rational.ts';
import type { Take } from '../voice/take.ts';
import { visemesOf } from '../voice/viseme.ts';
import type { Film } from './film-document.ts';

/** Gives the mouths that were set by hand what they do, from the takes of the lines that they say. */
export function moveMouths(film: Film, takes: ReadonlyMap<LineId, Take>): Film {
  const moved = (shot: Shot): Shot => {
    const { mouths } = shot;
    if (!mouths || mouths.length === 0) return shot;
    return {
      ...shot,
      mouths: mouths.map((pin) => ({ ...pin, shapes: shapesOf(pin, shot, takes) })),
    };
  };
  const scenes = film.scenes.map((scene) => ({ ...scene, shots: scene.shots.map(moved) }));
  return { ...film, scenes };
}

/** Said by somebody who is seen: nobody's mouth moves with what is thought, told or said elsewhere. */
function isSaidHere({ delivery }: Line): boolean {
  return delivery === 'speech' || delivery === 'shout' || delivery === 'whisper';
}

function shapesOf(
  pin: MouthPin,
  { lines, length, mouths = [] }: Shot,
  takes: ReadonlyMap<LineId, Take>,
): readonly MouthShape[] {
  const others = new Set(mouths.flatMap(({ speaker }) => speaker ?? []));
  const own = lines.filter(
    (line) =>
      isSaidHere(line) &&
      (pin.speaker === undefined
        ? line.speaker === undefined || !others.has(line.speaker)
        : line.speaker === pin.speaker),
  );
  const { rate } = length;
  const shapes: MouthShape[] = [];
  for (const line of own) {
    const take = takes.get(line.id);
    if (!take) continue;
    const start = line.at ? rescale(line.at, rate).value : 0;
    for (const { mouth, range } of visemesOf(take)) {
      shapes.push({ from: start + Math.round((range.start.value * rate) / SOUND_RATE), mouth });
    }
    const end = start + Math.ceil((take.length.value * rate) / SOUND_RATE);
    shapes.push({ from: end, mouth: 'rest' });
  }
  return shapes;
}
