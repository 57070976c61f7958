import type { Framing } from '../board/shot.ts';
import { type Box, boxOf, centreOf, intersect, unite } from '../space/box.ts';
import { aspectOf, type Size } from '../space/size.ts';
import type { Stage } from './stage.ts';
import { coverWidth, fitInside, grown, holding, settle, viewAt, wholeWidth } from './view.ts';

/** Where a head should sit in the frame's height: eyes near the upper third. */
const HEAD_LINE = 0.4;
/** Air around what must be seen, as a factor of its size. */
const AIR = 1.1;
/** A picture that would lose less than this share to the frame's shape is simply filled. */
const SMALL_LOSS = 0.14;
/** The farthest a view may reach beyond filling the frame with art, for the art's sake alone ... */
const WIDER_FOR_ART = 1.3;
/** ... and to hold the figures. */
const WIDER_FOR_FIGURES = 1.7;
/** How far from filled to whole, by framing. */
const TOWARDS_WHOLE: Record<Framing, number> = { wide: 0.35, medium: 0.2, 'close-up': 0 };

/** What views of a stage have to do with: the plate, and the part of the picture that fills best. */
export interface ViewRoom {
  readonly aspect: number;
  /** Views never leave it. */
  readonly plate: Box;
  /** The picture without its rim, where panel borders and scan edges are. */
  readonly clean: Box;
  readonly picture: Box;
  /** What must be seen, most important first, inside the picture. */
  readonly keep: readonly Box[];
  /** What is better seen whole, inside the picture. */
  readonly lettering: readonly Box[];
}

/** Where a camera may look on a stage, for frames of the shape of `frame`; pixels of the picture. */
export function viewRoomOf(stage: Stage, frame: Size): ViewRoom {
  const picture = boxOf(stage.size);
  return {
    aspect: aspectOf(frame),
    plate: stage.layers[0]?.box ?? picture,
    clean: grown(picture, -0.006 * Math.min(picture.width, picture.height)),
    picture,
    keep: seenOf(stage.keep, picture),
    lettering: seenOf(stage.lettering ?? [], picture),
  };
}

function seenOf(boxes: readonly Box[], picture: Box): readonly Box[] {
  return boxes
    .map((box) => intersect(box, picture))
    .filter(({ width, height }) => width > 0 && height > 0);
}

/**
 * The one view that shows a stage best: as much art and as many figures as the framing asks for, the
 * first face near the upper third, beyond the picture's edges only where that keeps figures whole.
 */
export function heroView(room: ViewRoom, framing: Framing): Box {
  const { aspect, clean, picture, plate, keep, lettering } = room;
  const cover = coverWidth(clean, aspect);
  const whole = wholeWidth(picture, aspect);
  const loss = 1 - coverWidth(picture, aspect) / whole;
  const most = Math.min(whole, coverWidth(plate, aspect));
  let width = cover;
  if (loss > SMALL_LOSS) {
    width = Math.min(
      cover * (whole / cover) ** TOWARDS_WHOLE[framing],
      cover * WIDER_FOR_ART,
      most,
    );
  }
  const first = keep[0] ?? lettering[0];
  if (!first) {
    const centre = centreOf(picture);
    return placed(
      viewAt({ x: centre.x, y: centre.y - picture.height * 0.04 }, width, aspect),
      room,
    );
  }
  if (framing === 'close-up') {
    width = Math.max(0.8 * cover, Math.min(cover, wholeWidth(first, aspect) * 1.6));
  }
  const widest = Math.max(width, Math.min(most, cover * WIDER_FOR_FIGURES));
  let seen = first;
  for (const box of keep) {
    const both = unite(seen, box === first ? box : upperPart(box, picture));
    const needed = wholeWidth(both, aspect) * AIR;
    if (needed > (framing === 'close-up' ? width : widest)) continue;
    seen = both;
    width = Math.max(width, needed);
  }
  if (loss > SMALL_LOSS) width = Math.max(width, Math.min(most, wholeWidth(first, aspect) * AIR));
  const height = width / aspect;
  const centre = {
    x: (centreOf(first).x + centreOf(seen).x) / 2,
    y: centreOf(first).y + (0.5 - HEAD_LINE) * height,
  };
  const aimed = holding(viewAt(centre, width, aspect), grown(seen, 0.02 * width));
  return holdFirst(placed(aimed, room), room);
}

/** A figure that the picture's lower edge cuts off anyway may lose a little more below, never above. */
function upperPart(box: Box, picture: Box): Box {
  const isCut = box.y + box.height >= picture.height * 0.99;
  return isCut ? { ...box, height: box.height * 0.72 } : box;
}

/** A view brought to where art fills it, inside the plate. */
export function placed(view: Box, { clean, plate }: ViewRoom): Box {
  return fitInside(settle(view, clean), plate);
}

/** A view that holds the first thing to keep, as far as the plate allows. */
export function holdFirst(view: Box, { keep, plate }: ViewRoom): Box {
  return keep[0] ? fitInside(holding(view, keep[0]), plate) : view;
}
