import type { CameraMove } from '../board/camera-move.ts';
import { areaOf, type Box, centreOf, intersect } from '../space/box.ts';
import { clearOfLettering, holdFirst, placed, type ViewRoom } from './hero-view.ts';
import { coverWidth, fitInside, holds, viewAt, wholeWidth } from './view.ts';

/** Of the frame's longer side, travelled a second along a longer picture: slow enough to read. */
const TRAVEL = 0.155;
/** How far a view may reach beyond filling the frame so that a long picture is seen whole in time. */
const WIDEST = 1.5;
/** How much longer a way may become so that it begins and ends beside balloons, not across them. */
const MOST_LONGER = 1.12;

/**
 * Start and end of a pan or tilt. A picture longer than the frame is travelled from end to end where
 * the time allows, from a little farther away where it does not, and at last only in part, so that
 * what is kept is seen. In a picture with no such room the frame crosses a tenth of its width.
 */
export function travelViews(
  room: ViewRoom,
  hero: Box,
  axis: 'x' | 'y',
  seconds: number,
  strength: number,
  towards: CameraMove['towards'],
): { readonly from: Box; readonly to: Box } {
  const { aspect, clean, picture, plate, keep } = room;
  const extent = axis === 'x' ? 'width' : 'height';
  const first = keep[0];
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
  const wanted = clean[extent] / (1 + limit);
  const widest = Math.min(cover * WIDEST, wholeWidth(picture, aspect), coverWidth(plate, aspect));
  const width = Math.min(widest, Math.max(cover, axis === 'x' ? wanted : wanted * aspect));
  const view = placed(viewAt(centreOf(hero), width, aspect), room);
  const room1 = Math.max(0, clean[extent] - view[extent]);
  const way = Math.min(room1, limit * view[extent]);
  // A travel that is only a part ends where the first face is well seen.
  const target = first
    ? (axis === 'x' ? centreOf(first).x : centreOf(first).y + 0.1 * view.height) - view[extent] / 2
    : clean[axis] + (forwards ? way : room1 - way);
  const low = clean[axis];
  const clampTo = (value: number): number => Math.max(low, Math.min(low + room1, value));
  let end = way >= room1 ? low + (forwards ? room1 : 0) : clampTo(target);
  let start = clampTo(end + (forwards ? -way : way));
  if (Math.abs(end - start) < way * 0.999) {
    // No room behind the target: the travel starts at the edge and goes as far as it may.
    start = forwards ? low : low + room1;
    end = start + (forwards ? way : -way);
  }
  const at = (value: number): Box => ({ ...view, [axis]: value });
  // Both ends are rested on: a balloon there is whole or not yet seen. The way grows by little.
  const held = first && holds(at(end), first);
  const to = clearOfLettering(at(end), axis, room, (moved) => !held || holds(moved, first));
  const from = clearOfLettering(
    at(start),
    axis,
    room,
    (moved) =>
      Math.abs(to[axis] - moved[axis]) <= way * MOST_LONGER &&
      (!first || holds(to, first) || !holds(at(start), first) || holds(moved, first)),
  );
  const longer = Math.abs(to[axis] - from[axis]) > way * MOST_LONGER;
  return longer ? { from: at(start), to: at(end) } : { from, to };
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
