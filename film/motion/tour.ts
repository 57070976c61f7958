import type { CameraMove } from '../board/camera-move.ts';
import type { Box } from '../space/box.ts';
import { balloonTour } from './balloon-tour.ts';
import type { StopTime } from './camera-plan.ts';
import { readingTour } from './reading-tour.ts';
import { coverWidth, fitInside, settle, viewAround, viewAt, wholeWidth } from './view.ts';
import type { ViewRoom } from './view-room.ts';

/** Air around a stop, as a factor of its size. */
const AIR = 1.06;
/** A stop is not shown closer than this share of what fills the frame with the whole picture. */
const CLOSEST = 0.25;
/** A picture of more frames than this is travelled along, not gone into. */
const LONG = 2.2;
/** Frames of travel a second on the way along a long picture. */
const FASTEST = 0.3;

/**
 * The views of a guided move: each written stop, whole. Where none are written the camera goes from
 * balloon to balloon as they are read; a picture longer than the frame is travelled along, in even steps
 * where nothing is read, and any other is seen whole, then close.
 */
export function tourOf(
  room: ViewRoom,
  hero: Box,
  move: CameraMove,
  seconds: number,
): { readonly stops: readonly Box[]; readonly times?: readonly StopTime[] } {
  const { aspect, plate, picture } = room;
  const least = CLOSEST * coverWidth(picture, aspect);
  const boxes = [
    ...(move.from ? [move.from] : []),
    ...(move.stops ?? []),
    ...(move.to ? [move.to] : []),
  ];
  if (boxes.length > 0) {
    const views = boxes.map((box) => {
      const view = viewAround(box, aspect, AIR);
      const wide = view.width < least ? viewAround(view, aspect, least / view.width) : view;
      return fitInside(wide, plate);
    });
    return { stops: views.length > 1 ? views : [hero, views[0]!] };
  }
  const tall = picture.height * aspect > picture.width;
  const long = tall ? room.clean.height * aspect : room.clean.width;
  const width = Math.min(
    coverWidth(plate, aspect),
    Math.max(room.fill, long / (1 + FASTEST * seconds)),
  );
  const parts = wholeWidth(picture, aspect) / width;
  const close = parts < LONG ? balloonTour(room, hero, seconds) : undefined;
  if (close) return close;
  if (parts < 1.15) {
    const centre = { x: hero.x + hero.width / 2, y: hero.y + hero.height / 2 };
    return { stops: [hero, fitInside(viewAt(centre, hero.width * 0.85, aspect), hero)] };
  }
  const read = readingTour(room, hero, tall ? 'y' : 'x', seconds);
  if (read) return { stops: read.stops, ...(read.times && { times: read.times }) };
  const steps = Math.max(2, Math.min(6, Math.ceil(parts), Math.floor(seconds / 2)));
  const view = settle(viewAt({ x: 0, y: 0 }, width, aspect), room.clean);
  const axis = tall ? 'y' : 'x';
  const extent = tall ? 'height' : 'width';
  const spare = Math.max(0, room.clean[extent] - view[extent]);
  // What cannot be travelled in the time is left away, the part around the hero is kept.
  const way = Math.min(spare, FASTEST * 1.4 * seconds * view[extent]);
  const middle = hero[axis] + (hero[extent] - view[extent] - way) / 2;
  const low = Math.max(room.clean[axis], Math.min(room.clean[axis] + spare - way, middle));
  const stops = Array.from({ length: steps }, (_, k) =>
    fitInside({ ...view, [axis]: low + (way * k) / (steps - 1) }, plate),
  );
  const isBack = move.towards === 'left' || move.towards === 'up';
  return { stops: isBack ? stops.reverse() : stops };
}
