import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { hashOfFile } from '../storage/hash.ts';
import { contentOf } from './known-art.ts';

/** Hashes of files as they were at a time, by path: many things are made from one book. */
const hashes = new Map<string, { readonly stamp: string; readonly hash: ContentHash }>();

/**
 * Says that a picture is another one now than when the key of what is made from it was taken. Kept under
 * that key, the thing would be believed ever after.
 */
export async function requireUnchanged(
  reference: MediaReference,
  base: string,
  wanted: ContentHash,
): Promise<void> {
  const path = resolve(base, reference.file);
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
  const stamp = [size, mtimeNs, ctimeNs, ino].join(' ');
  const known = hashes.get(path);
  const hash = known?.stamp === stamp ? known.hash : await hashOfFile(path);
  hashes.set(path, { stamp, hash });
  if (contentOf(hash, reference) === wanted) return;
  throw new FilmError(
    'art-unreadable',
    `${reference.file} was changed while the film was made. Run the command again.`,
    { file: reference.file },
  );
}
