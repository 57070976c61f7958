import { createReadStream } from 'node:fs';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { createGunzip } from 'node:zlib';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { Parser, type ReadEntry } from 'tar';
import { writeAll } from '../storage/write-all.ts';
import { bunzipFile } from './bunzip-file.ts';

/** Nothing that speaks is larger unpacked; what is would be made to fill a disk. */
const MOST_BYTES = 16 * 1024 ** 3;
const MOST_FILES = 20_000;
/** What speaks is packed to a half or a third: more than so many times its archive is none, but for a little. */
const MOST_TIMES = 100;
const LITTLE = 16 * 1024 ** 2;

export interface UnpackOrder {
  /** A `.tar.bz2`, `.tar.gz` or `.tar`, whatever it is called. */
  readonly archive: string;
  /** An empty folder; a tape of the same name with `.tar` lies beside it meanwhile. */
  readonly into: string;
  readonly signal?: AbortSignal | undefined;
  /** Bytes of the archive that were read. */
  readonly onBytes?: ((done: number) => void) | undefined;
}

/**
 * Unpacks the files of an archive, flushed to the disk. Links, devices and whatever would lie outside the
 * folder are refused, and nothing that comes after them is written.
 *
 * @throws FilmError `archive-unsafe` for such an archive, and for one that is damaged or none
 */
export async function unpackArchive(order: UnpackOrder): Promise<void> {
  const { archive, into, signal } = order;
  let failure: unknown;
  let files = 0;
  let bytes = 0;
  let work: Promise<void> = Promise.resolve();
  const fail = (error: unknown) => {
    failure ??= error;
  };
  const write = async (entry: ReadEntry): Promise<void> => {
    const place = placeOf(entry);
    if (entry.type === 'Directory') {
      await mkdir(join(into, place), { recursive: true });
      entry.resume();
      return;
    }
    bytes += entry.size;
    if (++files > MOST_FILES || bytes > MOST_BYTES) throw unsafe('holds far more than a voice');
    await mkdir(dirname(join(into, place)), { recursive: true });
    const file = await open(join(into, place), 'wx');
    try {
      for await (const piece of entry) await writeAll(file, piece);
      await file.sync();
    } finally {
      await file.close();
    }
  };
  const unsafe = (what: string) =>
    new FilmError('archive-unsafe', `The archive ${what}. Nothing of it was kept.`, {
      file: archive,
    });
  const placeOf = ({ path, type }: ReadEntry): string => {
    const place = posix.normalize(path.replaceAll('\\', '/'));
    if (place.startsWith('../') || place === '..' || /^(\/|[a-z]:)/i.test(place)) {
      throw unsafe(`would write outside its folder (${path})`);
    }
    if (type !== 'File' && type !== 'OldFile' && type !== 'Directory') {
      throw unsafe(`holds ${path}, which is no file (${type})`);
    }
    return place;
  };
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      // One after the other: the parser waits for each to be read.
      work = work
        .then(() => (failure === undefined ? write(entry) : void entry.resume()))
        .catch((error: unknown) => {
          fail(error);
          entry.resume();
        });
    },
  });
  parser.on('error', fail);
  // What comes after the end of a tape is no part of it, however long it is.
  let isOver = false;
  parser.on('eof', () => {
    isOver = true;
  });
  const ended = new Promise<void>((resolve) => {
    parser.on('end', resolve);
    parser.on('error', () => resolve());
  });
  try {
    for await (const piece of plainBytes(order)) {
      signal?.throwIfAborted();
      if (failure !== undefined || isOver) break;
      if (!parser.write(piece)) await drained(parser, () => failure !== undefined);
    }
    if (failure === undefined) {
      parser.end();
      await ended;
    }
  } catch (error) {
    fail(error);
  }
  await work;
  signal?.throwIfAborted();
  if (failure === undefined && files > 0) return;
  if (failure instanceof FilmError) throw failure;
  if (isOfDisk(failure)) throw failure;
  throw new FilmError(
    'archive-unsafe',
    `The archive is no whole .tar.bz2 or .tar.gz (${failure instanceof Error ? failure.message : 'there is no file in it'}). Nothing of it was kept.`,
    { file: archive, cause: failure },
  );
}

/** What a disk says of names that no archive should have: one twice, one in a file, one too long. */
const OF_ARCHIVE = new Set(['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

function isOfDisk(error: unknown): boolean {
  const { code, path } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === undefined || OF_ARCHIVE.has(code)) return false;
  return path !== undefined || /^(ENOSPC|EDQUOT|EIO|EFBIG)$/.test(code);
}

async function drained(parser: Parser, failed: () => boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (failed()) done();
    }, 50);
    const done = () => {
      clearInterval(look);
      parser.off('drain', done);
      resolve();
    };
    parser.on('drain', done);
  });
}

/** The tape inside the archive, piece by piece. */
async function* plainBytes({ archive, into, onBytes }: UnpackOrder): AsyncGenerator<Buffer> {
  const file = await open(archive);
  const head = Buffer.alloc(3);
  await file.read(head, 0, 3, 0);
  await file.close();
  if (head.toString('latin1') === 'BZh') {
    const tape = `${into}.tar`;
    try {
      const { size } = await stat(archive);
      const most = Math.min(MOST_BYTES, LITTLE + MOST_TIMES * size);
      bunzipFile(archive, tape, { most, onBytes });
      yield* createReadStream(tape);
    } finally {
      await rm(tape, { force: true });
    }
    return;
  }
  let read = 0;
  const source = createReadStream(archive);
  source.on('data', (piece) => {
    read += piece.length;
    onBytes?.(read);
  });
  const isGzip = head[0] === 0x1f && head[1] === 0x8b;
  if (!isGzip) return yield* source;
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  yield* source.pipe(gunzip);
}
