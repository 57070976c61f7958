import { join } from 'node:path';
import type { Container } from '@inkreel/film/delivery/container.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Ffmpeg } from './find-ffmpeg.ts';
import { intoPlace } from './into-place.ts';
import { interrupted, startFfmpeg } from './run-ffmpeg.ts';
import { writeJoinedMp4 } from './write-mp4.ts';

/** Segments to be made one film. */
export interface JoinRequest {
  readonly ffmpeg: Ffmpeg;
  /** Encoded segments in order, all of one preset. */
  readonly paths: readonly string[];
  readonly out: string;
  readonly container: Container;
  /** How many frames the film must have; checked where it is given. */
  readonly frames?: number;
  readonly signal?: AbortSignal;
}

/**
 * Joins segments by copying their frames: nothing is encoded again. The film appears under its name
 * whole or not at all. Sound will be laid here, under the joined picture.
 *
 * @throws FilmError `encode-failed`, `disk-full` or `interrupted`
 */
export async function joinSegments(request: JoinRequest): Promise<void> {
  const { ffmpeg, paths, out, container, frames, signal } = request;
  await intoPlace(out, async (temporary, folder) => {
    const joined = container === 'mp4' ? temporary : join(folder, 'joined.mp4');
    const written = await writeJoinedMp4(paths, joined);
    if (frames !== undefined && written !== frames) {
      throw new FilmError(
        'encode-failed',
        `The segments hold ${written} frames where the film has ${frames}. Delete the kept segments and run the command again.`,
        { file: out },
      );
    }
    if (container === 'webm') {
      const running = startFfmpeg(
        ffmpeg.path,
        [
          ...['-nostdin', '-i', joined, '-map', '0:v', '-c', 'copy', '-fflags', '+bitexact'],
          ...['-y', '-f', 'webm', temporary],
        ],
        { file: out, signal },
      );
      await running.ended;
    }
    if (signal?.aborted) throw interrupted();
  });
}
