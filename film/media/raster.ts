import type { Size } from '../space/size.ts';

/**
 * A picture in memory: 8-bit sRGB with straight (not premultiplied) alpha, 4 bytes a pixel in the
 * order R, G, B, A, rows from the top, no padding. `data.length === width * height * 4`.
 */
export interface Raster extends Size {
  readonly data: Uint8Array;
}

/**
 * One value a pixel, 0 to 255, rows from the top, no padding: a matte (255 = figure), a mask or a
 * grey picture. `data.length === width * height`.
 */
export interface Plane extends Size {
  readonly data: Uint8Array;
}

/** Transparent black, `width` x `height` pixels of four bytes. */
export function emptyRaster(width: number, height: number): Raster {
  return { width, height, data: new Uint8Array(width * height * 4) };
}

/** Zeros, `width` x `height` pixels of one byte. */
export function emptyPlane(width: number, height: number): Plane {
  return { width, height, data: new Uint8Array(width * height) };
}
