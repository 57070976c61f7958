import { stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';
import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { FORMAT_BYTES, formatOf, isText } from '@inkreel/film/media/format.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { hashOf } from '../storage/hash.ts';
import { type ComicArchive, openComicArchive } from './comic-archive.ts';
import { type FoundFile, findFiles } from './find-files.ts';
import { checkFlatPicture, type PictureFacts } from './flat-picture.ts';
import { decodeComposite } from './layered-picture.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { promisesArt } from './natural-order.ts';
import { openPdfBook } from './pdf-book.ts';
import { checkFile, fileError, firstBytes, readBytes } from './read-bytes.ts';

/** One picture that was let in: read once from end to end and found whole, not kept in memory. */
export interface OpenedPicture {
  /** For people: "book.cbz/003.png", "book.pdf page 3". */
  readonly name: string;
  readonly reference: MediaReference;
  /** Of the encoded bytes; of the pixels for a page of a PDF. */
  readonly hash: ContentHash;
  /** After EXIF orientation. */
  readonly size: Size;
  /** Really less than opaque somewhere. */
  readonly hasAlpha: boolean;
  /** The input it came from where that holds several, so that siblings can agree on a direction. */
  readonly container?: string;
  /** Where the book itself says it. */
  readonly direction?: ReadingDirection;
}

export interface OpenedInputs {
  readonly pictures: readonly OpenedPicture[];
  readonly refused: readonly FilmError[];
}

export interface OpenOptions {
  /** The folder references are written relative to. */
  readonly base: string;
  readonly limits?: Limits;
  readonly signal?: AbortSignal;
}

/** A manga says so in ComicInfo.xml, a page or two long. */
const COMIC_INFO = /(^|\/)ComicInfo\.xml$/i;
const COMIC_INFO_BYTES = 1024 ** 2;

interface Opening {
  readonly base: string;
  readonly limits: Limits;
  readonly signal: AbortSignal | undefined;
  readonly pictures: OpenedPicture[];
  readonly refused: FilmError[];
}

/**
 * Opens pictures, books and folders of them, in the order given and in natural order inside. What a
 * file is, its content decides. What cannot be used is in `refused`, one error each; only an abort is
 * thrown.
 */
export async function openInputs(
  inputs: readonly string[],
  options: OpenOptions,
): Promise<OpenedInputs> {
  const opening: Opening = {
    base: options.base,
    limits: options.limits ?? DEFAULT_LIMITS,
    signal: options.signal,
    pictures: [],
    refused: [],
  };
  for (const input of inputs) {
    await refusing(opening, () => openInput(input, opening));
  }
  return { pictures: opening.pictures, refused: opening.refused };
}

async function openInput(input: string, opening: Opening): Promise<void> {
  const path = resolve(input);
  const facts = await stat(path).catch((cause) => {
    throw fileError(cause, input);
  });
  if (!facts.isDirectory()) {
    await openFile({ path, name: input }, opening, undefined, true);
    return;
  }
  const { files, refused } = await findFiles(path, input, opening.limits);
  const before = opening.pictures.length + opening.refused.length;
  opening.refused.push(...refused);
  for (const file of files) {
    await refusing(opening, () => openFile(file, opening, input, promisesArt(file.name)));
  }
  if (opening.pictures.length + opening.refused.length > before) return;
  throw new FilmError(
    'art-missing',
    `${input} holds no art. Name a folder with PNG, JPEG, WebP, AVIF, PSD, CBZ or PDF files in it.`,
    { file: input },
  );
}

/** @param isArt whether to complain where it is none; other files of a folder are passed over. */
async function openFile(
  { path, name }: FoundFile,
  opening: Opening,
  container: string | undefined,
  isArt: boolean,
): Promise<void> {
  const head = await firstBytes(path, name);
  const format = formatOf(head);
  if (format === undefined && !isArt) return;
  await checkFile(path, name, opening.limits);
  if (format === undefined) throw notArt(name, head);
  if (format === 'zip') {
    await openArchive({ path, name }, opening, isArt);
    return;
  }
  const bytes = await readBytes(path, name, opening.limits);
  if (format === 'pdf') {
    await openPdf({ path, name }, bytes, opening);
    return;
  }
  opening.pictures.push({
    name,
    reference: { file: fileOf(path, opening.base) },
    hash: hashOf(bytes),
    ...(await factsOf(bytes, name, opening.limits)),
    ...(container === undefined ? {} : { container }),
  });
}

async function openArchive(
  { path, name }: FoundFile,
  opening: Opening,
  isArt: boolean,
): Promise<void> {
  const archive = await openComicArchive(path, name, opening.limits);
  // Pages found before the book turns out unsafe are not used either.
  const found: Opening = { ...opening, pictures: [], refused: [] };
  try {
    const direction = await directionOf(archive);
    for (const part of archive.names) {
      await refusing(
        found,
        async () => {
          const called = `${name}/${part}`;
          const promised = promisesArt(part);
          let bytes = await archive.read(part, promised ? undefined : FORMAT_BYTES);
          const format = bytes && formatOf(bytes);
          const isPicture = format !== undefined && format !== 'zip' && format !== 'pdf';
          if (!bytes || (!promised && !isPicture)) return;
          if (bytes.length === 0) throw notArt(called, bytes);
          if (!isPicture) throw notArt(called, bytes.subarray(0, FORMAT_BYTES));
          if (!promised) bytes = (await archive.read(part)) ?? bytes;
          found.pictures.push({
            name: called,
            reference: { file: fileOf(path, opening.base), part },
            hash: hashOf(bytes),
            ...(await factsOf(bytes, called, opening.limits)),
            container: name,
            ...(direction && { direction }),
          });
        },
        (error) => error.code === 'archive-unsafe',
      );
    }
  } finally {
    archive.close();
  }
  opening.pictures.push(...found.pictures);
  opening.refused.push(...found.refused);
  if (found.pictures.length + found.refused.length > 0 || !isArt) return;
  throw new FilmError('art-missing', `${name} holds no pictures. Make the book again from them.`, {
    file: name,
  });
}

async function directionOf(archive: ComicArchive): Promise<ReadingDirection | undefined> {
  const info = archive.names.find((part) => COMIC_INFO.test(part));
  const bytes = info === undefined ? undefined : await archive.read(info, COMIC_INFO_BYTES);
  const isRightToLeft = /<Manga>\s*YesAndRightToLeft\s*<\/Manga>/i;
  return bytes && isRightToLeft.test(new TextDecoder().decode(bytes)) ? 'rtl' : undefined;
}

async function openPdf(
  { path, name }: FoundFile,
  bytes: Uint8Array,
  opening: Opening,
): Promise<void> {
  const book = await openPdfBook(bytes, name, opening.limits);
  try {
    for (let number = 1; number <= book.pages; number++) {
      await refusing(opening, async () => {
        const { data, width, height } = await book.draw(number);
        opening.pictures.push({
          name: `${name} page ${number}`,
          reference: { file: fileOf(path, opening.base), part: String(number) },
          hash: hashOf(data),
          size: { width, height },
          hasAlpha: false,
          container: name,
        });
      });
    }
  } finally {
    book.close();
  }
}

async function factsOf(bytes: Uint8Array, name: string, limits: Limits): Promise<PictureFacts> {
  if (formatOf(bytes) !== 'psd') return checkFlatPicture(bytes, name, limits);
  const { data, width, height } = decodeComposite(bytes, name, limits);
  let hasAlpha = false;
  for (let at = 3; at < data.length && !hasAlpha; at += 4) hasAlpha = data[at]! < 255;
  return { size: { width, height }, hasAlpha };
}

/** Notes what cannot be used and goes on, unless the error condemns all the rest as well. */
async function refusing(
  opening: Opening,
  open: () => Promise<void>,
  condemns: (error: FilmError) => boolean = () => false,
): Promise<void> {
  opening.signal?.throwIfAborted();
  try {
    await open();
  } catch (error) {
    if (!(error instanceof FilmError) || condemns(error)) throw error;
    opening.refused.push(error);
  }
}

function notArt(name: string, head: Uint8Array): FilmError {
  const fact =
    head.length === 0
      ? 'is empty (0 bytes)'
      : isText(head)
        ? 'is a text file, whatever its name says'
        : 'is in no format that is read here';
  const remedy = 'Give a PNG, JPEG, WebP, AVIF, PSD, CBZ or PDF.';
  return new FilmError('art-unreadable', `${name} ${fact}. ${remedy}`, { file: name });
}

function fileOf(path: string, base: string): string {
  return relative(base, path).replaceAll(sep, '/');
}
