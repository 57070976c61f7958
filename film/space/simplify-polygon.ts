import { distanceToSegment } from './distance-to-segment.ts';
import type { Point } from './point.ts';
import type { Polygon } from './polygon.ts';

/**
 * The polygon with fewer corners, nowhere farther from what it was than `tolerance` pixels (Douglas and
 * Peucker's way, from the two corners that lie farthest apart). One of four corners or fewer stays.
 */
export function simplifyPolygon(polygon: Polygon, tolerance: number): Polygon {
  if (polygon.length <= 4) return polygon;
  const start = farthestFrom(polygon, polygon[0]!);
  const turned = [...polygon.slice(start), ...polygon.slice(0, start)];
  const middle = farthestFrom(turned, turned[0]!);
  const kept = [
    ...simplifyChain(turned.slice(0, middle + 1), tolerance),
    ...simplifyChain([...turned.slice(middle), turned[0]!], tolerance),
  ];
  return kept.length >= 3 ? kept : polygon;
}

function farthestFrom(points: readonly Point[], from: Point): number {
  let best = 0;
  let most = -1;
  for (const [i, { x, y }] of points.entries()) {
    const distance = Math.hypot(x - from.x, y - from.y);
    if (distance <= most) continue;
    most = distance;
    best = i;
  }
  return best;
}

/** The corners of an open chain that are needed, without its last. */
function simplifyChain(chain: readonly Point[], tolerance: number): Point[] {
  const keeps = new Uint8Array(chain.length);
  keeps[0] = 1;
  // A stack rather than calls: an outline may have thousands of corners.
  const open: [number, number][] = [[0, chain.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span;
    let at = -1;
    let most = tolerance;
    for (let i = from + 1; i < to; i++) {
      const away = distanceToSegment(chain[i]!, chain[from]!, chain[to]!);
      if (away <= most) continue;
      most = away;
      at = i;
    }
    if (at < 0) continue;
    keeps[at] = 1;
    open.push([from, at], [at, to]);
  }
  return chain.filter((_, i) => keeps[i] && i < chain.length - 1);
}
