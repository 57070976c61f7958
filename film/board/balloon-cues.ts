import type { Balloon } from '../comic/balloon.ts';
import type { Panel } from '../comic/page.ts';
import { rational } from '../time/rational.ts';
import type { BalloonCue } from './balloon-cue.ts';
import { lineSpans, type ShotEdges } from './line-times.ts';
import type { Shot } from './shot.ts';
import { balloonsShown, isVoiced } from './shot-words.ts';

/**
 * The balloons of a shot with their moments: each begins with the line that stands in it. One without a
 * line, because nobody could read it or somebody removed the line, stands there from the start: words
 * that were drawn are not lost in silence.
 *
 * @param balloons all those of the art that the shot shows.
 * @param panels of that art.
 */
export function balloonCues(
  shot: Shot,
  balloons: readonly Balloon[],
  panels: readonly Panel[],
  edges: ShotEdges,
): readonly BalloonCue[] {
  if (shot.source.kind === 'card') return [];
  const spans = lineSpans(shot, edges);
  return balloonsShown(shot.source.picture, balloons, panels)
    .filter(({ balloon }) => isVoiced(balloon.kind))
    .map(({ number, balloon: { outline } }) => {
      const own = spans.filter((_, i) => shot.lines[i]!.balloon === number);
      const [first] = own;
      if (!first) return { outline, at: rational(0, shot.length.rate) };
      return { outline, at: first.at, until: own.at(-1)!.until };
    });
}
