import type { Raster } from '@inkreel/film/media/raster.ts';
import sharp from 'sharp';

/** Lays the picture on white: a JPEG has no alpha. @param quality 1 to 100 */
export async function encodeJpeg(raster: Raster, quality = 88): Promise<Uint8Array> {
  const { data, width, height } = raster;
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .flatten({ background: '#fff' })
    .jpeg({ quality })
    .toBuffer();
}
