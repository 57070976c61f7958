import type { CastFigure } from '../cast/cast-figure.ts';
import type { Balloon } from '../comic/balloon.ts';
import { gapBetween } from '../comic/line-shape.ts';
import { areaOf, intersect, overlap } from '../space/box.ts';
import type { Scene } from './scene.ts';
import type { Shot } from './shot.ts';

/** What is known of the art that shots show. */
export interface ArtToCast {
  readonly id: string;
  readonly figures?: readonly CastFigure[];
  readonly balloons?: readonly Balloon[];
}

/** A figure that the finder of speakers saw and one of the cast are the same where they share this much, ... */
const SHARED = 0.3;
/** ... or where this much of the one of the cast lies within the other, which then holds several. */
const WITHIN = 0.6;

/**
 * Says in every shot who is seen and who speaks, as the figures of the art tell. What a shot says already stays as
 * it is.
 */
export function castScenes(scenes: readonly Scene[], art: readonly ArtToCast[]): readonly Scene[] {
  const byId = new Map(art.map((entry) => [entry.id, entry]));
  const castShot = (shot: Shot): Shot => {
    if (shot.source.kind !== 'picture') return shot;
    const { picture } = shot.source;
    const entry = byId.get(picture.art);
    if (!entry?.figures) return shot;
    const seen = entry.figures.filter(
      ({ panel }) => picture.panel === undefined || panel === picture.panel - 1,
    );
    const ids = [...new Set(seen.flatMap(({ who }) => who ?? []))];
    return {
      ...shot,
      cast: shot.cast.length > 0 ? shot.cast : ids,
      lines: shot.lines.map((line) => {
        if (line.speaker !== undefined || line.balloon === undefined) return line;
        const balloon = entry.balloons?.[line.balloon - 1];
        const who = balloon && speakerOf(balloon, entry.figures ?? []);
        return who === undefined ? line : { ...line, speaker: who };
      }),
    };
  };
  return scenes.map((scene) => ({ ...scene, shots: scene.shots.map(castShot) }));
}

/** Who of the cast is heard in a balloon: the figure that its tail was followed to. */
export function speakerOf(balloon: Balloon, figures: readonly CastFigure[]): string | undefined {
  return figureOf(balloon, figures)?.who;
}

/** The figure that is heard in a balloon; undefined where nobody is to be seen. */
export function figureOf<Figure extends CastFigure>(
  { speaker, tail, panel }: Balloon,
  figures: readonly Figure[],
): Figure | undefined {
  if (speaker?.kind !== 'figure') return undefined;
  const near = figures.filter((figure) => panel === undefined || figure.panel === panel);
  const same = near
    .map((figure) => ({ figure, value: overlap(figure.box, speaker.box) }))
    .filter(({ value }) => value >= SHARED)
    .sort((a, b) => b.value - a.value);
  const within = near.filter(
    ({ box }) => areaOf(intersect(box, speaker.box)) >= WITHIN * areaOf(box),
  );
  if (!tail || within.length < 2) return same[0]?.figure ?? within[0];
  // Two were seen as one: the tail says which of them is meant.
  const tip = { ...tail, width: 0, height: 0 };
  const gaps = within.map((figure) => ({ figure, gap: gapBetween(tip, headOf(figure.box)) }));
  return gaps.sort((a, b) => a.gap - b.gap)[0]!.figure;
}

/** Tails point at heads. */
function headOf({ x, y, width, height }: CastFigure['box']) {
  return { x, y, width, height: Math.min(height, 0.5 * height + 0.1 * width) };
}
