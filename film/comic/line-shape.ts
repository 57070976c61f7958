import { median } from '../grammar/median.ts';
import type { Box } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import { boundsOf, polygonArea } from '../space/polygon.ts';
import type { LetteredLine } from './balloon.ts';

/** How a line of lettering lies on the page. */
export interface LineShape {
  readonly line: LetteredLine;
  /** Its place among the page's lines, from 0. */
  readonly at: number;
  readonly centre: Point;
  /** How tall its letters stand, in pixels: the short side of its outline. */
  readonly size: number;
  /** How long it is, in pixels. */
  readonly length: number;
  /** Whether its letters stand in a column, one under the other. */
  readonly isUpright: boolean;
  /** How far it leans from level (from upright, for a column), in degrees, 0 to 45. */
  readonly lean: number;
}

/** A line is believed to be read from this confidence on. */
const READ = 0.5;
/** A column is at least so many times as tall as it is wide; fewer letters could be either. */
const COLUMN_ASPECT = 1.6;

/** Measures a line by its four corners, or by its box where it has not four. */
export function shapeOfLine(line: LetteredLine, at: number): LineShape {
  const { box } = line;
  const centre = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  let across = box.width;
  let down = box.height;
  let lean = 0;
  const [a, b, c] = line.outline;
  if (line.outline.length === 4 && a && b && c && polygonArea(line.outline) > 0) {
    across = Math.hypot(b.x - a.x, b.y - a.y);
    down = Math.hypot(c.x - b.x, c.y - b.y);
    const long = across >= down ? { x: b.x - a.x, y: b.y - a.y } : { x: c.x - b.x, y: c.y - b.y };
    const turn = Math.abs((Math.atan2(long.y, long.x) * 180) / Math.PI) % 90;
    lean = Math.min(turn, 90 - turn);
  }
  const isUpright = box.height > COLUMN_ASPECT * box.width;
  return {
    line,
    at,
    centre,
    size: Math.max(1, Math.min(across, down)),
    length: Math.max(across, down),
    isUpright,
    lean,
  };
}

/** Whether a line is believed to be read, and says something. */
export function isReadLine({ text, confidence }: LetteredLine): boolean {
  return confidence >= READ && /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

/** How many square letters lines have room for. */
export function roomOf(lines: readonly LineShape[]): number {
  return lines.reduce((sum, { length, size }) => sum + length / size, 0);
}

/** The middle one of some sizes, each counted as often as its line has room for letters; 0 of none. */
export function usualSize(shapes: readonly LineShape[]): number {
  const weighed = shapes
    .map(({ size, length }) => ({ size, weight: length / size }))
    .sort((a, b) => a.size - b.size);
  const half = weighed.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const { size, weight } of weighed) {
    passed += weight;
    if (passed >= half) return size;
  }
  return 0;
}

/** The median; 0 of none, for a balloon may have no line. */
export function middleOf(values: readonly number[]): number {
  return median(values) ?? 0;
}

/** A box with `by` pixels added on every side. */
export function paddedBox(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** How far two boxes are apart, in pixels: 0 where they touch or overlap. */
export function gapBetween(a: Box, b: Box): number {
  const across = Math.max(a.x - b.x - b.width, b.x - a.x - a.width, 0);
  const down = Math.max(a.y - b.y - b.height, b.y - a.y - a.height, 0);
  return Math.hypot(across, down);
}

/** The box around some lines. */
export function boxOfLines(shapes: readonly LineShape[]): Box {
  return boundsOf(
    shapes.flatMap(({ line: { box } }) => [
      { x: box.x, y: box.y },
      { x: box.x + box.width, y: box.y + box.height },
    ]),
  );
}
