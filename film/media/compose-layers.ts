import type { Box } from '../space/box.ts';
import { emptyRaster, type Raster } from './raster.ts';

/** One layer of a picture, pixels of the picture. */
export interface ComposedLayer {
  readonly box: Box;
  /** Straight alpha; size of `box` rounded to whole pixels. */
  readonly raster: Raster;
  /** 0 to 1; missing: 1. */
  readonly opacity?: number;
}

/** What layers laid on one another show in a box of whole pixels: straight alpha, clear where none is. */
export function composeLayers(layers: readonly ComposedLayer[], box: Box): Raster {
  const whole = emptyRaster(box.width, box.height);
  for (const layer of layers) layOver(whole, layer, box);
  return whole;
}

function layOver(under: Raster, { box, raster, opacity = 1 }: ComposedLayer, within: Box): void {
  const [left, top] = [Math.round(box.x) - within.x, Math.round(box.y) - within.y];
  const [from, to] = [Math.max(0, -left), Math.min(raster.width, under.width - left)];
  for (let y = Math.max(0, -top); y < Math.min(raster.height, under.height - top); y++) {
    for (let x = from; x < to; x++) {
      const s = (y * raster.width + x) * 4;
      const d = ((y + top) * under.width + x + left) * 4;
      const alpha = (raster.data[s + 3]! / 255) * opacity;
      if (alpha === 0) continue;
      const below = (under.data[d + 3]! / 255) * (1 - alpha);
      const sum = alpha + below;
      for (let c = 0; c < 3; c++) {
        const mixed = raster.data[s + c]! * alpha + under.data[d + c]! * below;
        under.data[d + c] = Math.round(mixed / sum);
      }
      under.data[d + 3] = Math.round(sum * 255);
    }
  }
}
