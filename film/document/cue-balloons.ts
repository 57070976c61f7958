import { balloonCues } from '../board/balloon-cues.ts';
import { edgesOf } from '../board/line-times.ts';
import type { Shot } from '../board/shot.ts';
import type { Film } from './film-document.ts';

/** Gives every shot in which balloons pop in the balloons of its art, each with its moment. */
export function cueBalloons(film: Film): Film {
  const balloons = new Map(film.art.map((art) => [art.id, art.balloons ?? []]));
  const all = film.scenes.flatMap(({ shots }) => shots);
  let next = 0;
  const cued = (shot: Shot): Shot => {
    next++;
    const { source } = shot;
    if (source.kind === 'card' || (shot.lettering ?? film.lettering) !== 'pop') return shot;
    const known = balloons.get(source.picture.art) ?? [];
    const cues = balloonCues(shot, known, edgesOf(shot, all[next]));
    return cues.length === 0 ? shot : { ...shot, balloons: cues };
  };
  const scenes = film.scenes.map((scene) => ({ ...scene, shots: scene.shots.map(cued) }));
  return { ...film, scenes };
}
