import type { CameraMove } from '../board/camera-move.ts';
import { areaOf, type Box, boxOf, centreOf, intersect } from '../space/box.ts';
import { levelSpan } from '../space/polygon.ts';
import { detailAt, meanDetail } from './detail.ts';
import { holdFirst, placed, type ViewRoom } from './hero-view.ts';
import { coverWidth, fitInside, grown, settle, viewAt, wholeWidth } from './view.ts';

/** Of the frame's longer side, travelled a second along a longer picture: slow enough to read. */
const TRAVEL = 0.155;
/** How far a view may reach beyond filling the frame with art, from near to wide. */
const WIDER = [1, 1.08, 1.16, 1.26, 1.38, 1.5] as const;
/** Places along the way at which a view is weighed. */
const PLACES = 40;
/** A way shorter than this share of the view is no travel. */
const SHORTEST = 0.22;
/** Air that a head keeps to the frame's edge, as a share of the head. */
const HEAD_AIR = 0.12;

/** What a fault of a view weighs against others. */
const COST = {
  /** A frame of which all is mount. */
  mount: 1.2,
  /** A head cut through the middle. */
  head: 1.6,
  /** A head larger than the view. */
  tooNear: 0.8,
  /** A balloon of the whole frame's size, cut through the middle. */
  lettering: 3,
  /** An edge along which as much is drawn as anywhere. */
  busy: 0.12,
  /** A view with nothing drawn in it. */
  dull: 0.25,
  /** A part of the picture that is never seen. */
  missed: 2,
  /** A head, or a balloon, that is never seen whole. */
  missedHead: 1.2,
  /** A travel that does not end on the first face. */
  faceless: 0.5,
  missedLettering: 0.7,
} as const;

/**
 * Start and end of a pan or tilt. Both are rested on, so both are to be good pictures: of all ways that
 * the time allows the one is taken that shows most of what matters, with the least mount, no head and no
 * balloon cut at either end. In a slanted panel the camera follows the slant. A picture with no room for
 * a travel is crossed by a tenth of its width.
 */
export function travelViews(
  room: ViewRoom,
  hero: Box,
  axis: 'x' | 'y',
  seconds: number,
  strength: number,
  towards: CameraMove['towards'],
): { readonly from: Box; readonly to: Box } {
  const { aspect, clean } = room;
  const extent = axis === 'x' ? 'width' : 'height';
  const cover = coverWidth(clean, aspect);
  const coverExtent = axis === 'x' ? cover : cover / aspect;
  const forwards = isForwards(room, axis, towards);

  if (clean[extent] < coverExtent * 1.12) {
    const inner = viewAt(centreOf(hero), hero.width * (1 - 0.09 * Math.min(3, strength)), aspect);
    const spare = hero[extent] - inner[extent];
    const at = (share: number): Box =>
      holdFirst({ ...fitInside(inner, hero), [axis]: hero[axis] + spare * share }, room);
    return forwards ? { from: at(0), to: at(1) } : { from: at(1), to: at(0) };
  }

  const frames = axis === 'x' ? Math.max(1, 1 / aspect) : Math.max(1, aspect);
  const limit = Math.max(0.3, TRAVEL * frames * seconds) * strength;
  let best: Way | undefined;
  for (const width of widthsOf(room, axis)) {
    const views = viewsAlong(room, hero, axis, width);
    const faults = views.map((view) => faultOf(view, room, axis));
    for (let a = 0; a < views.length; a++) {
      for (let b = a + 1; b < views.length; b++) {
        const way = views[b]![axis] - views[a]![axis];
        if (way > limit * views[a]![extent] * 1.001) break;
        const known = faults[a]! + faults[b]!;
        if (best && known >= best.cost) continue;
        const cost =
          known +
          missedOn(views[a]!, views[b]!, room, axis) +
          faceless(forwards ? views[b]! : views[a]!, room);
        const short = way < Math.min(SHORTEST, limit) * views[a]![extent] ? 1 : 0;
        if (!best || cost + short < best.cost) {
          best = { near: views[a]!, far: views[b]!, cost: cost + short };
        }
      }
    }
  }
  if (!best) return { from: hero, to: hero };
  return forwards ? { from: best.near, to: best.far } : { from: best.far, to: best.near };
}

interface Way {
  /** The upper or left end, and the lower or right one. */
  readonly near: Box;
  readonly far: Box;
  readonly cost: number;
}

function widthsOf(
  { aspect, clean, picture, plate, outline }: ViewRoom,
  axis: 'x' | 'y',
): readonly number[] {
  const most = Math.min(wholeWidth(picture, aspect), coverWidth(plate, aspect));
  let cover = coverWidth(clean, aspect);
  if (outline && axis === 'y') {
    // A slanted panel is narrower at every height than its box.
    const levels = Array.from({ length: 9 }, (_, k) => ((k + 1) / 10) * picture.height);
    const spans = levels.map((y) => levelSpan(outline, y)).filter((span) => span !== undefined);
    const sum = spans.reduce((total, { from, to }) => total + to - from, 0);
    if (spans.length > 0) cover = Math.min(cover, sum / spans.length);
  }
  return [...new Set(WIDER.map((times) => Math.min(most, cover * times)))];
}

/** Views of one width from the picture's one end to the other, at even steps. */
function viewsAlong(room: ViewRoom, hero: Box, axis: 'x' | 'y', width: number): readonly Box[] {
  const { aspect, clean, plate } = room;
  const extent = axis === 'x' ? 'width' : 'height';
  const view = placed(viewAt(centreOf(hero), width, aspect), room);
  const spare = Math.max(0, clean[extent] - view[extent]);
  return Array.from({ length: PLACES }, (_, k) => {
    const moved = { ...view, [axis]: clean[axis] + (spare * k) / (PLACES - 1) };
    return axis === 'y' ? fitInside(alongSlant(moved, room), plate) : moved;
  });
}

/** A view over the middle of the panel at its own height, where the panel is slanted. */
function alongSlant(view: Box, { outline, clean }: ViewRoom): Box {
  if (!outline) return view;
  const span = levelSpan(outline, view.y + view.height / 2);
  if (!span) return view;
  const own = { ...clean, x: span.from, width: span.to - span.from };
  return { ...view, x: settle({ ...view, x: (span.from + span.to - view.width) / 2 }, own).x };
}

/** How bad a picture a view is to rest on; 0 is without fault. */
function faultOf(view: Box, room: ViewRoom, axis: 'x' | 'y'): number {
  const { keep, lettering, detail, picture } = room;
  const extent = axis === 'x' ? 'width' : 'height';
  let fault = COST.mount * mountShare(view, room);
  for (const [k, box] of keep.entries()) {
    if (!isHead(box, picture)) continue;
    const air = grown(box, HEAD_AIR * box[extent]);
    if (box[extent] <= view[extent]) fault += COST.head * cutShare(air, view, axis, picture);
    else if (k === 0) fault += COST.tooNear;
  }
  for (const box of lettering) {
    if (box[extent] > view[extent]) continue;
    const share = cutShare(box, view, axis, picture);
    fault += COST.lettering * share * Math.min(1, Math.sqrt(areaOf(box) / areaOf(view)));
  }
  if (detail) {
    const profile = axis === 'x' ? detail.columns : detail.rows;
    const shareAt = (at: number): number => (at - picture[axis]) / picture[extent];
    const ends = [view[axis], view[axis] + view[extent]].map(shareAt);
    // The picture's own edge may cut lettering as well: a page's captions run on above their panels.
    for (const share of ends) {
      if (share >= 0 && share <= 1) fault += COST.busy * Math.min(3, detailAt(profile, share));
    }
    fault += COST.dull * Math.max(0, 1 - meanDetail(profile, ends[0]!, ends[1]!));
  }
  return fault;
}

/** Of what is kept, heads are small against the picture; whole figures are cut by any travel. */
function isHead(box: Box, picture: Box): boolean {
  return areaOf(box) < 0.36 * areaOf(picture);
}

/** The smaller part of a box on either side of the view's edge, 0 to 0.5 of it; 0 where it is not cut. */
function cutShare(box: Box, view: Box, axis: 'x' | 'y', picture: Box): number {
  const extent = axis === 'x' ? 'width' : 'height';
  const seen = intersect(box, picture);
  const both = intersect(seen, view);
  if (areaOf(both) === 0) return 0;
  const share = both[extent] / seen[extent];
  return Math.min(share, 1 - share);
}

/** How much of a view is not art. */
function mountShare(view: Box, { outline, picture }: ViewRoom): number {
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

/** A travel is best ended on the first face. */
function faceless(to: Box, { keep, picture }: ViewRoom): number {
  const head = keep[0];
  if (!head || !isHead(head, picture)) return 0;
  return COST.faceless * (1 - areaOf(intersect(head, to)) / areaOf(head));
}

/** What is never seen, or never whole, on the way between two views. */
function missedOn(near: Box, far: Box, room: ViewRoom, axis: 'x' | 'y'): number {
  const { clean, keep, lettering, picture } = room;
  const extent = axis === 'x' ? 'width' : 'height';
  const swept = {
    ...boxOf(picture),
    [axis]: near[axis],
    [extent]: far[axis] + far[extent] - near[axis],
  };
  let missed = COST.missed * Math.max(0, 1 - swept[extent] / clean[extent]);
  const unseen = (box: Box): number => 1 - intersect(box, swept)[extent] / box[extent];
  const head = keep[0];
  if (head) missed += COST.missedHead * unseen(head);
  for (const box of lettering) missed += COST.missedLettering * unseen(box);
  return missed;
}

/**
 * Right and down are forwards. Unasked, a tilt ends on the face, not on the balloons over it: what is
 * to be read comes first. All else goes as one reads.
 */
function isForwards(
  { keep, lettering, picture }: ViewRoom,
  axis: 'x' | 'y',
  towards: CameraMove['towards'],
): boolean {
  if (axis === 'x') {
    if (towards === 'left') return false;
    if (towards === 'right' || !keep[0]) return true;
    return centreOf(keep[0]).x > picture.width * 0.35;
  }
  if (towards === 'up') return false;
  if (towards === 'down' || !keep[0]) return true;
  const written = (from: number, to: number): number =>
    lettering.reduce((sum, box) => {
      const share = intersect(box, { ...picture, y: from, height: to - from });
      return sum + areaOf(share);
    }, 0);
  const half = picture.height / 2;
  if (written(0, half) > 1.5 * written(half, picture.height) && lettering.length > 0) return true;
  return centreOf(keep[0]).y > picture.height * 0.5;
}
