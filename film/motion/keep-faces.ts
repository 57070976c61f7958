import { areaOf, type Box, boxOf, intersect } from '../space/box.ts';
import type { Stage } from './stage.ts';
import { isHead } from './view-faults.ts';

/** A head around its face, in sides of the face: hair and chin. */
const HEAD = { width: 1.4, above: 0.45, below: 0.15 } as const;
/** A head that was only guessed, and of which this share lies in one that was found, is that one. */
const SAME = 0.3;
/** A face this much smaller than the largest, by its area, is somebody in the crowd. */
const CROWD = 0.06;

/**
 * What must stay in frame where faces were found: their heads, the largest first, then what the figures
 * tell, without the heads that were guessed for the same faces.
 *
 * @param faces pixels of the stage's picture
 */
export function withHeads({ keep, size }: Stage, faces: readonly Box[]): readonly Box[] {
  const largest = Math.max(0, ...faces.map(areaOf));
  const heads = faces
    .filter((face) => areaOf(face) >= CROWD * largest)
    .sort((a, b) => areaOf(b) - areaOf(a))
    .map((face) => intersect(headAround(face), boxOf(size)))
    .filter((head) => head.width > 0 && head.height > 0);
  const isFound = (guess: Box): boolean =>
    heads.some((head) => {
      const shared = intersect(head, guess);
      return shared.width > 0 && shared.height > 0 && areaOf(shared) > SAME * areaOf(guess);
    });
  return [...heads, ...keep.filter((box) => !isHead(box, boxOf(size)) || !isFound(box))];
}

function headAround({ x, y, width, height }: Box): Box {
  return {
    x: x - ((HEAD.width - 1) / 2) * width,
    y: y - HEAD.above * height,
    width: HEAD.width * width,
    height: (1 + HEAD.above + HEAD.below) * height,
  };
}
