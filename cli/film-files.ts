import { existsSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { FolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { openFolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { containerFor, containersOf } from '@inkreel/film/delivery/container.ts';
import type { Codec } from '@inkreel/film/delivery/preset.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/** A path without its last ending: `out/film.mp4` is `out/film`. */
export function withoutEnding(path: string): string {
  const name = basename(path).replace(/(?<=.)\.[^.]+$/, '');
  return join(dirname(path), name);
}

/** The film document that belongs to a film: `film.mp4` has `film.json` beside it. */
export function documentBeside(film: string): string {
  return `${withoutEnding(film)}.json`;
}

/** The codec that a film's name asks for; H.264 where it asks for none. */
export function codecFor(film: string | undefined, wanted: Codec | undefined): Codec {
  if (wanted !== undefined) return wanted;
  return film !== undefined && extname(film).toLowerCase() === '.webm' ? 'vp9' : 'h264';
}

/** Gives a film its ending, or says that the codec does not go with the one it has. */
export function filmPath(film: string, codec: Codec): string {
  const container = containerFor(codec, film);
  if (container === undefined) {
    const fits = containersOf(codec).map((each) => `.${each}`);
    const remedy = `Name it ${fits.join(' or ')}, or choose another --codec.`;
    throw new FilmError('usage', `${film} cannot hold ${codec}. ${remedy}`, { file: film });
  }
  return extname(film) === '' ? `${film}.${container}` : film;
}

/** Where made things are kept: the folder that was asked for, else `.inkreel` beside the film. */
export async function openStoreFor(film: string, cache: string | undefined): Promise<FolderStore> {
  return openFolderStore(resolve(cache ?? join(dirname(film), '.inkreel')));
}

/** Says at once, before any work, that a film cannot be written where it should go. */
export function requireFolderOf(film: string): void {
  const folder = dirname(resolve(film));
  if (existsSync(folder)) return;
  throw new FilmError(
    'usage',
    `There is no folder ${dirname(film)} for ${basename(film)}. Make it first, or choose another -o.`,
    { file: film },
  );
}
