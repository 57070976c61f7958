import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import type { Painter } from '@inkreel/film/motion/painter.ts';
import type { ShotLook } from '@inkreel/film/production/shot-look.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { type LookPainter, openLookPainter } from './look-painter.ts';

/** Opens looks. A shot is often shown by several segments: its blends and its bodies share one opening. */
export interface LookShelf {
  /** A look to paint; its `close` puts it back. */
  take(look: ShotLook): Promise<LookPainter>;
}

/** Looks kept open that nobody paints just now. A few, so that memory does not grow with the film. */
const KEPT = 4;

interface Place {
  readonly opening: Promise<LookPainter>;
  takers: number;
}

/** @param stageOf reads the stage of a look; not called again while the look is on the shelf. */
export function openLookShelf(
  painter: Painter,
  frame: Size,
  rate: number,
  stageOf: (look: ShotLook) => Promise<BuiltStage>,
): LookShelf {
  /** Taken longest ago first. */
  const places = new Map<string, Place>();
  const open = async (look: ShotLook) =>
    openLookPainter(painter, look, await stageOf(look), frame, rate);

  const tidy = () => {
    const idle = [...places].filter(([, { takers }]) => takers === 0);
    for (const [key, { opening }] of idle.slice(0, Math.max(0, idle.length - KEPT))) {
      places.delete(key);
      void opening.then((look) => look.close());
    }
  };

  return {
    async take(look) {
      const key = JSON.stringify(look);
      const place = places.get(key) ?? { opening: open(look), takers: 0 };
      place.takers++;
      places.delete(key);
      places.set(key, place);
      const painting = await place.opening.catch((error: unknown) => {
        places.delete(key);
        throw error;
      });
      return {
        ...painting,
        close() {
          place.takers--;
          tidy();
        },
      };
    },
  };
}
