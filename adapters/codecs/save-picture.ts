import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import sharp from 'sharp';

export async function encodePng(raster: Raster): Promise<Uint8Array> {
  return sharpOf(raster).png({ compressionLevel: 6 }).toBuffer();
}

/** Lays the picture on white: a JPEG has no alpha. @param quality 1 to 100 */
export async function encodeJpeg(raster: Raster, quality = 88): Promise<Uint8Array> {
  return sharpOf(raster).flatten({ background: '#fff' }).jpeg({ quality }).toBuffer();
}

/**
 * Writes a PNG under a name of its own and then renames it, so that nobody meets half a picture.
 *
 * @throws FilmError 'disk-full'; other file errors as Node says them.
 */
export async function savePng(raster: Raster, path: string): Promise<void> {
  const bytes = await encodePng(raster);
  const unfinished = join(dirname(path), `.${randomUUID()}.part`);
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true });
    if ((cause as { code?: string }).code === 'ENOSPC') {
      throw new FilmError('disk-full', `The disk is full: ${path} was not written. Make room.`, {
        file: path,
        cause,
      });
    }
    throw cause;
  }
}

function sharpOf({ data, width, height }: Raster) {
  return sharp(data, { raw: { width, height, channels: 4 }, limitInputPixels: false });
}
