import { findBlobs } from '../media/blob.ts';
import { type Cover, largestPatch } from './cover.ts';
import { boxOfLines, type LineShape } from './line-shape.ts';

/** What part of a shape's edge ends in nothing at least where it has run out over paper. */
const OPEN = 0.12;
/** A quarter of a balloon's drawn edge is nearer to its lettering; so many times as far it has run out. */
const NEAR = 0.25;
const TOO_FAR = 2;

/**
 * A shape that was held because nothing drawn ends it, without what has run out there: white of a balloon
 * in white art. Balloons keep about one distance from their lettering, and the part of the edge that is
 * drawn tells which. Tails, which are drawn all round, stay.
 * @param held size of the window, 1 where it may be
 */
export function withinReach(
  { window, mask }: Cover,
  held: Uint8Array,
  lines: readonly LineShape[],
): Uint8Array {
  const { width, height } = window;
  const text = boxOfLines(lines);
  const away = (i: number): number => {
    const x = (i % width) + window.x;
    const y = Math.floor(i / width) + window.y;
    const across = Math.max(text.x - x, x - text.x - text.width, 0);
    return Math.hypot(across, Math.max(text.y - y, y - text.y - text.height, 0));
  };
  const open = new Set<number>();
  const drawn: number[] = [];
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    const x = i % width;
    const beyond = [
      ...(x > 0 ? [i - 1] : []),
      ...(x < width - 1 ? [i + 1] : []),
      ...(i >= width ? [i - width] : []),
      ...(i < width * (height - 1) ? [i + width] : []),
    ].filter((next) => !mask[next]);
    if (beyond.length === 0) continue;
    if (beyond.some((next) => !held[next])) open.add(i);
    else drawn.push(away(i));
  }
  if (drawn.length === 0 || open.size < OPEN * (open.size + drawn.length)) return mask;
  const far = TOO_FAR * drawn.sort((a, b) => a - b)[Math.floor(NEAR * drawn.length)]!;
  const { labels, blobs } = findBlobs(window, (i) => mask[i] === 1 && away(i) > far);
  const ranOut = new Set([...open].map((i) => labels[i]!));
  ranOut.delete(0);
  if (blobs.length === 0 || ranOut.size === 0) return mask;
  return largestPatch(
    window,
    mask.map((value, i) => (value && !ranOut.has(labels[i]!) ? 1 : 0)),
  );
}
