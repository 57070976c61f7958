import type { Raster } from '@inkreel/film/media/raster.ts';
import { resampleRaster } from '@inkreel/film/media/resample.ts';
import type { Box } from '@inkreel/film/space/box.ts';

/** Where a picture is clear, and beyond its edges: red, green and blue, 0 to 255. */
export type Ground = readonly [number, number, number];

/**
 * A box of a picture as networks take it: three planes of `side` by `side`, on a ground.
 *
 * @param scaled from 0 to 255 to what the network was trained on
 */
export function planesOf(
  picture: Raster,
  box: Box,
  side: number,
  ground: Ground,
  scaled: (value: number) => number,
): Float32Array {
  const small = resampleRaster(picture, box, { width: side, height: side });
  const planes = new Float32Array(3 * side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const i = y * side + x;
      const px = box.x + ((x + 0.5) / side) * box.width;
      const py = box.y + ((y + 0.5) / side) * box.height;
      const isIn = px >= 0 && py >= 0 && px < picture.width && py < picture.height;
      const alpha = isIn ? small.data[i * 4 + 3]! / 255 : 0;
      for (let c = 0; c < 3; c++) {
        const value = small.data[i * 4 + c]! * alpha + ground[c]! * (1 - alpha);
        planes[c * side * side + i] = scaled(value);
      }
    }
  }
  return planes;
}
