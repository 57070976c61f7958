import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import sharp from 'sharp';

/** The picture at another size, Lanczos 3, alpha respected: colour does not bleed out of what is transparent. */
export async function resize(raster: Raster, size: Size): Promise<Raster> {
  const { data, info } = await sharp(raster.data, {
    raw: { width: raster.width, height: raster.height, channels: 4 },
    limitInputPixels: false,
  })
    .resize(size.width, size.height, { fit: 'fill', kernel: 'lanczos3' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}
