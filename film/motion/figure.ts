import type { Plane, Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';

/** A figure that was seen in a picture, before its edge is worked out at full resolution. */
export interface FoundFigure {
  /** Around what the matte holds, in pixels of the picture. */
  readonly box: Box;
  /** Size of the picture; soft, 255 = surely the figure. */
  readonly matte: Plane;
  /** 0 to 1: how sure the finder is, from its own looks alone; the picture's edges are not asked. */
  readonly trust: number;
}

/** Finds who stands in a picture. The same picture always gives the same figures. */
export interface FigureFinder {
  /**
   * Most prominent first; empty where nobody stands out.
   * @param within the panel's outline in pixels of the picture: what lies outside is not looked at.
   * @param lettering outlines of the balloons drawn in it, which are nobody; looked for where missing.
   */
  find(
    raster: Raster,
    within?: Polygon,
    lettering?: readonly Polygon[],
  ): Promise<readonly FoundFigure[]>;
  /** Lets go of the weights. */
  close(): Promise<void>;
}
