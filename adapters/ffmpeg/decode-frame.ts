import { execFile } from 'node:child_process';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { findFfmpeg } from './find-ffmpeg.ts';

/** A film and which of its frames are wanted. */
export interface FrameWish {
  readonly file: string;
  readonly size: Size;
  /** Frames a second. */
  readonly rate: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Decodes one frame of a film.
 *
 * @param index from the film's first frame, 0
 * @throws FilmError `art-unreadable` where the film ends before it or cannot be decoded; `program-missing`
 */
export async function decodeFrame(wish: FrameWish, index: number): Promise<Raster> {
  const { file, size, rate, signal } = wish;
  const { path } = await findFfmpeg();
  // What begins before this moment is passed over: it lies between the frame and the one before it.
  const at = Math.max(0, (index - 0.5) / rate).toFixed(5);
  const args = [
    ...['-hide_banner', '-nostats', '-nostdin', '-v', 'error', '-ss', at, '-i', file],
    ...['-frames:v', '1', '-an', '-sn', '-f', 'rawvideo', '-pix_fmt', 'rgba', 'pipe:1'],
  ];
  const bytes = await new Promise<Buffer>((resolve, reject) => {
    execFile(
      path,
      args,
      { encoding: 'buffer', maxBuffer: 128_000_000, windowsHide: true, ...(signal && { signal }) },
      (error, out) => (error === null ? resolve(out) : reject(error)),
    );
  }).catch((cause: unknown) => {
    signal?.throwIfAborted();
    const fact = `Frame ${index} of ${file} cannot be decoded.`;
    throw new FilmError('art-unreadable', `${fact} Render the film anew.`, { file, cause });
  });
  if (bytes.length !== size.width * size.height * 4) {
    const fact = `${file} has no frame ${index} of ${size.width} by ${size.height} pixels.`;
    throw new FilmError('art-unreadable', `${fact} Render the film anew.`, { file });
  }
  return { ...size, data: new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length) };
}
