import { median } from '../grammar/median.ts';
import { distanceTo, fillPolygon } from '../media/distance.ts';
import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import type { Balloon } from './balloon.ts';
import { type BalloonInk, balloonInk } from './balloon-ink.ts';
import { type DrawnLine, drawnLine } from './drawn-line.ts';
import { type PageRaster, type PageSize, unitOf } from './unit.ts';

/** How far out from its outline a balloon's ink, glow or shadow is looked for, as a part of the unit. */
export const LOOK_OUT = 0.014;
/** How far from its outline what is left of a balloon is looked for: tips of tails and spikes, bubbles. */
const LOOK_FOR_SCRAPS = 0.06;

/** What of a balloon is needed to see how it is drawn. */
export type DrawnBalloon = Pick<Balloon, 'box' | 'outline' | 'kind'>;

/** A balloon on its page, and how it is drawn. */
export interface SeenBalloon {
  readonly balloon: DrawnBalloon;
  readonly near: Box;
  /** Size of `near`, not 0 within the outline. */
  readonly within: Uint8Array;
  readonly ink: BalloonInk;
  readonly line: DrawnLine;
}

/** What the lines of some balloons usually are, by what is asked of each; undefined where none shows it. */
export function usualOf(
  seen: readonly (SeenBalloon | undefined)[],
  asked: (line: DrawnLine) => number | undefined,
): number | undefined {
  return median(seen.flatMap((one) => (one && asked(one.line)) ?? []));
}

/** The balloon's box with room for what is left of it beyond its outline, within the page. */
function nearby({ box }: DrawnBalloon, page: PageSize): Box {
  const room = Math.ceil(LOOK_FOR_SCRAPS * unitOf(page)) + 4;
  const x = Math.max(0, Math.floor(box.x - room));
  const y = Math.max(0, Math.floor(box.y - room));
  return {
    x,
    y,
    width: Math.min(page.width, Math.ceil(box.x + box.width + room)) - x,
    height: Math.min(page.height, Math.ceil(box.y + box.height + room)) - y,
  };
}

/** The offset in the page's RGBA of a pixel of a part of it. */
export function offsetIn(page: Size, near: Box): (i: number) => number {
  return (i) =>
    ((Math.floor(i / near.width) + near.y) * page.width + (i % near.width) + near.x) * 4;
}

/** Looks at how a balloon is drawn; undefined for one that lies outside the page. */
export function seeBalloon(page: PageRaster, balloon: DrawnBalloon): SeenBalloon | undefined {
  const near = nearby(balloon, page);
  if (near.width < 1 || near.height < 1) return undefined;
  const outline = balloon.outline.map(({ x, y }) => ({ x: x - near.x, y: y - near.y }));
  const within = fillPolygon(near, outline).data;
  const at = offsetIn(page, near);
  const depth = distanceTo(near, (i) => !within[i]).distance;
  const inside: number[] = [];
  for (let i = 0; i < within.length; i++) if (within[i] && depth[i]! > 2) inside.push(at(i));
  const ink = balloonInk(page, inside);
  const reach = Math.max(4, Math.ceil(LOOK_OUT * unitOf(page)));
  return { balloon, near, within, ink, line: drawnLine(page, balloon.outline, ink, reach) };
}
