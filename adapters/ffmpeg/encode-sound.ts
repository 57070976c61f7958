import type { Writable } from 'node:stream';
import type { Container } from '@inkreel/film/delivery/container.ts';
import type { Sound } from '@inkreel/film/media/sound.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import type { Ffmpeg } from './find-ffmpeg.ts';
import { intoPlace } from './into-place.ts';
import { startFfmpeg } from './run-ffmpeg.ts';

/** AAC where a film is an MP4, Opus where it is a WebM; both at 48 kHz in stereo. */
const OPTIONS: Record<Container, readonly string[]> = {
  mp4: ['-c:a', 'aac', '-b:a', '192k'],
  webm: ['-c:a', 'libopus', '-b:a', '160k'],
};

/** All that decides encoded sound beside its samples: part of the key of its step. */
export function soundEncodingKey(ffmpeg: Ffmpeg, container: Container): string {
  return [ffmpeg.version, ...OPTIONS[container]].join(' ');
}

/** Sound to be encoded, stereo at `SOUND_RATE`. */
export interface SoundRequest {
  readonly ffmpeg: Ffmpeg;
  readonly container: Container;
  readonly stretches: AsyncIterable<Sound>;
  /** Where it goes: an MP4 or a WebM without a picture. */
  readonly path: string;
  readonly signal?: AbortSignal;
}

/**
 * Encodes a film's sound as it is mixed.
 *
 * @throws FilmError `program-missing`, `encode-failed`, `disk-full` or `interrupted`
 */
export async function encodeSound(request: SoundRequest): Promise<void> {
  const { ffmpeg, container, stretches, path, signal } = request;
  await intoPlace(path, async (temporary) => {
    const args = [
      ...['-f', 'f32le', '-ar', String(SOUND_RATE), '-ac', '2', '-i', 'pipe:0', '-map', '0:a'],
      ...OPTIONS[container],
      ...['-fflags', '+bitexact', '-flags:a', '+bitexact', '-y', '-f', container, temporary],
    ];
    const running = startFfmpeg(ffmpeg.path, args, { file: path, signal });
    try {
      for await (const stretch of stretches) {
        await Promise.race([written(running.stdin, interleaved(stretch)), running.ended]);
      }
      running.stdin.end();
      await running.ended;
    } catch (error) {
      running.child.kill('SIGKILL');
      // The temporary folder must not go before ffmpeg has let go of it.
      await running.ended.catch(() => {});
      throw error;
    }
  });
}

function written(stdin: Writable, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve) => stdin.write(bytes, () => resolve()));
}

function interleaved({ channels: [left, right] }: Sound): Uint8Array {
  const both = new Float32Array(left!.length * 2);
  for (let i = 0; i < left!.length; i++) {
    both[2 * i] = left![i]!;
    both[2 * i + 1] = (right ?? left)![i]!;
  }
  return new Uint8Array(both.buffer);
}
