import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';

/** Something in a picture that looks alive. */
export interface SeenLiving {
  /** Pixels of the picture. */
  readonly box: Box;
  /** 0 to 1; on drawings seldom above 0.5, and 0.15 says something already. */
  readonly trust: number;
}

/** Finds people and animals. Drawn ones look less alive to it than they are: what it says is one vote among others. */
export interface LivingFinder {
  /** Surest first, several for one figure. */
  find(picture: Raster): Promise<readonly SeenLiving[]>;
  close(): Promise<void>;
}
