import { resolve } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import { formatOf } from '@inkreel/film/media/format.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { openComicArchive } from './comic-archive.ts';
import { decodeFlatPicture } from './flat-picture.ts';
import { type ArtLayer, decodeComposite, decodeLayers } from './layered-picture.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { withPdfBook } from './pdf-shelf.ts';
import { checkFile, firstBytes, readBytes } from './read-bytes.ts';

export type { ArtLayer } from './layered-picture.ts';

/**
 * The pixels of one picture: straight-alpha sRGB, upright.
 *
 * @param base the folder that relative references start from.
 * @throws FilmError 'art-missing', 'art-unreadable', 'art-too-large' or 'archive-unsafe'
 */
export async function loadPicture(
  reference: MediaReference,
  base: string,
  options: { readonly limits?: Limits } = {},
): Promise<Raster> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const { file, part } = reference;
  if (part === undefined) {
    const bytes = await readBytes(resolve(base, file), file, limits);
    const format = formatOf(bytes);
    if (format === 'zip' || format === 'pdf') {
      throw new FilmError(
        'art-unreadable',
        `${file} is a book of several pictures and none of them is named. Add a "part".`,
        { file },
      );
    }
    return decodePicture(bytes, file, limits);
  }
  if (await isPdf(resolve(base, file), file, limits)) {
    return withPdfBook(resolve(base, file), file, limits, async (book) => {
      const number = Number(part);
      if (!(Number.isInteger(number) && number >= 1 && number <= book.pages)) {
        throw noPart(file, `page ${part}`, `It has ${book.pages}.`);
      }
      return book.draw(number);
    });
  }
  return decodePicture(await entryBytes(reference, base, limits), `${file}/${part}`, limits);
}

/**
 * The layers of a PSD, bottom to top; undefined for everything that is to be treated as one flat
 * picture.
 *
 * @throws FilmError as `loadPicture`
 */
export async function loadLayers(
  reference: MediaReference,
  base: string,
  options: { readonly limits?: Limits } = {},
): Promise<readonly ArtLayer[] | undefined> {
  const limits = options.limits ?? DEFAULT_LIMITS;
  const { file, part } = reference;
  const path = resolve(base, file);
  if (part === undefined) {
    if ((await headOf(path, file, limits)) !== 'psd') return undefined;
    return decodeLayers(await readBytes(path, file, limits), file, limits);
  }
  if (!/\.ps[db]$/i.test(part)) return undefined;
  const bytes = await entryBytes(reference, base, limits);
  return formatOf(bytes) === 'psd' ? decodeLayers(bytes, `${file}/${part}`, limits) : undefined;
}

/** Decodes whatever single picture these bytes are. */
async function decodePicture(bytes: Uint8Array, name: string, limits: Limits): Promise<Raster> {
  return formatOf(bytes) === 'psd'
    ? decodeComposite(bytes, name, limits)
    : decodeFlatPicture(bytes, name, limits);
}

async function entryBytes(
  { file, part = '' }: MediaReference,
  base: string,
  limits: Limits,
): Promise<Uint8Array> {
  await checkFile(resolve(base, file), file, limits);
  const archive = await openComicArchive(resolve(base, file), file, limits);
  try {
    const bytes = await archive.read(part);
    if (!bytes) throw noPart(file, part, 'Check the name of the part.');
    return bytes;
  } finally {
    archive.close();
  }
}

async function isPdf(path: string, name: string, limits: Limits): Promise<boolean> {
  return (await headOf(path, name, limits)) === 'pdf';
}

async function headOf(path: string, name: string, limits: Limits) {
  await checkFile(path, name, limits);
  return formatOf(await firstBytes(path, name));
}

function noPart(file: string, part: string, remedy: string): FilmError {
  return new FilmError('art-missing', `There is no ${part} in ${file}. ${remedy}`, { file });
}
