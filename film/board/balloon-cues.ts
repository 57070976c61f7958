import type { Balloon } from '../comic/balloon.ts';
import { rational } from '../time/rational.ts';
import type { BalloonCue } from './balloon-cue.ts';
import { lineTimes, type ShotEdges } from './line-times.ts';
import type { Shot } from './shot.ts';
import { balloonsShown, isVoiced } from './shot-words.ts';

/**
 * The balloons of a shot with their moments: each begins with the line that stands in it. One without a
 * line, because nobody could read it or somebody removed the line, stands there from the start: words
 * that were drawn are not lost in silence.
 *
 * @param balloons all those of the art that the shot shows.
 */
export function balloonCues(
  shot: Shot,
  balloons: readonly Balloon[],
  edges: ShotEdges,
): readonly BalloonCue[] {
  if (shot.source.kind === 'card') return [];
  const times = lineTimes(shot, edges);
  return balloonsShown(shot.source.picture, balloons)
    .filter(({ balloon }) => isVoiced(balloon.kind))
    .map(({ number, balloon }) => {
      const line = shot.lines.findIndex((each) => each.balloon === number);
      return { outline: balloon.outline, at: times[line] ?? rational(0, shot.length.rate) };
    });
}
