import { type Box, centreOf, unite } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import { fitInside, grown, holds, viewAt } from './view.ts';
import { isHead } from './view-faults.ts';
import type { ViewRoom } from './view-room.ts';

/**
 * Moves around one view. Whatever of faces and balloons that view shows whole stays whole all the way:
 * every edge of a view travels straight, so what both ends hold is never cut between them.
 */

/** Two ends of a move. */
export interface Ends {
  readonly from: Box;
  readonly to: Box;
}

/** Air that is kept around what is held, as a share of the view's width. */
const AIR = 0.008;
/** Of a move that is too large for what it must hold, these shares are tried. */
const LESS = [1, 0.75, 0.5] as const;
/** A travel is done at less than this share of its way only where nothing else will do. */
const WORTH = 0.6;

/**
 * A wide view and a closer one in it. Where what must stay whole leaves no room for the closer one, the
 * wide one is widened instead, onto the mount.
 */
export function closing(view: Box, amount: number, room: ViewRoom): { wide: Box; close: Box } {
  for (const must of wantedIn(view, room)) {
    for (const share of LESS) {
      const close = closerHolding(view, 1 - amount * share, must, room);
      if (close) return { wide: view, close };
    }
  }
  if (room.ground === 'mounted') {
    const wide = fitInside(
      viewAt(centreOf(view), view.width / (1 - amount * LESS[1]), room.aspect),
      room.plate,
    );
    if (wide.width > view.width * 1.01) return { wide, close: view };
  }
  return { wide: view, close: closer(view, 1 - amount, room) };
}

/** A closer view in a view: what is kept comes nearer to its place in it, and the first of it stays whole. */
export function closer(view: Box, factor: number, room: ViewRoom): Box {
  const [first] = room.keep;
  const must = first && holds(view, first) ? first : undefined;
  return closerHolding(view, factor, must, room) ?? aimedIn(view, factor, room);
}

/** Two views of one size side by side, `way` of the view's width apart in a direction. */
export function sideways(view: Box, way: number, dir: Point, room: ViewRoom): Ends {
  const axis = dir.x !== 0 ? 'x' : 'y';
  const sign = dir[axis];
  const reach = way * view.width;
  let best: { low: Box; span: number } | undefined;
  for (const must of wantedIn(view, room)) {
    for (const share of [1, 0.5, 0]) {
      // On a mount the whole panel may drift; a painting ends at its edges.
      const region = share > 0 || room.ground === 'continued' ? view : room.plate;
      const inner = closerHolding(view, 1 - way * share, must, room);
      if (!inner) continue;
      const range = rangeOn(axis, inner, must, region);
      const span = Math.min(reach, range.most - range.least);
      if (best && span <= best.span) continue;
      const middle = Math.max(range.least + span / 2, Math.min(range.most - span / 2, inner[axis]));
      best = { low: { ...inner, [axis]: middle - span / 2 }, span };
      if (span >= WORTH * reach) break;
    }
    if (best && best.span >= WORTH * reach) break;
  }
  if (!best) return { from: view, to: view };
  const high = { ...best.low, [axis]: best.low[axis] + best.span };
  return sign > 0 ? { from: best.low, to: high } : { from: high, to: best.low };
}

/** What a view shows whole and must go on showing, from most to least that can be asked for. */
function wantedIn(view: Box, { keep, lettering, picture }: ViewRoom): readonly (Box | undefined)[] {
  const whole = (boxes: readonly Box[]) => boxes.filter((box) => holds(view, box));
  const heads = whole(keep.filter((box) => isHead(box, picture)));
  const figures = whole(keep.filter((box) => !isHead(box, picture)));
  const words = whole(lettering);
  const all = [
    [...heads, ...words, ...figures],
    [...heads, ...words],
  ].map(united);
  return all[0] === all[1] ? [all[0]] : all;
}

function united(boxes: readonly Box[]): Box | undefined {
  const [first, ...others] = boxes;
  return first && others.reduce(unite, first);
}

/** A closer view that holds a box; undefined where it cannot. */
function closerHolding(
  view: Box,
  factor: number,
  must: Box | undefined,
  room: ViewRoom,
): Box | undefined {
  const aimed = aimedIn(view, factor, room);
  if (!must) return aimed;
  const x = rangeOn('x', aimed, must, view);
  const y = rangeOn('y', aimed, must, view);
  if (x.most < x.least || y.most < y.least) return undefined;
  return {
    ...aimed,
    x: Math.max(x.least, Math.min(x.most, aimed.x)),
    y: Math.max(y.least, Math.min(y.most, aimed.y)),
  };
}

/** From where to where a view may stand on an axis to hold a box, inside a region. */
function rangeOn(
  axis: 'x' | 'y',
  view: Box,
  must: Box | undefined,
  region: Box,
): { readonly least: number; readonly most: number } {
  const extent = axis === 'x' ? 'width' : 'height';
  const least = region[axis];
  const most = Math.max(least, region[axis] + region[extent] - view[extent]);
  if (!must) return { least, most };
  const held = grown(must, AIR * view.width);
  // What touches the region's edge has its air outside of it.
  const first = Math.max(held[axis], region[axis]);
  const last = Math.min(held[axis] + held[extent], region[axis] + region[extent]);
  return { least: Math.max(least, last - view[extent]), most: Math.min(most, first) };
}

/** Half of the way that lies open towards the first that is kept: a push to someone, not a jump onto them. */
function aimedIn(view: Box, factor: number, { keep, aspect }: ViewRoom): Box {
  const middle = centreOf(view);
  const aim = keep[0] ? centreOf(keep[0]) : middle;
  const target = {
    x: middle.x + (aim.x - middle.x) * 0.5,
    y: middle.y + (aim.y - middle.y) * 0.5,
  };
  return fitInside(viewAt(target, view.width * factor, aspect), view);
}
