import type { Box } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';

/** Left to right, right to left, or top down (a vertical strip). */
export const READING_DIRECTIONS = ['ltr', 'rtl', 'ttb'] as const;
export type ReadingDirection = (typeof READING_DIRECTIONS)[number];

/** One panel of a page, pixels of the page. */
export interface Panel {
  /** The smallest upright box around the panel. */
  readonly box: Box;
  /** The panel's outline; four corners for a rectangle or a slanted panel, more where it needs them. */
  readonly polygon: Polygon;
}

/** A page whose panels were found. Its balloons are found by another step, which needs a reader. */
export interface Page {
  readonly size: Size;
  readonly direction: ReadingDirection;
  /** In reading order. Empty on a page without panels (credits, a blank). */
  readonly panels: readonly Panel[];
}
