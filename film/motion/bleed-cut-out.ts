import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';

/**
 * Lets a figure that the panel's edge cuts off run on a little beyond it, so that parallax shows no
 * straight cut. It takes the colours of the plate's own continuation and fades out: at rest nothing
 * changes.
 * @param box where the cut-out lies, pixels of the picture
 * @param plate reaching beyond the picture; `plateAt` is where it lies, pixels of the picture
 * @param isArt whether a pixel of the picture's plane belongs to the panel
 * @param reach how far it runs on, pixels
 */
export function bleedCutOut(
  cutOut: Raster,
  box: Box,
  plate: Raster,
  plateAt: Box,
  isArt: (x: number, y: number) => boolean,
  reach: number,
): { readonly raster: Raster; readonly box: Box } {
  const x0 = Math.max(plateAt.x, box.x - reach);
  const y0 = Math.max(plateAt.y, box.y - reach);
  const grown: Box = {
    x: x0,
    y: y0,
    width: Math.min(plateAt.x + plateAt.width, box.x + box.width + reach) - x0,
    height: Math.min(plateAt.y + plateAt.height, box.y + box.height + reach) - y0,
  };
  const art = new Uint8Array(grown.width * grown.height);
  let whole = true;
  for (let y = 0; y < grown.height; y++) {
    for (let x = 0; x < grown.width; x++) {
      if (isArt(x + x0, y + y0)) art[y * grown.width + x] = 1;
      else whole = false;
    }
  }
  if (whole) return { raster: cutOut, box };

  const { nearest, distance } = distanceTo(grown, (i) => art[i] === 1);
  const data = new Uint8Array(grown.width * grown.height * 4);
  let used = false;
  for (let y = 0; y < grown.height; y++) {
    for (let x = 0; x < grown.width; x++) {
      const i = y * grown.width + x;
      const from = nearest[i]!;
      if (from < 0 || distance[i]! > reach) continue;
      const fx = (from % grown.width) + x0 - box.x;
      const fy = Math.floor(from / grown.width) + y0 - box.y;
      if (fx < 0 || fy < 0 || fx >= cutOut.width || fy >= cutOut.height) continue;
      const o = (fy * cutOut.width + fx) * 4;
      const opaque = cutOut.data[o + 3]!;
      if (opaque === 0) continue;
      if (art[i]) {
        data.set(cutOut.data.subarray(o, o + 4), i * 4);
        continue;
      }
      const t = 1 - distance[i]! / reach;
      const p = ((y + y0 - plateAt.y) * plate.width + x + x0 - plateAt.x) * 4;
      for (let c = 0; c < 3; c++) data[i * 4 + c] = plate.data[p + c]!;
      data[i * 4 + 3] = Math.round(opaque * Math.min(1, t * 1.6));
      used = true;
    }
  }
  if (!used) return { raster: cutOut, box };
  return { raster: { width: grown.width, height: grown.height, data }, box: grown };
}
