import { existsSync, statSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { FolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { openFolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { containerFor, containersOf } from '@inkreel/film/delivery/container.ts';
import type { Codec } from '@inkreel/film/delivery/preset.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import { storeFolder } from './store-folder.ts';

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

/** The name of a film that was not named: after something else, with the codec's usual ending. */
export function filmNamed(stem: string, codec: Codec): string {
  return `${stem}.${containersOf(codec)[0]}`;
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
  return openFolderStore(storeFolder(film, cache));
}

/** Says at once, before any work, that something cannot be written where it should go. */
export function requireFolderOf(path: string): void {
  const folder = dirname(resolve(path));
  const about = { file: path };
  if (!existsSync(folder)) {
    const fact = `There is no folder ${dirname(path)} for ${basename(path)}.`;
    throw new FilmError('usage', `${fact} Make it first, or choose another -o.`, about);
  }
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new FilmError('usage', `${path} is a folder. Choose another name with -o.`, about);
  }
}

/** All that a film is made from: its art, its recordings, its music. */
export function sourcesOf(film: Film): readonly { readonly reference: MediaReference }[] {
  const lines = film.scenes.flatMap(({ shots }) => shots.flatMap((shot) => shot.lines));
  return [
    ...film.art,
    ...lines.flatMap(({ recording }) => (recording ? [{ reference: recording }] : [])),
    ...(film.music.kind === 'track' ? [{ reference: film.music.reference }] : []),
  ];
}

/** Says that something would be written over what it is made from; links to that count as well. */
export function requireNotArt(
  paths: readonly string[],
  art: readonly { readonly reference: MediaReference }[],
  base: string,
): void {
  const files = new Map<string, string>();
  for (const { reference } of art) {
    const self = identityOf(resolve(base, reference.file));
    if (self !== undefined) files.set(self, reference.file);
  }
  for (const path of paths) {
    const file = files.get(identityOf(path) ?? '');
    if (file === undefined) continue;
    const fact = `${path} would be written over ${file}, which this film is made from.`;
    throw new FilmError('usage', `${fact} Choose another place.`, { file: path });
  }
}

/** One for all the names of a file. */
function identityOf(path: string): string | undefined {
  const facts = statSync(path, { bigint: true, throwIfNoEntry: false });
  return facts && `${facts.dev}:${facts.ino}`;
}
