import { convexHull } from '@inkreel/film/space/convex-hull.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';

/** A rectangle that may be turned. */
export interface SlantedRectangle {
  readonly centre: Point;
  /** Pixels along its own axes; `width` runs along `angle`. */
  readonly width: number;
  readonly height: number;
  /** Radians, clockwise on the page, from -π/4 up to π/4. */
  readonly angle: number;
}

/** The smallest rectangle around points, turned as they lie. Undefined where there are none. */
export function smallestRectangle(points: readonly Point[]): SlantedRectangle | undefined {
  const hull = convexHull(points);
  if (hull.length === 0) return undefined;
  let best: SlantedRectangle | undefined;
  for (let i = 0; i < hull.length; i++) {
    const a = hull[i]!;
    const b = hull[(i + 1) % hull.length]!;
    const angle = quarterTurn(Math.atan2(b.y - a.y, b.x - a.x));
    const turned = alongAngle(hull, angle);
    if (!best || turned.width * turned.height < best.width * best.height) best = turned;
  }
  return best;
}

/** The rectangle let out by so many pixels on every side. */
export function grown(rectangle: SlantedRectangle, by: number): SlantedRectangle {
  return { ...rectangle, width: rectangle.width + 2 * by, height: rectangle.height + 2 * by };
}

/** Its corners, clockwise from the top left. */
export function cornersOf({ centre, width, height, angle }: SlantedRectangle): Polygon {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const corner = (u: number, v: number): Point => ({
    x: centre.x + u * cos - v * sin,
    y: centre.y + u * sin + v * cos,
  });
  const w = width / 2;
  const h = height / 2;
  return [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
}

/** An angle of an edge as that of the nearer axis. */
function quarterTurn(angle: number): number {
  return angle - Math.round(angle / (Math.PI / 2)) * (Math.PI / 2);
}

/** The rectangle around points whose sides lie along an angle. */
function alongAngle(points: readonly Point[], angle: number): SlantedRectangle {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  let left = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y } of points) {
    const u = x * cos + y * sin;
    const v = -x * sin + y * cos;
    left = Math.min(left, u);
    right = Math.max(right, u);
    top = Math.min(top, v);
    bottom = Math.max(bottom, v);
  }
  const u = (left + right) / 2;
  const v = (top + bottom) / 2;
  return {
    centre: { x: u * cos - v * sin, y: u * sin + v * cos },
    width: right - left,
    height: bottom - top,
    angle,
  };
}
