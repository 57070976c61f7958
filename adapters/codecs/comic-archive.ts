import type { Readable } from 'node:stream';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { Limits } from './limits.ts';
import { isPassedOver, naturalOrder } from './natural-order.ts';

/** From this size on the ratio of inflated to packed bytes is looked at. */
const RATIO_FROM = 16 * 1024 ** 2;

/** An opened zip of pictures. Close it. */
export interface ComicArchive {
  /** Names of the files inside, natural order, without what an operating system left about. */
  readonly names: readonly string[];
  /** The bytes of one file; `most` stops after that many. Undefined where there is none of that name. */
  read(name: string, most?: number): Promise<Uint8Array | undefined>;
  close(): void;
}

/**
 * Opens a CBZ and looks at every name before any byte is inflated. Sizes in headers are a first hint
 * only: what comes out is counted, over all entries together.
 *
 * @param name the archive as people call it.
 * @throws FilmError 'archive-unsafe', 'art-unreadable' or 'art-too-large'
 */
export async function openComicArchive(
  path: string,
  name: string,
  limits: Limits,
): Promise<ComicArchive> {
  let zip: ZipFile;
  try {
    // Names are checked below, so that the error can say what is wrong with which.
    zip = await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false });
  } catch (cause) {
    throw damaged(name, cause);
  }
  try {
    const entries = await entriesOf(zip, name, limits);
    let inflated = 0;
    const count = (bytes: number): void => {
      inflated += bytes;
      if (inflated > limits.inflatedBytes) throw endless(name, limits);
    };
    return {
      names: [...entries.keys()].filter((entry) => !isPassedOver(entry)).sort(naturalOrder),
      read: async (entryName, most) => {
        const entry = entries.get(entryName);
        if (!entry) return undefined;
        return readEntry(zip, entry, `${name}/${entryName}`, { limits, count, most });
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function entriesOf(
  zip: ZipFile,
  name: string,
  limits: Limits,
): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw new FilmError(
      'art-too-large',
      `${name} has ${zip.entryCount} entries; at most ${limits.entries} are read. Split it into several books.`,
      { file: name },
    );
  }
  const entries = new Map<string, Entry>();
  let claimed = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const entryName = decoded(entry);
      if (isUnsafe(entryName)) {
        throw new FilmError(
          'archive-unsafe',
          `${name} has an entry called ${JSON.stringify(entryName)}, which points outside the book. Make the book again from its pictures.`,
          { file: name },
        );
      }
      if (entryName.endsWith('/')) continue;
      if (entry.isEncrypted()) {
        throw new FilmError(
          'art-unreadable',
          `${name} is protected by a password. Save it without one.`,
          { file: name },
        );
      }
      claimed += entry.uncompressedSize;
      if (claimed > limits.inflatedBytes) throw endless(name, limits);
      if (!entries.has(entryName)) entries.set(entryName, entry);
    }
  } catch (error) {
    throw error instanceof FilmError ? error : damaged(name, error);
  }
  return entries;
}

/** UTF-8 where the entry says so or its bytes are; else one character a byte, which is still a name. */
function decoded(entry: Entry): string {
  const raw = entry.fileNameRaw;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw);
  } catch {
    return raw.toString('latin1');
  }
}

function isUnsafe(entryName: string): boolean {
  return (
    entryName.includes('\\') ||
    entryName.includes('\0') ||
    entryName.startsWith('/') ||
    /^[a-z]:/i.test(entryName) ||
    entryName.split('/').includes('..')
  );
}

interface Reading {
  readonly limits: Limits;
  readonly count: (bytes: number) => void;
  readonly most: number | undefined;
}

async function readEntry(
  zip: ZipFile,
  entry: Entry,
  name: string,
  { limits, count, most = Number.POSITIVE_INFINITY }: Reading,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let stream: Readable | undefined;
  try {
    stream = await zip.openReadStreamPromise(entry);
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      length += chunk.length;
      count(chunk.length);
      const swells = length > RATIO_FROM && length > limits.inflateRatio * entry.compressedSize;
      if (swells || length > limits.fileBytes) throw endless(name, limits);
      if (length >= most) break;
    }
  } catch (error) {
    if (error instanceof FilmError) throw error;
    // More came out than the header promises.
    throw /too many bytes/.test(String(error)) ? endless(name, limits) : damaged(name, error);
  } finally {
    stream?.destroy();
  }
  const bytes = Buffer.concat(chunks);
  return length > most ? bytes.subarray(0, most) : bytes;
}

function endless(name: string, limits: Limits): FilmError {
  const mebibytes = Math.round(limits.inflatedBytes / 1024 ** 2);
  return new FilmError(
    'archive-unsafe',
    `${name} inflates far beyond what pictures need (at most ${mebibytes} MiB a book are read). Make the book again from its pictures.`,
    { file: name },
  );
}

function damaged(name: string, cause: unknown): FilmError {
  return new FilmError(
    'art-unreadable',
    `${name} is damaged or cut short and cannot be unpacked. Copy or download it again.`,
    { file: name, cause },
  );
}
