import { type Box, centreOf } from '../space/box.ts';
import type { Point } from '../space/point.ts';

/**
 * Views: what fills the frame, in pixels of the shot's picture, always at the frame's aspect (width
 * over height).
 */

/** The view of a given width around a centre. */
export function viewAt(centre: Point, width: number, aspect: number): Box {
  const height = width / aspect;
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

/** Width of the largest view inside a box. */
export function coverWidth(box: Box, aspect: number): number {
  return Math.min(box.width, box.height * aspect);
}

/** Width of the smallest view around a box. */
export function wholeWidth(box: Box, aspect: number): number {
  return Math.max(box.width, box.height * aspect);
}

/** The smallest view around a box, `air` times as wide as needed. */
export function viewAround(box: Box, aspect: number, air = 1): Box {
  return viewAt(centreOf(box), wholeWidth(box, aspect) * air, aspect);
}

/** A view moved, and where it is too large shrunk, until it lies inside a region. */
export function fitInside(view: Box, region: Box): Box {
  const aspect = view.width / view.height;
  const width = Math.min(view.width, coverWidth(region, aspect));
  const fitted = viewAt(centreOf(view), width, aspect);
  return {
    ...fitted,
    x: between(fitted.x, region.x, region.x + region.width - fitted.width),
    y: between(fitted.y, region.y, region.y + region.height - fitted.height),
  };
}

/** A view moved into a region on each axis where it is the smaller, centred where it is the larger. */
export function settle(view: Box, region: Box): Box {
  const on = (at: number, size: number, start: number, room: number): number =>
    size > room ? start + (room - size) / 2 : between(at, start, start + room - size);
  return {
    ...view,
    x: on(view.x, view.width, region.x, region.width),
    y: on(view.y, view.height, region.y, region.height),
  };
}

/** A view moved no farther than needed to hold a box; what is larger than the view is centred. */
export function holding(view: Box, box: Box): Box {
  const on = (at: number, size: number, start: number, length: number): number =>
    length > size ? start + (length - size) / 2 : between(at, start + length - size, start);
  return {
    ...view,
    x: on(view.x, view.width, box.x, box.width),
    y: on(view.y, view.height, box.y, box.height),
  };
}

/** Whether a box lies inside another, give or take `slack` pixels. */
export function holds(outer: Box, inner: Box, slack = 1e-6): boolean {
  return (
    inner.x >= outer.x - slack &&
    inner.y >= outer.y - slack &&
    inner.x + inner.width <= outer.x + outer.width + slack &&
    inner.y + inner.height <= outer.y + outer.height + slack
  );
}

/**
 * The view on the way from one to another. Its width grows by equal factors in equal progress, which
 * the eye reads as a steady zoom; every edge travels straight, so it stays wherever both ends are.
 */
export function viewBetween(from: Box, to: Box, progress: number): Box {
  const ratio = to.width / from.width;
  const share = Math.abs(ratio - 1) < 1e-6 ? progress : (ratio ** progress - 1) / (ratio - 1);
  const mix = (a: number, b: number): number => a + (b - a) * share;
  return {
    x: mix(from.x, to.x),
    y: mix(from.y, to.y),
    width: mix(from.width, to.width),
    height: mix(from.height, to.height),
  };
}

/** How far a view is from another, in frames: their way across and along, and doublings of their size. */
export function framesBetween(a: Box, b: Box): number {
  const [from, to] = [centreOf(a), centreOf(b)];
  const mean = Math.sqrt(a.width / b.width);
  return Math.hypot(
    (to.x - from.x) / b.width / mean,
    (to.y - from.y) / b.height / mean,
    Math.log2(b.width / a.width),
  );
}

/** A box made larger (or, below zero, smaller) on every side. */
export function grown(box: Box, by: number): Box {
  return {
    x: box.x - by,
    y: box.y - by,
    width: box.width + 2 * by,
    height: box.height + 2 * by,
  };
}

function between(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
