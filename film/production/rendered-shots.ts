import type { Shot } from '../board/shot.ts';
import { segmentsOf } from '../cut/segment.ts';
import type { Film } from '../document/film-document.ts';
import type { ContentHash } from '../media/content-hash.ts';
import { type ProductionPlan, timelineOf } from './plan-production.ts';
import type { ShotLook } from './shot-look.ts';

/** Where in what is seen of a shot its frames are taken, 0 to 1. */
const MOMENTS = [0.08, 0.5, 0.92] as const;

/** A frame that shows one shot alone. */
export interface ShotMoment {
  /** From the film's first frame. */
  readonly frame: number;
  /** From the shot's first frame. */
  readonly own: number;
}

/** A shot as it is in the rendered film. */
export interface RenderedShot {
  readonly shot: Shot;
  readonly look: ShotLook;
  /** Near its beginning, in its middle, near its end. */
  readonly moments: readonly ShotMoment[];
  /** What was rendered: the same keys show the same frames. */
  readonly keys: readonly ContentHash[];
}

/** Every shot of a film with frames that show it alone; one that is all blend has none. */
export function renderedShots(film: Film, plan: ProductionPlan): readonly RenderedShot[] {
  const pieces = segmentsOf(timelineOf(film));
  return film.scenes
    .flatMap(({ shots }) => shots)
    .flatMap((shot): RenderedShot[] => {
      const bodies = pieces.flatMap((piece, k) => {
        const step = plan.segments[k];
        const picture = step?.input.picture;
        if (piece.kind !== 'body' || piece.of.shot !== shot.id || picture?.kind !== 'body')
          return [];
        const { at, count, of } = piece;
        return [{ at, count, start: of.start, look: picture.of.look, key: step!.key }];
      });
      const [first] = bodies;
      if (!first) return [];
      const total = bodies.reduce((sum, { count }) => sum + count, 0);
      const nths = new Set(MOMENTS.map((share) => Math.min(total - 1, Math.floor(share * total))));
      const moments = [...nths].map((nth) => ({ frame: first.at + nth, own: first.start + nth }));
      return [{ shot, look: first.look, moments, keys: bodies.map(({ key }) => key) }];
    });
}
