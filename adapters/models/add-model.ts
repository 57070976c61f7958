import { mkdir, readdir, rename, rm, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { type AddedModel, NOT_VOICES, readModel } from './added-model.ts';
import { lockModel } from './adding-lock.ts';
import { fetchFile, megabytes } from './fetch-file.ts';
import type { PublishedFile } from './model-catalogue.ts';
import { unpackArchive } from './unpack-archive.ts';

export interface AddOrder {
  /** Folder of the user's models; made where it is not there. */
  readonly folder: string;
  /** What it is called from now on. */
  readonly name: string;
  readonly archive: PublishedFile;
  readonly beside?: readonly PublishedFile[] | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onStep?: ((label: string, done: number, total: number) => void) | undefined;
  /** See `fetchFile`. */
  readonly patience?: readonly number[];
}

/** Where models lie until they are whole: no name of a model begins with a dot. */
const ADDING = '.adding';
/** How much room a model takes beside its archive while it is unpacked, of the archive's size. */
const UNPACKED = 2.5;

/**
 * Fetches a model, unpacks it beside its place and puts it there in one step when it is whole and all its
 * parts are there: a run that is killed leaves only what the next goes on from.
 *
 * @throws FilmError `usage` for a name that is taken or none, and while another run adds it; what
 *   `fetchFile`, `unpackArchive` and `readModel` throw; `disk-full` before anything is fetched that would
 *   not fit
 */
export async function addModel(order: AddOrder): Promise<AddedModel> {
  const { folder, name, archive, beside = [], signal, onStep, patience } = order;
  requireModelName(name);
  const place = join(folder, name);
  const work = join(folder, ADDING, name);
  const unlock = await lockModel(join(folder, ADDING), name);
  try {
    if (await isThere(place)) {
      const remedy = `Use it, or run inkreel models remove ${name} first.`;
      throw new FilmError('usage', `${place} is there already. ${remedy}`, { file: place });
    }
    await mkdir(work, { recursive: true });
    const packed = join(work, `${archive.sha256}.part`);
    await requireRoom(folder, archive, await sizeOf(packed));
    const unpacked = join(work, 'unpacked');
    await rm(unpacked, { recursive: true, force: true });
    await fetchFile({
      file: archive,
      path: packed,
      signal,
      onBytes: (done, total) => onStep?.('Fetching', done, total),
      ...(patience && { patience }),
    });
    await mkdir(unpacked);
    try {
      const whole = await sizeOf(packed);
      await unpackArchive({
        archive: packed,
        into: unpacked,
        signal,
        onBytes: (done) => onStep?.('Unpacking', done, whole),
      });
    } catch (error) {
      // An archive that is what was asked for and cannot be unpacked never will be.
      if (error instanceof FilmError && error.code === 'archive-unsafe') await rm(packed);
      throw error;
    }
    const root = await innermost(unpacked);
    for (const file of beside) {
      const path = join(root, basename(new URL(file.url).pathname));
      await fetchFile({ file, path, signal, ...(patience && { patience }) });
    }
    await requireVoice(root, packed);
    await rename(root, place);
    await rm(work, { recursive: true, force: true });
    return await readModel(place);
  } finally {
    await rm(join(work, 'unpacked'), { recursive: true, force: true });
    await unlock();
  }
}

/**
 * Takes a model away: first its name, in one step, then what it is made of.
 *
 * @throws FilmError `usage` where there is none, and while another run adds it
 */
export async function removeModel(folder: string, name: string): Promise<void> {
  requireModelName(name);
  const place = join(folder, name);
  const began = join(folder, ADDING, name);
  if (!(await isThere(place)) && !(await isThere(began))) {
    const remedy = 'inkreel models lists those that are there.';
    throw new FilmError('usage', `There is no model "${name}" in ${folder}. ${remedy}`);
  }
  const unlock = await lockModel(join(folder, ADDING), name);
  try {
    await rm(began, { recursive: true, force: true });
    if (!(await isThere(place))) return;
    await mkdir(began);
    await rename(place, join(began, 'removed'));
    await rm(began, { recursive: true, force: true });
  } finally {
    await unlock();
  }
}

/** @throws FilmError `usage` for what would be no folder of its own among the models */
export function requireModelName(name: string): void {
  if (/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(name) && !NOT_VOICES.has(name.toLowerCase())) return;
  const remedy = `Use letters, digits, dots and dashes, and neither of ${[...NOT_VOICES].join(' and ')}.`;
  throw new FilmError('usage', `"${name}" cannot be the name of a model. ${remedy}`);
}

/** An archive may be whole and hold something else. */
async function requireVoice(root: string, packed: string): Promise<void> {
  try {
    await readModel(root);
  } catch (error) {
    if (!(error instanceof FilmError)) throw error;
    await rm(packed, { force: true });
    const fact = error.message.replaceAll(root, 'it').split('. ')[0];
    throw new FilmError(
      'weights-missing',
      `The archive is whole, but ${fact}. Nothing of it was kept: take the archive of a voice for sherpa-onnx.`,
      { cause: error },
    );
  }
}

async function requireRoom(folder: string, { bytes }: PublishedFile, have: number): Promise<void> {
  if (bytes === undefined) return;
  const { bavail, bsize } = await statfs(folder);
  const needed = bytes - have + bytes * UNPACKED;
  if (bavail * bsize >= needed) return;
  throw new FilmError(
    'disk-full',
    `${megabytes(needed)} are needed in ${folder}, and ${megabytes(bavail * bsize)} are free. Free some space, or name another folder with INKREEL_MODELS.`,
    { file: folder },
  );
}

/** Archives hold one folder, and the model in that. */
async function innermost(folder: string): Promise<string> {
  const [only, ...others] = await readdir(folder, { withFileTypes: true });
  if (!only?.isDirectory() || others.length > 0) return folder;
  return innermost(join(folder, only.name));
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}
