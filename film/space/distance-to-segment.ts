import type { Point } from './point.ts';
import type { Polygon } from './polygon.ts';

/** How far a point is from the straight way between two others, in their unit. */
export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const along = length > 0 ? ((point.x - a.x) * dx + (point.y - a.y) * dy) / length : 0;
  const t = Math.max(0, Math.min(1, along));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}

/** How far a point is from a polygon's edge, from within or without. */
export function distanceToEdge(polygon: Polygon, point: Point): number {
  return polygon.reduce(
    (least, corner, i) =>
      Math.min(least, distanceToSegment(point, corner, polygon[(i + 1) % polygon.length]!)),
    Number.POSITIVE_INFINITY,
  );
}
