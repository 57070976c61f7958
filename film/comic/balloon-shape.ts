import { findBlobs } from '../media/blob.ts';
import { distanceTo, fillPolygon } from '../media/distance.ts';
import { convexHull } from '../space/convex-hull.ts';
import type { Point } from '../space/point.ts';
import { type Cover, edgeOf, largestPatch, opened } from './cover.ts';

/** How a balloon is drawn, as far as that tells what kind it is. */
export interface BalloonShape {
  /** The tip of its tail. */
  readonly tail?: Point;
  /** How far the tail reaches from the body, pixels; 0 without one. */
  readonly tailLength: number;
  /** How many spikes stand out all round. */
  readonly spikes: number;
  /** How many bumps it is made of, as a cloud is: as many as there are notches between them. */
  readonly bumps: number;
  /** How much of the box around its body it fills, 0 to 1: a rectangle all of it, an ellipse 0.79. */
  readonly fill: number;
  /** How many of its body's four corners are square. */
  readonly corners: number;
}

/** What is narrower than twice this part of the letters' size is not the body. */
const BODY = 0.5;
/** Spikes are narrower than twice the one, longer than the other, parts of the letters' size. */
const FINE = 0.3;
const LEAST_SPIKE = 0.22;
/** Notches between bumps go so deep at least. */
const LEAST_NOTCH = 0.13;
/** A tail is so long at least, a part of the letters' size, and stands out so far from all else that does. */
const LEAST_TAIL = 0.45;
const TAIL_STANDS_OUT = 1.5;

/**
 * Looks at a balloon's form. `size` is the letters' size in pixels: what is much finer than a letter is
 * a spike, a notch or a tail, what is not is the body.
 */
export function balloonShape({ window, mask }: Cover, size: number): BalloonShape {
  const body = largestPatch(window, opened(window, mask, BODY * size));
  const sticksOut = partsBeyond(window, mask, body, 1);
  const byReach = [...sticksOut].sort((a, b) => b.reach - a.reach);
  const [longest, second] = byReach;
  const isTail =
    longest !== undefined &&
    longest.reach >= LEAST_TAIL * size &&
    longest.reach >= TAIL_STANDS_OUT * (second?.reach ?? 0);
  const fine = opened(window, mask, FINE * size);
  const spikes = partsBeyond(window, mask, fine, 1).filter((p) => p.reach >= LEAST_SPIKE * size);
  const round = hullMask({ window, mask: body });
  const bumps = partsBeyond(window, round, body, 0).filter((p) => p.reach >= LEAST_NOTCH * size);
  return {
    ...(isTail && { tail: { x: longest.tip.x + window.x, y: longest.tip.y + window.y } }),
    tailLength: isTail ? longest.reach : 0,
    spikes: spikes.length,
    bumps: bumps.length,
    ...rectangularity({ window, mask: body }, size),
  };
}

interface SticksOut {
  /** Its farthest pixel, in the window. */
  readonly tip: Point;
  readonly reach: number;
}

/** What of a mask lies beyond an inner one, patch by patch. */
function partsBeyond(
  window: { readonly width: number; readonly height: number },
  mask: Uint8Array,
  inner: Uint8Array,
  rim: number,
): readonly SticksOut[] {
  const { distance } = distanceTo(window, (i) => inner[i] === 1);
  const { labels, blobs } = findBlobs(window, (i) => mask[i] === 1 && distance[i]! > rim);
  const tips = blobs.map(() => ({ tip: { x: 0, y: 0 }, reach: 0 }));
  for (let i = 0; i < labels.length; i++) {
    const own = tips[labels[i]! - 1];
    if (!own || distance[i]! <= own.reach || !Number.isFinite(distance[i]!)) continue;
    own.reach = distance[i]!;
    const x = i % window.width;
    own.tip = { x, y: (i - x) / window.width };
  }
  return tips;
}

/** What the hull around a cover takes in, pixels of its window. */
function hullMask({ window, mask }: Cover): Uint8Array {
  const hull = convexHull(edgeOf({ window, mask }));
  const { data } = fillPolygon(
    window,
    hull.map(({ x, y }) => ({ x: x - window.x, y: y - window.y })),
  );
  return data.map((value, i) => (value || mask[i] ? 1 : 0));
}

function rectangularity(
  { window, mask }: Cover,
  size: number,
): { readonly fill: number; readonly corners: number } {
  const { width } = window;
  let left = width;
  let right = -1;
  let top = window.height;
  let bottom = -1;
  let area = 0;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    const x = i % width;
    const y = (i - x) / width;
    area++;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (right < 0) return { fill: 0, corners: 0 };
  const reach = Math.max(2, Math.round(BODY * size));
  const isSquare = (x: number, y: number, dx: number, dy: number): boolean => {
    // The opening has rounded every corner by its radius: a square one still has three quarters there.
    let covered = 0;
    for (let v = 0; v < reach; v++) {
      for (let u = 0; u < reach; u++) {
        const px = x + dx * u;
        const py = y + dy * v;
        if (px < left || px > right || py < top || py > bottom) continue;
        covered += mask[py * width + px]!;
      }
    }
    return covered >= 0.66 * reach * reach;
  };
  const corners = [
    isSquare(left, top, 1, 1),
    isSquare(right, top, -1, 1),
    isSquare(right, bottom, -1, -1),
    isSquare(left, bottom, 1, -1),
  ].filter(Boolean).length;
  return { fill: area / ((right - left + 1) * (bottom - top + 1)), corners };
}
