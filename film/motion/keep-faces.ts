import { areaOf, type Box, boxOf, centreOf, intersect } from '../space/box.ts';
import type { Stage } from './stage.ts';
import { isHead } from './view-faults.ts';

/** A head around its face, in sides of the face: hair and chin. */
const HEAD = { width: 1.4, above: 0.45, below: 0.15 } as const;
/** A hat of up to this many sides of the face belongs to the head. */
const HAT = 0.9;
/** A head that was only guessed, and of which this share lies in one that was found, is that one. */
const SAME = 0.3;
/** A face this much smaller than the largest, by its area, is somebody in the crowd. */
const CROWD = 0.06;

/**
 * What must stay in frame where faces were found: their heads, the largest first, then what the figures
 * tell, without the heads that were guessed for the same faces.
 *
 * @param faces pixels of the stage's picture
 * @param pointed where heads may be that the tails of balloons point at: taken where no head is known nearby
 */
export function withHeads(
  { keep, size }: Stage,
  faces: readonly Box[],
  pointed: readonly Box[] = [],
): readonly Box[] {
  const largest = Math.max(0, ...faces.map(areaOf));
  const heads = faces
    .filter((face) => areaOf(face) >= CROWD * largest)
    .sort((a, b) => areaOf(b) - areaOf(a))
    .map((face) => intersect(withHat(headAround(face), face, keep), boxOf(size)))
    .filter((head) => head.width > 0 && head.height > 0);
  const isKnown = (guess: Box, known: readonly Box[]): boolean =>
    known.some((head) => {
      const shared = intersect(head, guess);
      return shared.width > 0 && shared.height > 0 && areaOf(shared) > SAME * areaOf(guess);
    });
  const others = keep.filter((box) => !isHead(box, boxOf(size)) || !isKnown(box, heads));
  const known = [...heads, ...others.filter((box) => isHead(box, boxOf(size)))];
  const guesses = pointed
    .map((box) => intersect(box, boxOf(size)))
    .filter((box) => box.width > 0 && box.height > 0 && !isKnown(box, known));
  return [...heads, ...guesses, ...others];
}

/** A figure goes on above the hair of its face where it wears a hat: up to where the figure ends. */
function withHat(head: Box, face: Box, figures: readonly Box[]): Box {
  const { x, y } = centreOf(face);
  const tops = figures
    .filter((box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height)
    .map((box) => box.y)
    .filter((top) => top < head.y && top > head.y - HAT * face.height);
  if (tops.length === 0) return head;
  const top = Math.max(...tops);
  return { ...head, y: top, height: head.y + head.height - top };
}

function headAround({ x, y, width, height }: Box): Box {
  return {
    x: x - ((HEAD.width - 1) / 2) * width,
    y: y - HEAD.above * height,
    width: HEAD.width * width,
    height: (1 + HEAD.above + HEAD.below) * height,
  };
}
