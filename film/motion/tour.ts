import type { CameraMove } from '../board/camera-move.ts';
import type { Box } from '../space/box.ts';
import type { ViewRoom } from './hero-view.ts';
import { coverWidth, fitInside, settle, viewAround, viewAt, wholeWidth } from './view.ts';

/** Air around a stop, as a factor of its size. */
const AIR = 1.06;
/** A stop is not shown closer than this share of what fills the frame with the whole picture. */
const CLOSEST = 0.25;
/** Frames of travel a second on the way along a long picture. */
const FASTEST = 0.3;

/**
 * The views of a guided move: each written stop, whole. Where none are written, a picture longer than
 * the frame is travelled in even steps and any other is seen whole, then close.
 */
export function tourOf(
  room: ViewRoom,
  hero: Box,
  move: CameraMove,
  seconds: number,
): readonly Box[] {
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
    return views.length > 1 ? views : [hero, views[0]!];
  }
  const tall = picture.height * aspect > picture.width;
  const long = tall ? room.clean.height * aspect : room.clean.width;
  const width = Math.min(
    coverWidth(plate, aspect),
    Math.max(coverWidth(room.clean, aspect), long / (1 + FASTEST * seconds)),
  );
  const parts = wholeWidth(picture, aspect) / width;
  if (parts < 1.15) {
    const centre = { x: hero.x + hero.width / 2, y: hero.y + hero.height / 2 };
    return [hero, fitInside(viewAt(centre, hero.width * 0.85, aspect), hero)];
  }
  const steps = Math.max(2, Math.min(6, Math.ceil(parts), Math.floor(seconds / 2)));
  const view = settle(viewAt({ x: 0, y: 0 }, width, aspect), room.clean);
  return Array.from({ length: steps }, (_, k) => {
    const share = k / (steps - 1);
    return tall
      ? { ...view, y: room.clean.y + (room.clean.height - view.height) * share }
      : { ...view, x: room.clean.x + (room.clean.width - view.width) * share };
  });
}
