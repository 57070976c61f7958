import type { Point } from '../space/point.ts';
import type { Polygon } from '../space/polygon.ts';

/**
 * A near-level or near-upright straight line: `at` where it meets the other axis at 0, plus `slope`
 * for each pixel along it. A level line is y = at + slope * x, an upright one x = at + slope * y.
 */
export interface Edge {
  readonly at: number;
  readonly slope: number;
  /** Whether a drawn line, the frame of both neighbours, runs along it. */
  readonly isRuled?: boolean;
}

/** A four-sided part of the page, between two near-level and two near-upright edges. */
export interface Region {
  readonly top: Edge;
  readonly bottom: Edge;
  readonly left: Edge;
  readonly right: Edge;
}

/** All of a page, in pixels. */
export function regionOf(width: number, height: number): Region {
  return {
    top: { at: 0, slope: 0 },
    bottom: { at: height, slope: 0 },
    left: { at: 0, slope: 0 },
    right: { at: width, slope: 0 },
  };
}

/** The region with rows and columns exchanged. */
export function transposeRegion({ top, bottom, left, right }: Region): Region {
  return { top: left, bottom: right, left: top, right: bottom };
}

/** Where an edge is at the distance `t` along it, in pixels. */
export function along(edge: Edge, t: number): number {
  return edge.at + edge.slope * t;
}

/** Where a level edge meets an upright one. */
export function meet(level: Edge, upright: Edge): Point {
  const y = (level.at + level.slope * upright.at) / (1 - level.slope * upright.slope);
  return { x: along(upright, y), y };
}

/** The four corners, clockwise from the top left. */
export function cornersOf(region: Region): Polygon {
  return [
    meet(region.top, region.left),
    meet(region.top, region.right),
    meet(region.bottom, region.right),
    meet(region.bottom, region.left),
  ];
}
