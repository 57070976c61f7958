import type { Raster } from '../media/raster.ts';
import { layOver } from './cut-out.ts';
import type { Stage } from './stage.ts';

/** What a stage shows at rest, eyes open, mouths as drawn and balloons there, in the pixels of the shot's picture. */
export function stagePicture(stage: Stage, rasters: ReadonlyMap<string, Raster>): Raster {
  const { width, height } = stage.size;
  const out: Raster = { width, height, data: new Uint8Array(width * height * 4) };
  for (const layer of stage.layers) {
    if (layer.role === 'lid' || layer.role === 'mouth') continue;
    const raster = rasters.get(layer.name);
    if (!raster) throw new RangeError(`The stage's layer ${layer.name} has no raster.`);
    layOver(out, raster, { ...layer.box, x: Math.round(layer.box.x), y: Math.round(layer.box.y) });
  }
  return out;
}
