import type { Balloon } from '../comic/balloon.ts';
import type { Panel } from '../comic/page.ts';
import { areaOf, type Box, intersect } from '../space/box.ts';

/** How much farther away a panel may be that is read after the words than one that was read before. */
const LOOK_ON = 2.5;

/**
 * The panel that a balloon is read with, its place in `panels`: its own, else the one it lies over most,
 * else the next one on: what is written between panels leads on to what is below or beside it. So no
 * drawn word is lost. A page's number is of no panel, nor is anything where there are none.
 */
export function panelOfBalloon(balloon: Balloon, panels: readonly Panel[]): number | undefined {
  const { panel, box, text } = balloon;
  if (panel !== undefined) return panel;
  if (/^\P{L}*\d\P{L}*$/u.test(text)) return undefined;
  let best: number | undefined;
  let most = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [k, { box: own }] of panels.entries()) {
    const shared = areaOf(intersect(box, own));
    const before = own.y + own.height <= box.y + box.height / 2;
    const away = gap(box, own) * (before ? LOOK_ON : 1);
    if (shared > most || (most === 0 && away < least)) {
      best = k;
      most = shared;
      least = away;
    }
  }
  return best;
}

/** How far apart two boxes are, in pixels; 0 where they touch. */
function gap(a: Box, b: Box): number {
  const dx = Math.max(0, a.x - b.x - b.width, b.x - a.x - a.width);
  const dy = Math.max(0, a.y - b.y - b.height, b.y - a.y - a.height);
  return Math.hypot(dx, dy);
}
