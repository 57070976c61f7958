import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Stage } from './stage.ts';

/** One part of a layered picture, farthest first, pixels of the picture. */
export interface PictureLayer {
  readonly name: string;
  readonly box: Box;
  /** Straight alpha; size of `box` rounded to whole pixels. */
  readonly raster: Raster;
  /** 0 to 1; missing: 1. */
  readonly opacity?: number;
  /** False where it is hidden in the picture. */
  readonly visible?: boolean;
  /** Names of the groups it lies in, outermost first; missing: none. */
  readonly groups?: readonly string[];
}

/** A stage and the pixels of its layers by their names. */
export interface BuiltStage {
  readonly stage: Stage;
  readonly rasters: ReadonlyMap<string, Raster>;
  /** Where the art's first pixel stands on the stage; missing: at its first pixel. */
  readonly artAt?: Point;
  /** For each of the shot's own balloons the layer it moves with; missing, or undefined: the plate. */
  readonly bearers?: readonly (string | undefined)[];
}
