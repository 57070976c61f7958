import { resolve } from 'node:path';
import type { Scene } from '@inkreel/film/board/scene.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { hashOfFile } from '../storage/hash.ts';

/**
 * The content of the recordings that lines of a film name, by their file as the document has it.
 *
 * @param base folder of the document
 * @throws FilmError `art-missing` for one that is not there
 */
export async function knowRecordings(
  scenes: readonly Scene[],
  base: string,
): Promise<ReadonlyMap<string, ContentHash>> {
  const lines = scenes.flatMap(({ shots }) => shots.flatMap((shot) => shot.lines));
  const known = new Map<string, ContentHash>();
  for (const { id, recording } of lines) {
    if (recording === undefined || known.has(recording.file)) continue;
    try {
      known.set(recording.file, await hashOfFile(resolve(base, recording.file)));
    } catch (cause) {
      const remedy = 'Correct its path, or remove "recording" to have the line spoken.';
      throw new FilmError(
        'art-missing',
        `Line "${id}" names the recording ${recording.file}, which cannot be read. ${remedy}`,
        { file: recording.file, cause },
      );
    }
  }
  return known;
}
