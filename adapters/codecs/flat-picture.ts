import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import sharp, { type Metadata, type SharpOptions } from 'sharp';
import { checkSize, type Limits } from './limits.ts';

/** What is known of a picture once it was looked at whole. */
export interface PictureFacts {
  /** After EXIF orientation. */
  readonly size: Size;
  /** Whether any pixel is less than opaque. */
  readonly hasAlpha: boolean;
}

/**
 * Decodes a PNG, JPEG, WebP, AVIF, GIF or TIFF (its first frame) from end to end, without keeping it,
 * so that one that is cut short is found out now and not in the middle of a film.
 *
 * @throws FilmError 'art-unreadable' or 'art-too-large'
 */
export async function checkFlatPicture(
  bytes: Uint8Array,
  name: string,
  limits: Limits,
): Promise<PictureFacts> {
  const metadata = await readable(name, () => opened(bytes, limits, false).metadata());
  const size = metadata.autoOrient;
  checkSize(size, name, limits);
  // One channel: the decoder passes over every pixel, memory holds a byte for each.
  const alpha = await readable(name, async () => {
    const picture = opened(bytes, limits);
    const one = metadata.hasAlpha
      ? picture.ensureAlpha().extractChannel(3)
      : picture.greyscale().toColourspace('b-w');
    const { data } = await one.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    return metadata.hasAlpha ? data : undefined;
  });
  return { size, hasAlpha: alpha?.some((value) => value < 255) ?? false };
}

/**
 * A picture in straight-alpha sRGB, 8 bits, turned upright. CMYK, greyscale, palette, 16 bits and
 * colour profiles are converted.
 *
 * @throws FilmError 'art-unreadable' or 'art-too-large'
 */
export async function decodeFlatPicture(
  bytes: Uint8Array,
  name: string,
  limits: Limits,
): Promise<Raster> {
  const metadata: Metadata = await readable(name, () => opened(bytes, limits, false).metadata());
  checkSize(metadata.autoOrient, name, limits);
  const { data, info } = await readable(name, () =>
    opened(bytes, limits)
      .autoOrient()
      .toColourspace('srgb')
      .ensureAlpha()
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  );
  if (info.channels !== 4) throw new TypeError(`${name} came with ${info.channels} channels`);
  return {
    width: info.width,
    height: info.height,
    data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  };
}

function opened(bytes: Uint8Array, limits: Limits, limited = true) {
  const options: SharpOptions = {
    failOn: 'error',
    // Reading the header allocates nothing; our own limit speaks a clearer language than sharp's.
    limitInputPixels: limited ? limits.pixels : false,
    sequentialRead: true,
  };
  return sharp(bytes, options);
}

async function readable<T>(name: string, decode: () => Promise<T>): Promise<T> {
  try {
    return await decode();
  } catch (cause) {
    throw new FilmError(
      'art-unreadable',
      `${name} is damaged or cut short and cannot be read to its end. Export it or copy it again.`,
      { file: name, cause },
    );
  }
}
