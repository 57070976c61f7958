import { resolve } from 'node:path';
import { artKindOf } from '@inkreel/film/comic/art-kind.ts';
import type { FilmArt } from '@inkreel/film/document/film-document.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ArtId, MediaReference } from '@inkreel/film/media/art.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { KnownArt } from '@inkreel/film/production/plan-production.ts';
import { hashOf, hashOfFile } from '../storage/hash.ts';

/**
 * Looks at the art of a film as it lies on the disk now. The content of a part (an entry of a CBZ, a
 * page of a PDF) is known by its container's content and its name, so nothing is unpacked for it.
 *
 * @throws FilmError 'art-missing' for a file that is not there.
 */
export async function knowArt(
  art: readonly FilmArt[],
  base: string,
): Promise<ReadonlyMap<ArtId, KnownArt>> {
  const files = new Map<string, Promise<ContentHash>>();
  const hashFile = (file: string) => {
    const path = resolve(base, file);
    const known =
      files.get(path) ?? hashOfFile(path).catch((error) => Promise.reject(missing(file, error)));
    files.set(path, known);
    return known;
  };
  return new Map(
    await Promise.all(
      art.map(async ({ id, reference, kind }): Promise<[ArtId, KnownArt]> => {
        const file = await hashFile(reference.file);
        return [
          id,
          { content: contentOf(file, reference), kind: kind ?? (await kindOf(reference, base)) },
        ];
      }),
    ),
  );
}

/** What a picture is known by: its file's content, and its part where the file holds several. */
export function contentOf(file: ContentHash, { part }: MediaReference): ContentHash {
  return part === undefined ? file : hashOf(`${file} ${part}`);
}

async function kindOf(reference: MediaReference, base: string) {
  const { loadPicture } = await import('../codecs/load-picture.ts');
  const raster = await loadPicture(reference, base);
  return artKindOf(
    raster,
    raster.data.some((value, at) => at % 4 === 3 && value < 255),
  );
}

function missing(file: string, cause: unknown): FilmError {
  return new FilmError(
    'art-missing',
    `${file} cannot be read. Put it back where the film document names it, or correct the path there.`,
    { file, cause },
  );
}
