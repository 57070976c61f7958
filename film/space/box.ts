import type { Point } from './point.ts';
import type { Size } from './size.ts';

/** An upright rectangle: top left corner and size, pixels of the picture named beside it. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** All of a picture of that size, from (0, 0). */
export function boxOf(size: Size): Box {
  return { x: 0, y: 0, width: size.width, height: size.height };
}

/** In square pixels. */
export function areaOf(box: Box): number {
  return Math.max(0, box.width) * Math.max(0, box.height);
}

/** The middle of a box, in pixels. */
export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The smallest square around a box that shares its middle. */
export function squareAround(box: Box): Box {
  const { x, y } = centreOf(box);
  const side = Math.max(box.width, box.height);
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

/** The common part; width or height 0 where there is none. */
export function intersect(a: Box, b: Box): Box {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(0, Math.min(a.x + a.width, b.x + b.width) - x),
    height: Math.max(0, Math.min(a.y + a.height, b.y + b.height) - y),
  };
}

/** The smallest box around both. */
export function unite(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** Intersection over union, 0 to 1. */
export function overlap(a: Box, b: Box): number {
  const common = areaOf(intersect(a, b));
  const all = areaOf(a) + areaOf(b) - common;
  return all > 0 ? common / all : 0;
}
