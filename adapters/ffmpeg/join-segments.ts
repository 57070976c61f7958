import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { containerFor, containersOf } from '@inkreel/film/delivery/container.ts';
import type { Preset } from '@inkreel/film/delivery/preset.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { TICKS_A_FRAME } from './encode-segment.ts';
import type { Ffmpeg } from './find-ffmpeg.ts';
import { intoPlace } from './into-place.ts';
import { interrupted, startFfmpeg } from './run-ffmpeg.ts';
import { writeJoinedMp4 } from './write-mp4.ts';

/** Segments to be made one film. */
export interface JoinRequest {
  readonly ffmpeg: Ffmpeg;
  readonly preset: Pick<Preset, 'codec' | 'rate'>;
  /** Paths of the encoded segments in order, all of one preset. */
  readonly segments: readonly string[];
  /** The film's sound, encoded for the container of `path`; missing: it is silent. */
  readonly sound?: string | undefined;
  /** Captions for players that show them, as SubRip; missing: none. */
  readonly captions?: string | undefined;
  /** Where the film goes; the ending says which container, as far as the codec may live in it. */
  readonly path: string;
  /** How many frames the film must have; checked where it is given. */
  readonly frames?: number;
  readonly signal?: AbortSignal;
}

/**
 * Joins segments by copying their frames: nothing is encoded again. The film appears under its name
 * whole or not at all, its sound laid under the picture and its captions beside it.
 *
 * @throws FilmError `usage` for a name whose ending the codec may not have; `encode-failed`, `disk-full`
 * or `interrupted`
 */
export async function joinSegments(request: JoinRequest): Promise<void> {
  const { ffmpeg, preset, segments, sound, captions, path, frames, signal } = request;
  const timescale = String(preset.rate * TICKS_A_FRAME);
  const container = containerFor(preset.codec, path);
  if (container === undefined) {
    const endings = containersOf(preset.codec).map((each) => `.${each}`);
    throw new FilmError(
      'usage',
      `A film in ${preset.codec} cannot be kept in ${basename(path)}. Call it ${endings.join(' or ')}, or choose another codec.`,
      { file: path },
    );
  }
  await intoPlace(path, async (temporary, folder) => {
    const isPlain = container === 'mp4' && sound === undefined && captions === undefined;
    const joined = isPlain ? temporary : join(folder, 'joined.mp4');
    const written = await writeJoinedMp4(segments, joined);
    if (frames !== undefined && written !== frames) {
      throw new FilmError(
        'encode-failed',
        `The segments hold ${written} frames where the film has ${frames}. Delete the kept segments and run the command again.`,
        { file: path },
      );
    }
    if (!isPlain) {
      let subtitles: string | undefined;
      if (captions !== undefined) {
        subtitles = join(folder, 'captions.srt');
        await writeFile(subtitles, captions);
      }
      const inputs = [joined, sound, subtitles].filter((each) => each !== undefined);
      const running = startFfmpeg(
        ffmpeg.path,
        [
          ...['-nostdin', ...inputs.flatMap((each) => ['-i', each])],
          ...inputs.flatMap((_, index) => ['-map', String(index)]),
          ...['-c', 'copy', '-fflags', '+bitexact'],
          ...(subtitles ? ['-c:s', container === 'mp4' ? 'mov_text' : 'webvtt'] : []),
          ...(container === 'mp4'
            ? ['-movflags', '+faststart+write_colr', '-video_track_timescale', timescale]
            : []),
          ...['-y', '-f', container, temporary],
        ],
        { file: path, signal },
      );
      await running.ended;
    }
    if (signal?.aborted) throw interrupted();
  });
}
