import type { Raster } from '@inkreel/film/media/raster.ts';
import sharp from 'sharp';

/** The picture as it is, alpha and all; packed quickly, since it is read back soon. */
export async function encodePng({ data, width, height }: Raster): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false })
    .png({ compressionLevel: 3 })
    .toBuffer();
}
