import { balloonCues } from '../board/balloon-cues.ts';
import { edgesOf } from '../board/line-times.ts';
import type { Shot } from '../board/shot.ts';
import type { Film } from './film-document.ts';

/**
 * Gives every shot that shows words the balloons of its art, each with its moment. The whole film is
 * asked for: when a line begins depends on the shot that comes next.
 */
export function cueBalloons(film: Film): Film {
  const known = new Map(film.art.map((art) => [art.id, art]));
  const all = film.scenes.flatMap(({ shots }) => shots);
  let next = 0;
  const cued = (shot: Shot): Shot => {
    next++;
    const { source } = shot;
    if (source.kind === 'card' || (shot.lettering ?? film.lettering) === 'none') return shot;
    const { balloons = [], panels = [] } = known.get(source.picture.art) ?? {};
    const cues = balloonCues(shot, balloons, panels, edgesOf(shot, all[next]));
    return cues.length === 0 ? shot : { ...shot, balloons: cues };
  };
  const scenes = film.scenes.map((scene) => ({ ...scene, shots: scene.shots.map(cued) }));
  return { ...film, scenes };
}
