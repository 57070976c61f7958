import { resolve } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { hashOfFile } from '../storage/hash.ts';

/**
 * The content of a sound file as it lies on the disk now.
 *
 * @throws FilmError `art-missing` for a file that is not there.
 */
export async function hashOfSound({ file }: MediaReference, base: string): Promise<ContentHash> {
  try {
    return await hashOfFile(resolve(base, file));
  } catch (cause) {
    throw new FilmError(
      'art-missing',
      `${file} cannot be read. Put it back where the film document names it, or correct the path there.`,
      { file, cause },
    );
  }
}
