import type { Box } from './box.ts';
import type { Point } from './point.ts';

/** Corners in order, closed by itself, pixels of the picture named beside it. */
export type Polygon = readonly Point[];

/** The smallest upright box around the corners, in pixels. */
export function boundsOf(polygon: Polygon): Box {
  let left = Number.POSITIVE_INFINITY;
  let top = Number.POSITIVE_INFINITY;
  let right = Number.NEGATIVE_INFINITY;
  let bottom = Number.NEGATIVE_INFINITY;
  for (const { x, y } of polygon) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x);
    bottom = Math.max(bottom, y);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** The four corners of a box, clockwise from the top left. */
export function polygonOf(box: Box): Polygon {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  return [
    { x: box.x, y: box.y },
    { x: right, y: box.y },
    { x: right, y: bottom },
    { x: box.x, y: bottom },
  ];
}

/** Whether a point lies inside, by the even-odd rule. */
export function contains(polygon: Polygon, point: Point): boolean {
  let inside = false;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[i]!;
    const b = polygon[j]!;
    const crosses = a.y > point.y !== b.y > point.y;
    if (crosses && point.x < ((b.x - a.x) * (point.y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** Area in square pixels, by the shoelace rule. */
export function polygonArea(polygon: Polygon): number {
  let twice = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[i]!;
    const b = polygon[j]!;
    twice += (b.x + a.x) * (b.y - a.y);
  }
  return Math.abs(twice) / 2;
}

/** 1 where the corners go clockwise on the page, -1 where they go the other way. */
export function turnOf(polygon: Polygon): 1 | -1 {
  let twice = 0;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[j]!;
    const b = polygon[i]!;
    twice += a.x * b.y - b.x * a.y;
  }
  return twice < 0 ? -1 : 1;
}

/**
 * The polygon with every edge moved inwards by `distance` pixels. Meant for outlines with long edges, as
 * panels have; where an edge is so short that its neighbours pass it, that corner is left out.
 *
 * @example
 * insetPolygon(polygonOf({ x: 0, y: 0, width: 10, height: 10 }), 2); // (2, 2) to (8, 8)
 */
export function insetPolygon(polygon: Polygon, distance: number): Polygon {
  const count = polygon.length;
  const turn = turnOf(polygon);
  // Each edge as a point on its inner parallel and its direction.
  const edges = polygon.flatMap((a, i) => {
    const b = polygon[(i + 1) % count]!;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length < 1e-9) return [];
    const dx = (b.x - a.x) / length;
    const dy = (b.y - a.y) / length;
    return [{ x: a.x - dy * turn * distance, y: a.y + dx * turn * distance, dx, dy }];
  });
  const corners = edges.flatMap((edge, i): Point[] => {
    const next = edges[(i + 1) % edges.length]!;
    const across = edge.dx * next.dy - edge.dy * next.dx;
    // Edges that go on in one line have no corner between them.
    if (Math.abs(across) < 1e-6) return [];
    const along = ((next.x - edge.x) * next.dy - (next.y - edge.y) * next.dx) / across;
    return [{ x: edge.x + edge.dx * along, y: edge.y + edge.dy * along }];
  });
  return corners.length >= 3 ? corners : polygon;
}

/**
 * The part of a level line at `y` that lies inside, from its first to its last crossing; undefined where
 * the line passes by.
 */
export function levelSpan(
  polygon: Polygon,
  y: number,
): { readonly from: number; readonly to: number } | undefined {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (let i = 0, j = polygon.length - 1; i < polygon.length; j = i++) {
    const a = polygon[i]!;
    const b = polygon[j]!;
    if (a.y > y === b.y > y) continue;
    const x = a.x + ((y - a.y) * (b.x - a.x)) / (b.y - a.y);
    from = Math.min(from, x);
    to = Math.max(to, x);
  }
  return to > from ? { from, to } : undefined;
}
