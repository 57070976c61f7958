import type { Raster } from '../media/raster.ts';
import type { LetteredLine } from './balloon.ts';

/** Reads lettering: the model behind it is an adapter's, the languages it knows are the model's. */
export interface Reader {
  /** Finds and reads every line of lettering in a picture, wherever it stands; in no order. */
  read(picture: Raster): Promise<readonly LetteredLine[]>;
  close(): Promise<void>;
}
