import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { frameSizeOf } from '@inkreel/film/delivery/frame-size.ts';
import type { Preset } from '@inkreel/film/delivery/preset.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { PainterFrame, Yuv420 } from '@inkreel/film/motion/painter.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { encoderOptions } from './encoder-options.ts';
import { encoderFor, type Ffmpeg } from './find-ffmpeg.ts';
import { intoPlace } from './into-place.ts';
import { readVideoTrack } from './read-mp4.ts';
import { startFfmpeg } from './run-ffmpeg.ts';

// biome-ignore lint/suspicious/noConfusingVoidType: a painter that never answers 'as-before' need not answer.
type Painting = 'painted' | 'as-before' | void;

/** Memory for one frame; `bytes` is asked for anew at every use. */
type Frame = Pick<PainterFrame, 'bytes'>;

/** Clock ticks of a frame in every film and segment. */
export const TICKS_A_FRAME = 512;

/** One segment to be encoded by itself. */
export interface SegmentRequest {
  readonly ffmpeg: Ffmpeg;
  readonly preset: Preset;
  /** The frame's size where it is not the preset's. */
  readonly size?: Size;
  /** Whole frames, at least one. */
  readonly count: number;
  /**
   * Paints frame `index`, from 0, into `out`. Called in order; `out` is reused for later frames. Answers
   * 'as-before', and leaves `out` alone, where the frame is the one before it.
   */
  readonly paint: (index: number, out: Yuv420) => Painting | Promise<Painting>;
  /** The two frames that are painted into in turn, where they are not to be made anew. */
  readonly frames?: readonly [Frame, Frame];
  /** Where the segment goes, as MP4 whatever the codec: only joined films leave the house. */
  readonly path: string;
  readonly signal?: AbortSignal;
  /** Called after each frame that was handed to the encoder. */
  readonly onFrame?: () => void;
}

/** All that decides an encoded segment beside its pixels: part of the key of its step. */
export function encodingKey(ffmpeg: Ffmpeg, preset: Preset): string {
  const encoder = encoderFor(ffmpeg, preset.codec) ?? 'none';
  const { width, height } = frameSizeOf(preset);
  return [
    ffmpeg.version,
    `${width}x${height}@${preset.rate}`,
    ...encoderOptions(encoder, preset),
  ].join(' ');
}

/**
 * Paints a segment and encodes it with one ffmpeg of one encoder thread. At most two frames are held:
 * one is painted while the other is taken.
 *
 * @throws FilmError `program-missing`, `encode-failed`, `disk-full` or `interrupted`; what `paint` throws
 */
export async function encodeSegment(request: SegmentRequest): Promise<void> {
  const { ffmpeg, preset, count, paint, path, signal } = request;
  const encoder = encoderFor(ffmpeg, preset.codec);
  if (encoder === undefined) {
    throw new FilmError(
      'program-missing',
      `${ffmpeg.path} cannot encode ${preset.codec.toUpperCase()}. Install ffmpeg 5.1 or later, or choose h264.`,
    );
  }
  const size = request.size ?? frameSizeOf(preset);
  const frames = request.frames ?? [newFrame(size), newFrame(size)];
  const args = [
    ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', `${size.width}x${size.height}`],
    // Nothing about raw frames is to be found out by reading ahead.
    ...['-framerate', String(preset.rate), '-probesize', '32', '-analyzeduration', '0'],
    ...['-i', 'pipe:0', '-map', '0:v'],
    ...encoderOptions(encoder, preset),
    ...['-video_track_timescale', String(preset.rate * TICKS_A_FRAME), '-movflags', '+write_colr'],
    ...['-fflags', '+bitexact'],
  ];
  await intoPlace(path, async (temporary) => {
    const running = startFfmpeg(ffmpeg.path, [...args, '-y', '-f', 'mp4', temporary], {
      file: path,
      signal,
    });
    try {
      await feed(
        running.stdin,
        { count, frames, paint, signal, ended: running.ended },
        request.onFrame,
      );
      await running.ended;
    } catch (error) {
      running.child.kill('SIGKILL');
      // The temporary folder must not go before ffmpeg has let go of it.
      await running.ended.catch(() => {});
      throw error;
    }
    const { sizes } = await readVideoTrack(temporary);
    if (sizes.length !== count) {
      throw new FilmError(
        'encode-failed',
        `ffmpeg wrote ${sizes.length} of ${count} frames. Set FFMPEG_PATH to another ffmpeg.`,
        { file: path },
      );
    }
  });
}

function newFrame(size: Size): Frame {
  return { bytes: new Uint8Array((size.width * size.height * 3) / 2) };
}

interface Feeding {
  readonly count: number;
  readonly frames: readonly [Frame, Frame];
  readonly paint: SegmentRequest['paint'];
  readonly signal: AbortSignal | undefined;
  readonly ended: Promise<void>;
}

async function feed(
  stdin: Writable,
  feeding: Feeding,
  onFrame: (() => void) | undefined,
): Promise<void> {
  const { count, paint, signal, ended } = feeding;
  let [free, frame] = feeding.frames;
  // Ends the wait for a frame to be taken when nobody is there to take it.
  const gone = ended.then(
    () => Promise.reject(new FilmError('encode-failed', 'ffmpeg ended early. Run inkreel doctor.')),
    (error: unknown) => Promise.reject(error),
  );
  gone.catch(() => {});
  let taken: Promise<void> = Promise.resolve();
  for (let index = 0; index < count; index++) {
    if (signal?.aborted) break;
    const painting = paint(index, free.bytes);
    if ((painting instanceof Promise ? await painting : painting) !== 'as-before') {
      [free, frame] = [frame, free];
    }
    // The frame before is in the pipe by now or soon: only then is the pipe given the next.
    await Promise.race([taken, gone]);
    const whole = frame.bytes;
    taken = new Promise((resolve) => stdin.write(whole, () => resolve()));
    onFrame?.();
  }
  await Promise.race([taken, gone]);
  stdin.end();
  if (!stdin.writableFinished && !stdin.destroyed) {
    await Promise.race([once(stdin, 'finish'), ended]);
  }
}
