import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { writeAll } from '../storage/write-all.ts';
import type { PublishedFile } from './model-catalogue.ts';

export interface FetchOrder {
  readonly file: PublishedFile;
  /** Where what has come so far lies, also from an earlier run; whole when it is done. */
  readonly path: string;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that are there, and how many there will be; 0 where nobody says. */
  readonly onBytes?: ((done: number, total: number) => void) | undefined;
  /** ms before it is tried again, for each time in a row that nothing came. */
  readonly patience?: readonly number[];
}

const PATIENCE = [1000, 3000, 9000];

/**
 * Fetches a file over HTTP, going on where an earlier try broke off, and looks whether it is the one that
 * was published. What has come is kept where it breaks off, and let go where it is another file.
 *
 * @throws FilmError `unreachable` where it cannot be had; `archive-unsafe` where it is another file;
 *   `disk-full`; 'interrupted'
 */
export async function fetchFile(order: FetchOrder): Promise<void> {
  const { file, path } = order;
  const begunBefore = (await sizeOf(path)) > 0;
  await fetchWhole(order);
  let found = await sha256Of(path);
  if (found !== file.sha256 && begunBefore) {
    // What lay there was the beginning of another file: once more, from nothing.
    await rm(path, { force: true });
    await fetchWhole(order);
    found = await sha256Of(path);
  }
  if (found === file.sha256) return;
  await rm(path, { force: true });
  throw new FilmError(
    'archive-unsafe',
    `What ${file.url} gives is not the file that is expected: its SHA-256 is ${found}, not ${file.sha256}. It was thrown away. If its publisher has put a new one there, give its checksum as they state it: --url ${file.url} --sha256 HEX.`,
    { file: file.url },
  );
}

/** Until all has come, as often as something comes. */
async function fetchWhole(order: FetchOrder): Promise<void> {
  const { patience = PATIENCE, path, signal } = order;
  for (let idle = 0; ; ) {
    const before = await sizeOf(path);
    try {
      return await fetchOn(order, before);
    } catch (error) {
      if (signal?.aborted) throw new FilmError('interrupted', 'Stopped.', { cause: error });
      if (error instanceof FilmError || isOfDisk(error)) throw error;
      const now = await sizeOf(path);
      idle = now > before ? 0 : idle + 1;
      if (idle > patience.length) throw unreachable(order, now, error);
      if (idle > 0) await wait(patience[idle - 1], undefined, { signal }).catch(() => {});
    }
  }
}

/** Fetches what comes after the first bytes; from the beginning where the server cannot do so. */
async function fetchOn({ file, path, signal, onBytes }: FetchOrder, have: number): Promise<void> {
  const answer = await fetch(file.url, {
    // As it lies there: a range of what a server packs on the way is another range.
    headers: { 'accept-encoding': 'identity', ...(have > 0 && { range: `bytes=${have}-` }) },
    ...(signal && { signal }),
  });
  // Nothing comes after its last byte: it is all there, or another file's.
  if (answer.status === 416) {
    await answer.body?.cancel();
    return;
  }
  if (!answer.ok || answer.body === null) {
    await answer.body?.cancel();
    throw refused(file, answer.status);
  }
  const goesOn = answer.status === 206 && rangeFrom(answer) === have;
  if (answer.status === 206 && !goesOn) {
    await answer.body.cancel();
    await rm(path, { force: true });
    throw new Error('the server sent another part than was asked for');
  }
  let done = goesOn ? have : 0;
  const coming = Number(answer.headers.get('content-length') ?? 0);
  const total = file.bytes ?? (coming > 0 ? done + coming : 0);
  const disk = await open(path, goesOn ? 'a' : 'w');
  try {
    for await (const piece of answer.body) {
      await writeAll(disk, piece);
      done += piece.length;
      if (file.bytes !== undefined && done > file.bytes) break;
      onBytes?.(done, total);
    }
    await disk.sync();
  } finally {
    await disk.close();
  }
}

function rangeFrom(answer: Response): number | undefined {
  const from = /^bytes (\d+)-/.exec(answer.headers.get('content-range') ?? '')?.[1];
  return from === undefined ? undefined : Number(from);
}

function refused({ url }: PublishedFile, status: number): Error {
  // A server that is busy may be asked again; one that says no may not.
  if (status === 429 || status >= 500) return new Error(`the server answers ${status}`);
  return new FilmError(
    'unreachable',
    `${url} is not there: the server answers ${status}. Its publisher may have moved it: look there, and give its new place with --url and --sha256.`,
    { file: url },
  );
}

function unreachable({ file }: FetchOrder, have: number, cause: unknown): FilmError {
  const kept =
    have > 0 ? ` ${megabytes(have)} of it are kept: the same command goes on there.` : '';
  return new FilmError(
    'unreachable',
    `${file.url} cannot be reached (${reasonOf(cause)}).${kept} Look at the network, or fetch it elsewhere and unpack it into your models, as the handbook says under voices.`,
    { file: file.url, cause },
  );
}

/** What the network says, in its own short word. */
function reasonOf(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (code !== undefined) return code;
    if (at.cause === undefined) return at.message;
  }
  return String(error);
}

function isOfDisk(error: unknown): boolean {
  const { code = '', path } = error as NodeJS.ErrnoException;
  return path !== undefined || /^(ENOSPC|EDQUOT|EIO|EROFS|EACCES)$/.test(code);
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Bytes as people say them: `31 MB`. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
}
