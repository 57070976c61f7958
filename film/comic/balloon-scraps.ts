import { type Blob, findBlobs } from '../media/blob.ts';
import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { BalloonInk } from './balloon-ink.ts';
import { gapBetween } from './line-shape.ts';

/** The largest scrap, as a part of what is covered: what is larger is art of the paper's colour. */
const LARGEST = 0.03;
/** A tip hangs on by its foot: the square of what touches is less than this many times its area ... */
const FOOT = 4;
/** ... unless it is no more than a dot, pixels. */
const DOT = 6;
/** How near to what is covered a scrap lies, pixels. */
const TOUCHES = 2;
/** The largest bubble of a thought, as a part of what is covered ... */
const LARGEST_BUBBLE = 0.08;
/** ... the least one, pixels, how much of its box it takes, and how much longer than wide it is. */
const LEAST_BUBBLE = 10;
const ROUND = 0.55;
const LONGER = 2;
/** How far from the balloon, or from the bubble before it, it is, in multiples of its own length. */
const APART = 2.5;
/** So many in a row are bubbles even where nothing else tells a thought. */
const LEAST_TRAIL = 3;

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
  const all = covered.reduce((sum, value) => sum + value, 0);
  const left = new Set<number>();
  const bubbles: Blob[] = [];
  for (const blob of blobs) {
    const { label, area, box } = blob;
    const isCut =
      box.x === 0 ||
      box.y === 0 ||
      box.x + box.width === near.width ||
      box.y + box.height === near.height;
    if (isCut) continue;
    const isTip = area <= DOT || touching[label]! ** 2 <= FOOT * area;
    if (area <= LARGEST * all && nearest[label]! <= TOUCHES && isTip) left.add(label);
    if (area <= LARGEST_BUBBLE * all && isRound(blob)) bubbles.push(blob);
  }
  for (const { label } of trailOf(bubbles, (blob) => nearest[blob.label]!, isThought)) {
    left.add(label);
  }
  return Uint8Array.from(labels, (label) => (left.has(label) ? 1 : 0));
}

function isRound({ area, box: { width, height } }: Blob): boolean {
  if (area < LEAST_BUBBLE || area < ROUND * width * height) return false;
  return Math.max(width, height) <= LONGER * Math.min(width, height);
}

/**
 * The bubbles that lead away from a balloon, each smaller than the one before it. Few are believed only where
 * the balloon is known to be a thought: they may as well be lights, or a pair of eyes.
 */
function trailOf(
  bubbles: readonly Blob[],
  away: (bubble: Blob) => number,
  isThought: boolean,
): readonly Blob[] {
  const reach = ({ box }: Blob): number => APART * Math.max(box.width, box.height);
  const found = new Set<Blob>();
  for (const first of bubbles) {
    if (away(first) > reach(first)) continue;
    const trail = [first];
    for (let last = first; ; ) {
      const next = bubbles
        .filter((one) => one.area < last.area && away(one) > away(last))
        .filter((one) => gapBetween(one.box, last.box) <= reach(one))
        .sort((a, b) => b.area - a.area)[0];
      if (!next) break;
      trail.push(next);
      last = next;
    }
    if (isThought || trail.length >= LEAST_TRAIL) for (const bubble of trail) found.add(bubble);
  }
  return [...found];
}
