import { areaOf, type Box, intersect } from '../space/box.ts';
import { levelSpan } from '../space/polygon.ts';
import { grown } from './view.ts';
import type { ViewRoom } from './view-room.ts';

/** Air that a head keeps to the frame's edge, as a share of the head. */
const HEAD_AIR = 0.14;
/** A balloon that is cut by less than this share of it is not noticed as cut. */
const UNNOTICED = 0.03;
/** What even the least cut through a balloon counts for, of the worst. */
const ANY_CUT = 0.18;

/** What a fault of a view weighs against others. */
export const COST = {
  /** A frame of which all is mount, or all is made up beyond a painting's edge. */
  mount: { mounted: 1.2, continued: 4 },
  /** The first head, and any other, cut through the middle. */
  head: 2,
  otherHead: 1.2,
  /** The first head, left out of the view. */
  absentHead: 0.4,
  /** A head larger than the view. */
  tooNear: 0.8,
  /** A balloon of the whole frame's size, cut through the middle. */
  lettering: 3,
  /** A figure cut from side to side. */
  figure: 0.15,
} as const;

/** How bad a picture a view is to rest on; 0 is without fault. Faces weigh most, then balloons, then figures. */
export function faultOf(view: Box, room: ViewRoom): number {
  const { keep, lettering, picture } = room;
  let fault = COST.mount[room.ground] * mountShare(view, room);
  let heads = 0;
  for (const [k, box] of keep.entries()) {
    if (!isHead(box, picture)) {
      fault += COST.figure * cutShare(box, view);
      continue;
    }
    const isFirst = heads++ === 0;
    if (box.width > view.width || box.height > view.height) {
      if (k === 0) fault += COST.tooNear;
      continue;
    }
    const air = intersect(grown(box, HEAD_AIR * Math.min(box.width, box.height)), picture);
    fault += (isFirst ? COST.head : COST.otherHead) * cutShare(air, view);
    if (isFirst) fault += COST.absentHead * (1 - areaOf(intersect(box, view)) / areaOf(box));
  }
  return fault + lettering.reduce((sum, box) => sum + cutThrough(box, view), 0);
}

/** What a view cuts off a balloon weighs; nothing where it is whole or not seen. */
function cutThrough(box: Box, view: Box): number {
  const cut = cutShare(box, view);
  if (cut <= UNNOTICED) return 0;
  const size = Math.min(1, Math.sqrt(areaOf(box) / areaOf(view)));
  return COST.lettering * (ANY_CUT + (1 - ANY_CUT) * cut) * size;
}

/** Of what is kept, heads are small against the picture; whole figures are cut by any travel. */
export function isHead(box: Box, picture: Box): boolean {
  return areaOf(box) < 0.36 * areaOf(picture);
}

/** The smaller part of a box on either side of a view's edges, 0 to 0.5 of it; 0 where it is not cut. */
export function cutShare(box: Box, view: Box): number {
  const share = areaOf(intersect(box, view)) / areaOf(box);
  return Math.min(share, 1 - share);
}

/** How much of a view is neither art nor a balloon that reaches out of it. */
function mountShare(view: Box, room: ViewRoom): number {
  const { lettering, picture } = room;
  const beyond = lettering.reduce((sum, box) => {
    const seen = intersect(box, view);
    return sum + areaOf(seen) - areaOf(intersect(seen, picture));
  }, 0);
  return Math.max(0, emptyShare(view, room) - beyond / areaOf(view));
}

function emptyShare(view: Box, { outline, picture }: ViewRoom): number {
  if (!outline) return 1 - areaOf(intersect(view, picture)) / areaOf(view);
  const rows = 12;
  let art = 0;
  for (let k = 0; k < rows; k++) {
    const span = levelSpan(outline, view.y + ((k + 0.5) / rows) * view.height);
    if (!span) continue;
    const from = Math.max(view.x, span.from);
    art += Math.max(0, Math.min(view.x + view.width, span.to) - from) / view.width / rows;
  }
  return 1 - art;
}
