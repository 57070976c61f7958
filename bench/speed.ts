import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '@inkreel/adapters/ffmpeg/find-ffmpeg.ts';
import { paintSample } from './sample/paint-sample.ts';
import { drawSampleArt, forgetFilm, renderSample, writeSampleFilm } from './sample/sample-film.ts';
import { type BenchTable, rowOf } from './table.ts';

const runProgram = promisify(execFile);

/**
 * Ink with H.264 against the encoder alone: the same frames, painted beforehand into a file, given to
 * one ffmpeg with its own choice of threads. Both are x264 veryfast crf 20 and both count the start of
 * their processes; art is read and cut out already. They take turns, and the best of each counts, so
 * that other work on the machine falls on both alike.
 */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), 'inkreel-speed-'));
  try {
    const ffmpeg = await findFfmpeg('h264');
    const seconds = 30;
    const film = await writeSampleFilm(folder, await drawSampleArt(folder), {
      ...{ name: 'film', seconds, quality: 'standard' },
    });
    await renderSample(film);
    const raw = join(folder, 'frames.yuv');
    const frames = await paintSample(film, ffmpeg, raw);

    const ours: number[] = [];
    const alone: number[] = [];
    for (let round = 0; round < (short ? 2 : 4); round++) {
      alone.push(await timeEncoder(ffmpeg.path, raw, folder));
      await forgetFilm(film);
      ours.push((await renderSample(film)).seconds);
    }
    const fps = (times: readonly number[]) => Math.round(frames / Math.min(...times));
    return {
      name: 'speed',
      rows: [
        rowOf(`encoder alone, ${frames} frames`, fps(alone), 'higher', undefined, 'fps'),
        rowOf('ink and the encoder', fps(ours), 'higher', undefined, 'fps'),
        rowOf('against the encoder alone', Math.min(...alone) / Math.min(...ours), 'higher', 0.75),
        rowOf('load of the machine meanwhile', loadavg()[0]!, 'lower'),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function timeEncoder(ffmpeg: string, raw: string, folder: string): Promise<number> {
  const started = performance.now();
  await runProgram(ffmpeg, [
    ...['-v', 'error', '-y', '-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-video_size', '1280x720'],
    ...['-framerate', '24', '-i', raw, '-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20'],
    join(folder, 'alone.mp4'),
  ]);
  return (performance.now() - started) / 1000;
}
