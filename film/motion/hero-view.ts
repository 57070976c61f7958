import type { Framing } from '../board/shot.ts';
import { type Box, centreOf, unite } from '../space/box.ts';
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
import { faultOf } from './view-faults.ts';
import type { ViewRoom } from './view-room.ts';

/** Where a head should sit in the frame's height: eyes near the upper third. */
const HEAD_LINE = 0.4;
/** Air around what must be seen, as a factor of its size. */
const AIR = 1.1;
/** The same around what is to be read: its balloon is air already. */
const WORD_AIR = 1.03;
/** A picture that would lose less than this share to the frame's shape is simply filled. */
const SMALL_LOSS = 0.14;
/** The farthest a view may reach beyond filling the frame with art, for the art's sake alone ... */
const WIDER_FOR_ART = { mounted: 1.75, continued: 1.1 } as const;
/** ... to hold figures ... */
const WIDER_TO_HOLD = { mounted: 1.9, continued: 1.3 } as const;
/** ... and to hold what is to be read. */
const WIDER_TO_READ = { mounted: 2.9, continued: 1.3 } as const;
/** How far from filled to whole, by framing. */
const TOWARDS_WHOLE: Record<'mounted' | 'continued', Record<Framing, number>> = {
  mounted: { wide: 1, medium: 0.55, 'close-up': 0.15 },
  continued: { wide: 0.15, medium: 0.1, 'close-up': 0 },
};
/** Of what shows a panel whole: a view wider than this shows it whole. */
const ALL_BUT_WHOLE = 0.84;
/** A view nearer than this to an edge of the picture, as a share of its own side, goes up to it. */
const SLIVER = 0.09;

/**
 * The one view that shows a stage best: as much art and as many figures as the framing asks for, the
 * first face near the upper third, beyond the picture's edges only where that keeps figures whole.
 */
export function heroView(room: ViewRoom, framing: Framing): Box {
  const { aspect, picture, plate, keep, lettering, ground, seen: seenRegion } = room;
  const cover = room.fill;
  const whole = wholeWidth(picture, aspect);
  const loss = 1 - coverWidth(picture, aspect) / whole;
  // What reaches out of the picture may ask for more than the picture.
  const most = Math.min(
    Math.max(cover, wholeWidth(unite(picture, seenRegion), aspect)),
    coverWidth(plate, aspect),
  );
  let width = cover;
  if (loss > SMALL_LOSS) {
    width = Math.min(
      cover * (whole / cover) ** TOWARDS_WHOLE[ground][framing],
      cover * WIDER_FOR_ART[ground],
      most,
    );
  }
  // All but whole is whole: the little left out would be hats, feet and the first line of a caption.
  const upToWhole = (wanted: number): number =>
    ground === 'mounted' && loss > SMALL_LOSS && wanted > ALL_BUT_WHOLE * whole
      ? Math.max(wanted, Math.min(whole, most))
      : wanted;
  const first = keep[0] ?? lettering[0];
  if (!first) {
    const centre = centreOf(picture);
    const above = { x: centre.x, y: centre.y - picture.height * 0.04 };
    return placed(viewAt(above, upToWhole(width), aspect), room);
  }
  if (framing === 'close-up') {
    width = Math.max(0.8 * cover, Math.min(cover, wholeWidth(first, aspect) * 1.6));
  }
  const widest = Math.max(width, Math.min(most, cover * WIDER_TO_HOLD[ground]));
  const toRead = Math.max(widest, Math.min(most, cover * WIDER_TO_READ[ground]));
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
    const needed = wholeWidth(both, aspect) * WORD_AIR;
    // A painting that fills the frame as it is gains a bar for writing at its edge: not worth it.
    if (needed > (ground === 'continued' && loss <= SMALL_LOSS ? width : toRead)) continue;
    seen = both;
    width = Math.max(width, needed);
  }
  width = upToWhole(width);
  const height = width / aspect;
  const centre = {
    x: (centreOf(first).x + centreOf(seen).x) / 2,
    y: centreOf(first).y + (0.5 - HEAD_LINE) * height,
  };
  const aimed = holding(viewAt(centre, width, aspect), grown(seen, 0.02 * width));
  const view = upToEdges(holdFirst(placed(aimed, room), room), room, first);
  return mended(view, toRead, room, first);
}

/**
 * A view that all but reaches an edge of the picture reaches it: the sliver left out would cut captions
 * and hats, and nobody would know why. The upper edge goes before the lower.
 */
function upToEdges(view: Box, { seen: clean, ground }: ViewRoom, first: Box): Box {
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

/** How far from its place a view is looked for where no face and no balloon is cut, of its own sides. */
const SIDESTEPS = [0, 0.03, 0.06, 0.1, 0.14, 0.18] as const;
const WIDENINGS = [1, 1.06, 1.12, 1.2, 1.3, 1.45, 1.6, 1.8] as const;
/** What leaving the place by a whole side weighs, and standing twice as far away, against faults. */
const LEAVING = 0.5;
const STANDING_BACK = 0.5;
/** What a balloon that is not whole in view weighs: words are drawn to be read. */
const UNREAD = 0.5;

/**
 * The view near a view that is the better picture: no face cut, no balloon cut or left out, little mount,
 * where that can be had by moving a little or standing back.
 * @param widest how wide it may become
 */
function mended(view: Box, widest: number, room: ViewRoom, first: Box): Box {
  const { aspect, lettering, plate, ground } = room;
  let best = view;
  let least = Number.POSITIVE_INFINITY;
  const held = holds(view, first);
  for (const times of WIDENINGS) {
    if (times > 1 && view.width * times > widest * 1.001) break;
    const wider = viewAt(centreOf(view), view.width * times, aspect);
    for (const step of SIDESTEPS.flatMap((by) => (by > 0 ? [by, -by] : [by]))) {
      for (const rise of SIDESTEPS.flatMap((by) => (by > 0 ? [by, -by] : [by]))) {
        const moved = { ...wider, x: wider.x + step * view.width, y: wider.y + rise * view.height };
        const tried = fitInside(ground === 'mounted' ? settle(moved, room.seen) : moved, plate);
        if (held && !holds(tried, first)) continue;
        const unread = lettering.filter((box) => !holds(tried, box, 0.01 * box.width)).length;
        const way =
          Math.abs(centreOf(tried).x - centreOf(view).x) / view.width +
          Math.abs(centreOf(tried).y - centreOf(view).y) / view.height;
        const cost =
          faultOf(tried, room) +
          UNREAD * unread +
          LEAVING * way +
          STANDING_BACK * Math.log2(tried.width / view.width);
        if (cost >= least - 1e-9) continue;
        least = cost;
        best = tried;
      }
    }
  }
  return best;
}

/** A figure that the picture's lower edge cuts off anyway may lose a little more below, never above. */
function upperPart(box: Box, picture: Box): Box {
  const isCut = box.y + box.height >= picture.height * 0.99;
  return isCut ? { ...box, height: box.height * 0.72 } : box;
}

/** A view brought to where art fills it, inside the plate. */
export function placed(view: Box, { seen, plate }: ViewRoom): Box {
  return fitInside(settle(view, seen), plate);
}

/** A view that holds the first thing to keep, as far as the plate allows. */
export function holdFirst(view: Box, { keep, plate }: ViewRoom): Box {
  return keep[0] ? fitInside(holding(view, keep[0]), plate) : view;
}
