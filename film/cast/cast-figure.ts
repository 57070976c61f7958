import type { Box } from '../space/box.ts';

/** A figure on a page or in a picture, and who it is. */
export interface CastFigure {
  /** Pixels of the art. */
  readonly box: Box;
  /** Its panel: the place in the page's panels, from 0. Missing where the art has none. */
  readonly panel?: number;
  /** Cast id of who it is; missing where nobody knows. */
  readonly who?: string;
}
