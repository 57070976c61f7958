import type { Raster } from '@inkreel/film/media/raster.ts';
import { encodeJpeg } from '../codecs/encode-jpeg.ts';
import { resize } from '../codecs/resize.ts';

/** Longer side of a picture that is shown, pixels. */
const SHOWN = 220;

/** A small picture for a page, on paper where it is clear: a JPEG as a data URL. */
export async function pictureUrl(picture: Raster): Promise<string> {
  const scale = Math.min(1, SHOWN / Math.max(picture.width, picture.height));
  const small = await resize(picture, {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  });
  const data = small.data.slice();
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]! / 255;
    for (let c = 0; c < 3; c++) data[i + c] = Math.round(data[i + c]! * alpha + 240 * (1 - alpha));
    data[i + 3] = 255;
  }
  const jpeg = await encodeJpeg({ ...small, data }, 82);
  return `data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}`;
}
