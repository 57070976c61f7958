import { findBlobs } from '../media/blob.ts';
import { distanceTo } from '../media/distance.ts';
import type { Box } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Polygon } from '../space/polygon.ts';
import { simplifyPolygon } from '../space/simplify-polygon.ts';
import type { Size } from '../space/size.ts';

/** Which pixels of a window on the page belong to something: 1 by rows of the window where they do. */
export interface Cover {
  /** Whole pixels of the page. */
  readonly window: Box;
  readonly mask: Uint8Array;
}

/** A box in whole pixels within a picture of that size. */
export function windowOf(box: Box, size: Size): Box {
  const x = Math.max(0, Math.floor(box.x));
  const y = Math.max(0, Math.floor(box.y));
  const right = Math.min(size.width, Math.ceil(box.x + box.width));
  const bottom = Math.min(size.height, Math.ceil(box.y + box.height));
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

/** The smallest box around what a mask covers, pixels of its window; empty of nothing. */
export function boundsOfMask(mask: Uint8Array, { width, height }: Size): Box {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    const x = i % width;
    const y = (i - x) / width;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    bottom = y;
  }
  if (right < 0) return { x: 0, y: 0, width: 0, height: 0 };
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** How many pixels are covered. */
export function coveredArea({ mask }: Cover): number {
  let area = 0;
  for (const value of mask) area += value;
  return area;
}

/** Whether a point of the page is covered. */
export function isCovered({ window, mask }: Cover, { x, y }: Point): boolean {
  const u = Math.floor(x) - window.x;
  const v = Math.floor(y) - window.y;
  if (u < 0 || v < 0 || u >= window.width || v >= window.height) return false;
  return mask[v * window.width + u] === 1;
}

/** What part of a box of the page is covered, 0 to 1; looked at every other pixel. */
export function coveredShare(cover: Cover, box: Box): number {
  let all = 0;
  let covered = 0;
  for (let y = Math.ceil(box.y); y < box.y + box.height; y += 2) {
    for (let x = Math.ceil(box.x); x < box.x + box.width; x += 2) {
      all++;
      if (isCovered(cover, { x, y })) covered++;
    }
  }
  return all > 0 ? covered / all : 0;
}

/** The mask with everything that it encloses. */
export function filled(window: Size, mask: Uint8Array): Uint8Array {
  const { width, height } = window;
  const outside = new Uint8Array(width * height);
  const queue = new Int32Array(width * height);
  let tail = 0;
  const visit = (i: number): void => {
    if (outside[i] || mask[i]) return;
    outside[i] = 1;
    queue[tail++] = i;
  };
  for (let x = 0; x < width; x++) {
    visit(x);
    visit((height - 1) * width + x);
  }
  for (let y = 0; y < height; y++) {
    visit(y * width);
    visit(y * width + width - 1);
  }
  for (let head = 0; head < tail; head++) {
    const i = queue[head]!;
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  }
  return outside.map((value) => 1 - value);
}

/**
 * The mask without what is narrower than twice `radius`, in pixels. Beyond the window all counts as
 * covered, so that what a page's edge cuts off is not worn down there.
 */
export function opened(window: Size, mask: Uint8Array, radius: number): Uint8Array {
  const inner = distanceTo(window, (i) => mask[i] === 0).distance;
  const outer = distanceTo(window, (i) => inner[i]! > radius).distance;
  return mask.map((value, i) => (value === 1 && outer[i]! <= radius ? 1 : 0));
}

/** The mask with `radius` pixels more all round. */
export function letOut(window: Size, mask: Uint8Array, radius: number): Uint8Array {
  const { distance } = distanceTo(window, (i) => mask[i] === 1);
  return mask.map((_, i) => (distance[i]! <= radius ? 1 : 0));
}

/** The largest connected patch of a mask; nothing of nothing. */
export function largestPatch(window: Size, mask: Uint8Array): Uint8Array {
  const { labels, blobs } = findBlobs(window, (i) => mask[i] === 1);
  const [first] = blobs;
  if (!first || blobs.length === 1) return mask;
  const largest = blobs.reduce((best, blob) => (blob.area > best.area ? blob : best), first);
  return mask.map((_, i) => (labels[i] === largest.label ? 1 : 0));
}

/**
 * The outer edge of a cover's largest patch, pixels of the page: along the pixels' sides, clockwise,
 * then drawn with as few corners as stay within `slack` pixels of it.
 */
export function outlineOf(cover: Cover, slack = 0.8): Polygon {
  return simplifyPolygon(edgeOf(cover), slack);
}

/** Along the sides of the outermost pixels of the largest patch, every side one step; clockwise. */
export function edgeOf({ window, mask }: Cover): Polygon {
  const { width, height } = window;
  const patch = largestPatch(window, mask);
  const at = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && patch[y * width + x] === 1;
  const start = patch.indexOf(1);
  if (start < 0) return [];
  const startX = start % width;
  const startY = (start - startX) / width;
  // Walks with the patch on its right, from the top left corner of its first pixel to the right.
  const steps = [
    [1, 0],
    [0, 1],
    [-1, 0],
    [0, -1],
  ] as const;
  const points: Point[] = [];
  let x = startX;
  let y = startY;
  let heading = 0;
  do {
    points.push({ x: x + window.x, y: y + window.y });
    const [dx, dy] = steps[heading]!;
    x += dx;
    y += dy;
    // The two pixels ahead of the corner reached: left and right of the way on.
    const [leftX, leftY] = [
      x + (heading === 0 || heading === 1 ? 0 : -1),
      y + (heading === 1 || heading === 2 ? 0 : -1),
    ];
    const [rightX, rightY] = [
      x + (heading === 0 || heading === 3 ? 0 : -1),
      y + (heading === 0 || heading === 1 ? 0 : -1),
    ];
    if (at(leftX, leftY) && at(rightX, rightY)) heading = (heading + 3) % 4;
    else if (!at(rightX, rightY)) heading = (heading + 1) % 4;
  } while ((x !== startX || y !== startY || heading !== 0) && points.length < 4 * patch.length);
  return points;
}
