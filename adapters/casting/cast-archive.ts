import {
  CAST_ENTRY,
  type CastFile,
  MOST_CAST_PICTURES,
  parseCastFile,
  printCastFile,
} from '@inkreel/film/document/cast-file.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import sharp from 'sharp';
import { ZipFile } from 'yazl';
import { openComicArchive } from '../codecs/comic-archive.ts';
import { checkSize, type Limits } from '../codecs/limits.ts';

/** How much of a stranger's .cast is believed. */
export const CAST_LIMITS: Limits = {
  pixels: 40_000_000,
  side: 16_000,
  entries: MOST_CAST_PICTURES + 8,
  inflatedBytes: 256 * 1024 ** 2,
  fileBytes: 64 * 1024 ** 2,
  inflateRatio: 100,
};
/** Words about somebody are short. */
const MOST_WORDS = 1024 ** 2;
/** The same member makes the same file. */
const NO_TIME = new Date(1980, 0, 1);

/** A member of a cast with its pictures, as an archive holds it. */
export interface CastArchive {
  readonly member: CastFile;
  /** PNG files, one for each of the member's references. */
  readonly pictures: readonly Uint8Array[];
}

/** Packs a member and its pictures, in the order of its references. */
export async function packCast(
  member: Omit<CastFile, 'schema' | 'version' | 'references'>,
  pictures: readonly { readonly png: Uint8Array; readonly look?: string | undefined }[],
): Promise<Uint8Array> {
  const references = pictures.map(({ look }, i) => ({
    picture: `pictures/${i + 1}.png`,
    ...(look !== undefined && { look }),
  }));
  const zip = new ZipFile();
  const add = (bytes: Uint8Array, name: string, compress: boolean) =>
    zip.addBuffer(Buffer.from(bytes), name, {
      ...{ mtime: NO_TIME, forceDosTimestamp: true, mode: 0o100644, compress },
    });
  add(Buffer.from(printCastFile({ ...member, references })), CAST_ENTRY, true);
  for (const [i, { png }] of pictures.entries()) add(png, `pictures/${i + 1}.png`, false);
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/**
 * Unpacks a .cast. Names, sizes and what comes out are checked as for a stranger's comic; every picture must be a
 * PNG that opens.
 *
 * @throws FilmError 'art-missing', 'archive-unsafe', 'art-unreadable', 'art-too-large' or 'document-invalid'
 */
export async function unpackCast(path: string, name: string): Promise<CastArchive> {
  const archive = await openComicArchive(path, name, CAST_LIMITS);
  try {
    const words = await archive.read(CAST_ENTRY, MOST_WORDS);
    if (words === undefined) {
      const remedy = 'Export one with inkreel cast export.';
      throw new FilmError(
        'document-invalid',
        `${name} is no cast: it has no ${CAST_ENTRY}. ${remedy}`,
        {
          file: name,
        },
      );
    }
    const member = parseCastFile(new TextDecoder().decode(words), name);
    const pictures: Uint8Array[] = [];
    for (const { picture } of member.references) {
      const bytes = await archive.read(picture);
      if (bytes === undefined) throw unreadable(name, `has no ${picture}, which it names.`);
      await checkPicture(bytes, `${name}/${picture}`);
      pictures.push(bytes);
    }
    return { member, pictures };
  } finally {
    archive.close();
  }
}

async function checkPicture(bytes: Uint8Array, name: string): Promise<void> {
  try {
    const open = sharp(bytes, { limitInputPixels: CAST_LIMITS.pixels, failOn: 'error' });
    const { format, width, height } = await open.metadata();
    if (format !== 'png') throw unreadable(name, 'is no PNG.');
    checkSize({ width, height }, name, CAST_LIMITS);
    await open.stats();
  } catch (error) {
    throw error instanceof FilmError ? error : unreadable(name, 'cannot be opened.', error);
  }
}

function unreadable(name: string, fact: string, cause?: unknown): FilmError {
  const remedy = 'Export it again with inkreel cast export.';
  return new FilmError('art-unreadable', `${name} ${fact} ${remedy}`, { file: name, cause });
}
