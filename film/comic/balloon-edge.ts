import { findBlobs } from '../media/blob.ts';
import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import { type Box, centreOf } from '../space/box.ts';
import { convexHull } from '../space/convex-hull.ts';
import { polygonArea, polygonOf } from '../space/polygon.ts';
import { type Cover, edgeOf, isCovered, windowOf } from './cover.ts';
import { awayFrom, type Ground, lightAt } from './ground.ts';
import { middleOf, paddedBox } from './line-shape.ts';

/** What is drawn at and around a balloon's edge, as far as it tells how it is said. */
export interface BalloonEdge {
  /** Bubbles that trail away from it, one after the other, smaller and smaller. */
  readonly bubbles: number;
  /** Whether its outline is a dashed line. */
  readonly isDashed: boolean;
}

/** Bubbles: how large, in squares of a letter, how round, and how far from one to the next in letters. */
const LEAST_BUBBLE = 0.04;
const MOST_BUBBLE = 5;
const ROUND = 0.9;
const LONGEST_BUBBLE = 2;
const NEXT_BUBBLE = 1.7;
/** Where so many stand around they are dots of the print. */
const TOO_MANY = 14;
/** Dashes: the least number, what part of the edge they take, and how many are of one length. */
const LEAST_DASHES = 12;
const LEAST_INKED = 0.35;
const MOST_INKED = 0.88;
const ALIKE = 0.75;
/** Shorter ones, in letters, are how a line looks in pixels. */
const LEAST_RUN = 0.4;
/** How far out the line is looked for, and where it has ended, in letters. */
const LINE = 0.3;
const BEYOND_LINE = 0.55;
const MOST_DARK = 0.15;
const INK = 0.7;

/** Looks at the edge of a balloon; `size` is its letters' size in pixels. */
export function balloonEdge(
  raster: Raster,
  cover: Cover,
  ground: Ground,
  size: number,
): BalloonEdge {
  return {
    bubbles: bubblesFrom(raster, cover, ground, size),
    isDashed: isDashed(raster, cover, ground, size),
  };
}

function bubblesFrom(raster: Raster, cover: Cover, ground: Ground, size: number): number {
  const window = windowOf(paddedBox(cover.window, 4 * size), raster);
  const tolerance = Math.max(8, 4 * ground.spread, 0.12 * Math.abs(ground.contrast));
  const pixel = (i: number): { readonly x: number; readonly y: number } => ({
    x: window.x + (i % window.width),
    y: window.y + Math.floor(i / window.width),
  });
  const { distance } = distanceTo(window, (i) => isCovered(cover, pixel(i)));
  const { labels, blobs } = findBlobs(window, (i) => {
    if (distance[i]! < 2) return false;
    const { x, y } = pixel(i);
    return awayFrom(ground, raster.data, (y * raster.width + x) * 4) <= tolerance;
  });
  const bubbles = blobs
    .filter(({ area, box }) => {
      const isSized = area >= LEAST_BUBBLE * size * size && area <= MOST_BUBBLE * size * size;
      const long = Math.max(box.width, box.height) / Math.min(box.width, box.height);
      return isSized && long <= LONGEST_BUBBLE && !touchesRim(box, window);
    })
    .filter(({ area, box, label }) => area >= ROUND * hullArea(labels, window.width, label, box))
    .map(({ area, box }) => {
      const { x, y } = centreOf(box);
      const radius = Math.sqrt(area / Math.PI);
      const away = distance[Math.floor(y) * window.width + Math.floor(x)]! - radius;
      return { x, y, radius, away };
    });
  if (bubbles.length > TOO_MANY) return 0;
  let most = 0;
  for (const first of bubbles) {
    if (first.away > NEXT_BUBBLE * size) continue;
    let last = first;
    let count = 1;
    for (const next of [...bubbles].sort((a, b) => a.away - b.away)) {
      const gap = Math.hypot(next.x - last.x, next.y - last.y) - next.radius - last.radius;
      const isOn = next.away > last.away + 0.5 * last.radius && gap <= NEXT_BUBBLE * size;
      if (next === last || !isOn || next.radius > 1.25 * last.radius) continue;
      last = next;
      count++;
    }
    most = Math.max(most, count);
  }
  return most;
}

function touchesRim({ x, y, width, height }: Box, window: Box): boolean {
  return x <= 0 || y <= 0 || x + width >= window.width || y + height >= window.height;
}

function hullArea(labels: Int32Array, width: number, label: number, box: Box): number {
  const pixels = [];
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) {
      if (labels[y * width + x] === label) {
        pixels.push(...polygonOf({ x, y, width: 1, height: 1 }));
      }
    }
  }
  return Math.max(1, polygonArea(convexHull(pixels)));
}

/** Whether thin strokes of one length stand along the edge with gaps between them. */
function isDashed(raster: Raster, cover: Cover, ground: Ground, size: number): boolean {
  const points = edgeOf(cover);
  const count = points.length;
  if (count < 8 * size) return false;
  const isInk = (x: number, y: number): boolean => {
    if (x < 0 || y < 0 || x >= raster.width || y >= raster.height) return false;
    const away = ground.light - lightAt(raster.data, (y * raster.width + x) * 4);
    return away * Math.sign(ground.contrast) >= INK * Math.abs(ground.contrast);
  };
  const inked = new Uint8Array(count);
  let all = 0;
  let dark = 0;
  for (let i = 0; i < count; i++) {
    const before = points[(i + count - 4) % count]!;
    const after = points[(i + 4) % count]!;
    const length = Math.hypot(after.x - before.x, after.y - before.y) || 1;
    // The cover lies on the right of the way: outwards is to the left.
    const dx = (after.y - before.y) / length;
    const dy = -(after.x - before.x) / length;
    const at = (far: number): boolean =>
      isInk(Math.floor(points[i]!.x + dx * far), Math.floor(points[i]!.y + dy * far));
    for (let far = 0; far <= LINE * size && !inked[i]; far++) if (at(far)) inked[i] = 1;
    if (at(BEYOND_LINE * size)) dark++;
    all += inked[i]!;
  }
  // Dark art behind it looks like a line with gaps.
  if (dark > MOST_DARK * count) return false;
  if (all < LEAST_INKED * count || all > MOST_INKED * count) return false;
  const dashes: number[] = [];
  const gaps: number[] = [];
  let run = 0;
  for (let i = 0; i < count; i++) {
    run++;
    if (inked[i] === inked[(i + 1) % count]) continue;
    if (run >= LEAST_RUN * size) (inked[i] ? dashes : gaps).push(run);
    run = 0;
  }
  if (Math.min(dashes.length, gaps.length) < LEAST_DASHES) return false;
  return isOfOneLength(dashes) && isOfOneLength(gaps) && middleOf(dashes) < 2.5 * size;
}

function isOfOneLength(runs: readonly number[]): boolean {
  const middle = middleOf(runs);
  const alike = runs.filter((run) => run >= 0.5 * middle && run <= 2 * middle);
  return alike.length >= ALIKE * runs.length;
}
