import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';

/** A face that was found in a picture. */
export interface FoundFace {
  /** From brow to chin, pixels of the picture. */
  readonly box: Box;
  /** 0 to 1: how sure the finder is. */
  readonly trust: number;
}

/** Finds faces, drawn ones too as far as they look like faces. */
export interface FaceFinder {
  /** Surest first; none where nothing is to be trusted. */
  find(picture: Raster): Promise<readonly FoundFace[]>;
  close(): Promise<void>;
}
