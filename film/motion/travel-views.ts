import type { CameraMove } from '../board/camera-move.ts';
import { areaOf, type Box, centreOf, intersect, unite } from '../space/box.ts';
import { levelSpan } from '../space/polygon.ts';
import { detailAt, meanDetail } from './detail.ts';
import { placed } from './hero-view.ts';
import { coverWidth, fitInside, holds, settle, viewAt, wholeWidth } from './view.ts';
import { faultOf, isHead } from './view-faults.ts';
import type { ViewRoom } from './view-room.ts';

/** Of the frame's longer side, travelled a second along a longer picture: slow enough to read. */
const TRAVEL = 0.155;
/** How far a view may reach beyond filling the frame with art, from near to wide. */
const WIDER = [1, 1.1, 1.22, 1.36, 1.52, 1.7, 1.9, 2.15] as const;
/** Places along the way, and across it, at which a view is weighed. */
const PLACES = 40;
const ACROSS = [0, 0.5, 1] as const;
/** A way shorter than this share of the view is no travel. */
const SHORTEST = 0.22;

/** What empty ground counts for where it is not seen, beside what is drawn. */
const EMPTY = 0.15;

/** What a fault of a way weighs against others; faults of its two ends come on top. */
export const WAY_COST = {
  /** An edge along which as much is drawn as anywhere. */
  busy: 0.1,
  /** A view with nothing drawn in it. */
  dull: 0.25,
  /** A part of the picture that is never seen. */
  missed: 2,
  /** A head, or a balloon, that is never seen whole. */
  missedHead: 1.2,
  missedLettering: 1,
  /** A travel that does not end on the first face. */
  faceless: 0.5,
  /** A balloon that no end shows whole while it is read; in passing it may be. */
  unread: 1.5,
  /** Less time to travel in than a gentle travel takes, none at all being 1. */
  haste: 1.6,
} as const;

/** A travel between two views. */
export interface Travel {
  readonly from: Box;
  readonly to: Box;
  /** When it sets out and arrives, seconds from the shot's beginning. */
  readonly leaves: number;
  readonly arrives: number;
  /** What is wrong with it; 0 is nothing. */
  readonly cost: number;
}

/**
 * A pan or tilt. Both of its ends are rested on, so both are to be good pictures: of all ways that the
 * time allows the one is taken that shows most of what matters, with the least mount, no head and no
 * balloon cut at either end. It sets out when what only its start shows has been read, and arrives
 * before what only its end shows is. In a slanted panel the camera follows the slant.
 *
 * @param seconds of the shot
 * @returns undefined for a picture with no room for a travel.
 */
export function travelViews(
  room: ViewRoom,
  hero: Box,
  axis: 'x' | 'y',
  seconds: number,
  strength: number,
  towards: CameraMove['towards'],
): Travel | undefined {
  const { aspect, clean } = room;
  const extent = axis === 'x' ? 'width' : 'height';
  const cover = room.fill;
  if (clean[extent] < (axis === 'x' ? cover : cover / aspect) * 1.12) return undefined;
  const forwards = isForwards(room, axis, towards);
  const frames = axis === 'x' ? Math.max(1, 1 / aspect) : Math.max(1, aspect);
  const pace = TRAVEL * frames * strength;
  const limit = Math.max(0.3 * strength, pace * seconds);
  let best: Travel | undefined;
  for (const views of rowsOfViews(room, hero, axis)) {
    const faults = views.map((view) => faultOf(view, room) + edgeFault(view, room, axis));
    for (let a = 0; a < views.length; a++) {
      for (let b = a + 1; b < views.length; b++) {
        const way = (views[b]![axis] - views[a]![axis]) / views[a]![extent];
        if (way > limit * 1.001) break;
        const known = faults[a]! + faults[b]!;
        if (best && known >= best.cost) continue;
        const [from, to] = forwards ? [views[a]!, views[b]!] : [views[b]!, views[a]!];
        const timing = timeOf(from, to, room, seconds, way / pace);
        const short = way < Math.min(SHORTEST, limit) ? 1 : 0;
        const cost =
          known + short + timing.cost + missedOn(unite(from, to), room, axis) + faceless(to, room);
        if (!best || cost < best.cost) best = { ...timing, from, to, cost };
      }
    }
  }
  return best;
}

/** When a travel can set out and arrive, and what is wrong with that. */
function timeOf(from: Box, to: Box, room: ViewRoom, seconds: number, needed: number) {
  let leaves = 0;
  let arrives = seconds;
  let cost = 0;
  for (const [k, span] of room.spans.entries()) {
    const box = room.lettering[k]!;
    if (!span) continue;
    const slack = 0.01 * box.width;
    const inFrom = holds(from, box, slack);
    const inTo = holds(to, box, slack);
    if (inFrom && inTo) continue;
    if (inFrom) leaves = Math.max(leaves, span.until);
    else if (inTo) arrives = Math.min(arrives, span.at);
    else cost += WAY_COST.unread;
  }
  const lack = Math.max(0, needed - Math.max(0, arrives - leaves));
  if (lack > 0) {
    cost += WAY_COST.haste * Math.min(1, lack / needed) + (arrives < leaves ? WAY_COST.unread : 0);
    const middle = Math.max(needed / 2, Math.min(seconds - needed / 2, (leaves + arrives) / 2));
    leaves = Math.max(0, middle - needed / 2);
    arrives = Math.min(seconds, middle + needed / 2);
  }
  return { leaves, arrives, cost };
}

/** Views from the picture's one end to the other at even steps: rows of one width, at one height. */
export function rowsOfViews(
  room: ViewRoom,
  hero: Box,
  axis: 'x' | 'y',
): readonly (readonly Box[])[] {
  const { aspect, seen, plate, outline } = room;
  const extent = axis === 'x' ? 'width' : 'height';
  const other = axis === 'x' ? 'y' : 'x';
  const across = axis === 'x' ? 'height' : 'width';
  return widthsOf(room, axis).flatMap((width) => {
    const view = placed(viewAt(centreOf(hero), width, aspect), room);
    const spare = Math.max(0, seen[extent] - view[extent]);
    const free = seen[across] - view[across];
    const isSlanted = axis === 'y' && outline !== undefined;
    const others = free > 0.02 * view[across] && !isSlanted ? ACROSS : [];
    const places = new Set([view[other], ...others.map((share) => seen[other] + free * share)]);
    return [...places].map((place) =>
      Array.from({ length: PLACES }, (_, k) => {
        const at = seen[axis] + (spare * k) / (PLACES - 1);
        const moved = { ...view, [other]: place, [axis]: at };
        return isSlanted ? fitInside(alongSlant(moved, room), plate) : moved;
      }),
    );
  });
}

function widthsOf(
  { aspect, fill, picture, seen, plate, outline }: ViewRoom,
  axis: 'x' | 'y',
): readonly number[] {
  const most = Math.min(
    Math.max(fill, wholeWidth(unite(picture, seen), aspect)),
    coverWidth(plate, aspect),
  );
  let cover = fill;
  if (outline && axis === 'y') {
    // A slanted panel is narrower at every height than its box.
    const levels = Array.from({ length: 9 }, (_, k) => ((k + 1) / 10) * picture.height);
    const spans = levels.map((y) => levelSpan(outline, y)).filter((span) => span !== undefined);
    const sum = spans.reduce((total, { from, to }) => total + to - from, 0);
    if (spans.length > 0) cover = Math.min(cover, sum / spans.length);
  }
  return [...new Set(WIDER.map((times) => Math.min(most, cover * times)))];
}

/** A view over the middle of the panel at its own height, where the panel is slanted. */
function alongSlant(view: Box, { outline, clean }: ViewRoom): Box {
  if (!outline) return view;
  const span = levelSpan(outline, view.y + view.height / 2);
  if (!span) return view;
  const own = { ...clean, x: span.from, width: span.to - span.from };
  return { ...view, x: settle({ ...view, x: (span.from + span.to - view.width) / 2 }, own).x };
}

/** What is drawn along the view's edges across the way, and how little there is between them. */
export function edgeFault(view: Box, { detail, picture }: ViewRoom, axis: 'x' | 'y'): number {
  if (!detail) return 0;
  const extent = axis === 'x' ? 'width' : 'height';
  const profile = axis === 'x' ? detail.columns : detail.rows;
  const ends = [view[axis], view[axis] + view[extent]].map(
    (at) => (at - picture[axis]) / picture[extent],
  );
  let fault = WAY_COST.dull * Math.max(0, 1 - meanDetail(profile, ends[0]!, ends[1]!));
  for (const share of ends) {
    if (share > 0.01 && share < 0.99)
      fault += WAY_COST.busy * Math.min(3, detailAt(profile, share));
  }
  return fault;
}

/** A travel is best ended on the first face. */
function faceless(to: Box, { keep, picture }: ViewRoom): number {
  const head = keep[0];
  if (!head || !isHead(head, picture)) return 0;
  return WAY_COST.faceless * (1 - areaOf(intersect(head, to)) / areaOf(head));
}

/** What is never seen, or never whole, on a way. @param swept all that comes into view on it */
export function missedOn(swept: Box, room: ViewRoom, axis: 'x' | 'y'): number {
  const { clean, keep, lettering } = room;
  let missed = WAY_COST.missed * (1 - shownOf(intersect(swept, clean), room, axis));
  const unseen = (box: Box): number => 1 - areaOf(intersect(box, swept)) / areaOf(box);
  const head = keep[0];
  if (head) missed += WAY_COST.missedHead * unseen(head);
  for (const box of lettering) missed += WAY_COST.missedLettering * unseen(box);
  return missed;
}

/** How much of what is drawn lies between a box's ends, 0 to 1; empty ground hardly counts. */
function shownOf(box: Box, { clean, detail, picture }: ViewRoom, axis: 'x' | 'y'): number {
  const extent = axis === 'x' ? 'width' : 'height';
  const share = box[extent] / clean[extent];
  if (!detail || share >= 1) return share;
  const profile = axis === 'x' ? detail.columns : detail.rows;
  const drawn = (region: Box): number => {
    const from = (region[axis] - picture[axis]) / picture[extent];
    const to = from + region[extent] / picture[extent];
    return region[extent] * (EMPTY + meanDetail(profile, from, to));
  };
  return Math.min(1, drawn(box) / drawn(clean));
}

/**
 * Right and down are forwards. Unasked, a travel goes as its balloons are read; where that says nothing,
 * a tilt ends on the face, not on the balloons over it, and all else goes as one reads.
 */
function isForwards(room: ViewRoom, axis: 'x' | 'y', towards: CameraMove['towards']): boolean {
  const { keep, lettering, spans, picture } = room;
  if (towards === 'left' || towards === 'up') return false;
  if (towards === 'right' || towards === 'down') return true;
  const read = lettering.filter((_, k) => spans[k]);
  if (read.length > 1) {
    const way = centreOf(read.at(-1)!)[axis] - centreOf(read[0]!)[axis];
    const side = axis === 'x' ? picture.width : picture.height;
    if (Math.abs(way) > 0.2 * side) return way > 0;
  }
  if (!keep[0]) return true;
  if (axis === 'x') return centreOf(keep[0]).x > picture.width * 0.35;
  const written = (from: number, to: number): number =>
    lettering.reduce((sum, box) => {
      const share = intersect(box, { ...picture, y: from, height: to - from });
      return sum + areaOf(share);
    }, 0);
  const half = picture.height / 2;
  if (written(0, half) > 1.5 * written(half, picture.height) && lettering.length > 0) return true;
  return centreOf(keep[0]).y > picture.height * 0.5;
}
