import type { Framing } from '../board/shot.ts';
import { areaOf, type Box, boxOf, centreOf, intersect, unite } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';
import { aspectOf, type Size } from '../space/size.ts';
import type { Detail } from './detail.ts';
import type { Stage } from './stage.ts';
import {
  coverWidth,
  fitInside,
  grown,
  holding,
  holds,
  settle,
  viewAt,
  wholeWidth,
} from './view.ts';

/** Where a head should sit in the frame's height: eyes near the upper third. */
const HEAD_LINE = 0.4;
/** Air around what must be seen, as a factor of its size. */
const AIR = 1.1;
/** A picture that would lose less than this share to the frame's shape is simply filled. */
const SMALL_LOSS = 0.14;
/** The farthest a view may reach beyond filling the frame with art, for the art's sake alone ... */
const WIDER_FOR_ART = { mounted: 2.9, continued: 1.1 } as const;
/** ... and to hold figures and what is to be read. */
const WIDER_TO_HOLD = { mounted: 1.9, continued: 1.3 } as const;
/** How far from filled to whole, by framing. */
const TOWARDS_WHOLE: Record<'mounted' | 'continued', Record<Framing, number>> = {
  mounted: { wide: 1, medium: 0.55, 'close-up': 0.15 },
  continued: { wide: 0.15, medium: 0.1, 'close-up': 0 },
};
/** A balloon of which less than this share of its height is seen, or missing, is not noticed cut. */
const UNNOTICED = 0.04;
/** Of what shows a panel whole: a view wider than this shows it whole. */
const ALL_BUT_WHOLE = 0.84;
/** A view nearer than this to an edge of the picture, as a share of its own side, goes up to it. */
const SLIVER = 0.09;
/** How far a view moves so that no balloon is cut, as a share of its own side. */
const SIDESTEP = 0.16;

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
  /** The panel's outline; the picture's own edges where it is missing. */
  readonly outline?: Polygon;
  readonly detail?: Detail;
  /** What lies beyond the picture: a mount may be seen, a continuation only where it must be. */
  readonly ground: 'mounted' | 'continued';
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
    ground: stage.mounted ? 'mounted' : 'continued',
    ...(stage.outline && { outline: stage.outline }),
    ...(stage.detail && { detail: stage.detail }),
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
  const { aspect, clean, picture, plate, keep, lettering, ground } = room;
  const cover = coverWidth(clean, aspect);
  const whole = wholeWidth(picture, aspect);
  const loss = 1 - coverWidth(picture, aspect) / whole;
  const most = Math.min(whole, coverWidth(plate, aspect));
  let width = cover;
  if (loss > SMALL_LOSS) {
    width = Math.min(
      cover * (whole / cover) ** TOWARDS_WHOLE[ground][framing],
      cover * WIDER_FOR_ART[ground],
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
  const widest = Math.max(width, Math.min(most, cover * WIDER_TO_HOLD[ground]));
  let seen = first;
  for (const box of keep) {
    const both = unite(seen, box === first ? box : upperPart(box, picture));
    const needed = Math.min(whole, wholeWidth(both, aspect) * AIR);
    if (needed > (framing === 'close-up' ? width : widest)) continue;
    seen = both;
    width = Math.max(width, needed);
  }
  if (loss > SMALL_LOSS) width = Math.max(width, Math.min(most, wholeWidth(first, aspect) * AIR));
  for (const box of lettering) {
    const both = unite(seen, box);
    const needed = Math.min(whole, wholeWidth(both, aspect) * (1 + UNNOTICED));
    // A painting that fills the frame as it is gains a bar for writing at its edge: not worth it.
    if (needed > (ground === 'continued' && loss <= SMALL_LOSS ? width : widest)) continue;
    seen = both;
    width = Math.max(width, needed);
  }
  // All but whole is whole: the little left out would be hats, feet and the first line of a caption.
  if (ground === 'mounted' && loss > SMALL_LOSS && width > ALL_BUT_WHOLE * whole) {
    width = Math.min(whole, most);
  }
  const height = width / aspect;
  const centre = {
    x: (centreOf(first).x + centreOf(seen).x) / 2,
    y: centreOf(first).y + (0.5 - HEAD_LINE) * height,
  };
  const aimed = holding(viewAt(centre, width, aspect), grown(seen, 0.02 * width));
  const view = upToEdges(holdFirst(placed(aimed, room), room), room, first);
  return clearOfLettering(view, 'y', room, (moved) => holds(moved, first) || !holds(view, first));
}

/**
 * A view that all but reaches an edge of the picture reaches it: the sliver left out would cut captions
 * and hats, and nobody would know why. The upper edge goes before the lower.
 */
function upToEdges(view: Box, { clean, ground }: ViewRoom, first: Box): Box {
  if (ground === 'continued') return view;
  let moved = view;
  for (const [axis, extent] of [
    ['x', 'width'],
    ['y', 'height'],
  ] as const) {
    const free = clean[extent] - view[extent];
    const before = view[axis] - clean[axis];
    const near = SLIVER * view[extent];
    if (free <= 0) continue;
    const at = before < near ? clean[axis] : free - before < near ? clean[axis] + free : view[axis];
    const tried = { ...moved, [axis]: at };
    if (holds(tried, first) || !holds(view, first)) moved = tried;
  }
  return moved;
}

/**
 * A view moved a little along one axis, inside the clean picture, to where it cuts the least of
 * balloons: each is seen whole or not at all, where that can be.
 *
 * @param allowed says of a moved view whether it may be.
 */
export function clearOfLettering(
  view: Box,
  axis: 'x' | 'y',
  { lettering, clean }: ViewRoom,
  allowed: (moved: Box) => boolean = () => true,
): Box {
  const extent = axis === 'x' ? 'width' : 'height';
  const free = clean[extent] - view[extent];
  if (lettering.length === 0 || free <= 0) return view;
  const least = clean[axis];
  const most = clean[axis] + free;
  // At the picture's own edge captions stand; a view that rests there stays.
  const slack = 0.01 * view[extent];
  if (view[axis] <= clean[axis] + slack || view[axis] >= clean[axis] + free - slack) return view;
  const reach = SIDESTEP * view[extent];
  const steps = 24;
  let best = view;
  let cost = cutOf(view, lettering);
  for (let k = -steps; k <= steps; k++) {
    const at = Math.max(least, Math.min(most, view[axis] + (reach * k) / steps));
    const moved = { ...view, [axis]: at };
    if (!allowed(moved)) continue;
    // A way costs something, so that no view moves for nothing.
    const own = cutOf(moved, lettering) + 0.02 * (Math.abs(at - view[axis]) / view[extent]);
    if (own < cost - 1e-9) {
      cost = own;
      best = moved;
    }
  }
  return best;
}

/** How much of balloons a view cuts: of each the smaller part, against the view's area. */
function cutOf(view: Box, lettering: readonly Box[]): number {
  let cut = 0;
  for (const box of lettering) {
    const whole = areaOf(box);
    const share = areaOf(intersect(box, view)) / whole;
    const part = Math.min(share, 1 - share);
    if (part > UNNOTICED) cut += (part * whole) / areaOf(view);
  }
  return cut;
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
