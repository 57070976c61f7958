import { findBlobs } from '../media/blob.ts';
import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { BalloonInk } from './balloon-ink.ts';

/** The largest scrap, as a part of what is covered: what is larger is art of the paper's colour. */
const LARGEST = 0.03;
/** A tip hangs on by its foot: the square of what touches is less than this many times its area ... */
const FOOT = 4;
/** ... unless it is no more than a dot, pixels. */
const DOT = 6;
/** How near to what is covered a scrap lies, pixels. */
const TOUCHES = 2;
/** The least bubble of a thought, pixels, and how much of its box it takes. */
const LEAST_BUBBLE = 10;
const ROUND = 0.55;
/** How far apart the bubbles of a thought are, in multiples of the next one's own width. */
const APART = 2.5;

/**
 * What an outline leaves out of its balloon: small pieces of its paper that hang on to it, the tips of
 * tails and spikes, and the bubbles that lead from a thought to who thinks it.
 * @param near the part of the page that is looked at
 * @param covered size of `near`, 1 where the balloon is known to be
 * @returns size of `near`, 1 where something is left
 */
export function scrapsOf(
  page: Raster,
  near: Box,
  covered: Uint8Array,
  ink: BalloonInk,
  isThought: boolean,
): Uint8Array {
  const { width } = near;
  const isPaper = (i: number): boolean => {
    const x = (i % width) + near.x;
    const y = Math.floor(i / width) + near.y;
    return !covered[i] && ink.isPaper((y * page.width + x) * 4);
  };
  const { labels, blobs } = findBlobs(near, isPaper);
  const { distance } = distanceTo(near, (i) => covered[i]! > 0);
  const nearest = new Float32Array(blobs.length + 1).fill(Number.POSITIVE_INFINITY);
  const touching = new Int32Array(blobs.length + 1);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (distance[i]! < nearest[label]!) nearest[label] = distance[i]!;
    if (distance[i]! <= TOUCHES) touching[label]!++;
  }
  const most = LARGEST * covered.reduce((sum, value) => sum + value, 0);
  const left = new Set<number>();
  for (const { label, area, box } of blobs) {
    const isCut =
      box.x === 0 ||
      box.y === 0 ||
      box.x + box.width === near.width ||
      box.y + box.height === near.height;
    if (area > most || isCut) continue;
    const isBubble =
      isThought &&
      area >= LEAST_BUBBLE &&
      area >= ROUND * box.width * box.height &&
      Math.max(box.width, box.height) < 2 * Math.min(box.width, box.height) &&
      nearest[label]! <= APART * Math.max(box.width, box.height);
    const isTip = area <= DOT || touching[label]! ** 2 <= FOOT * area;
    if ((nearest[label]! <= TOUCHES && isTip) || isBubble) left.add(label);
  }
  return Uint8Array.from(labels, (label) => (left.has(label) ? 1 : 0));
}
