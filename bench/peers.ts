import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFfmpeg } from '@inkreel/adapters/ffmpeg/find-ffmpeg.ts';
import { drawPictures } from './peers/draw-pictures.ts';
import { timeRemotion } from './peers/remotion-film.ts';
import { timeZoompan } from './peers/zoompan-film.ts';
import type { BenchTable } from './table.ts';

const runProgram = promisify(execFile);
const PICTURES = 8;
const RATE = 24;

/**
 * The same film, a gentle push in on each of eight pictures, by Inkreel, by ffmpeg's zoompan and by
 * Remotion, one after the other in one run: 720p, 24 fps, x264 veryfast crf 20. Inkreel's time counts
 * the start of its process; its art is staged already, since the others stage nothing.
 */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const seconds = short ? 16 : 32;
  const length = (seconds * RATE) / PICTURES;
  const folder = await mkdtemp(join(tmpdir(), 'inkreel-peers-'));
  try {
    const pictures = { folder, names: await drawPictures(folder, PICTURES) };
    const ffmpeg = await findFfmpeg('h264');
    const ours = await timeInkreel(folder, pictures.names, seconds / PICTURES);
    const plain = await timeZoompan(ffmpeg.path, pictures, length, 1, join(folder, 'zoompan.mp4'));
    const smooth = await timeZoompan(
      ffmpeg.path,
      pictures,
      length,
      4,
      join(folder, 'zoompan4.mp4'),
    );
    const chromium = [
      '/usr/bin/chromium',
      '/usr/bin/google-chrome',
      process.env.CHROMIUM ?? '',
    ].find((path) => path !== '' && existsSync(path));
    const remotion = chromium
      ? await timeRemotion(await folderIn(folder, 'remotion'), pictures, length, chromium)
      : { missing: 'no Chromium (set CHROMIUM to one)' };
    const times = (peer: number) => Math.round((peer / ours) * 100) / 100;
    const rows: BenchTable['rows'] = [
      {
        what: `inkreel, ${seconds} s of film`,
        figure: ours.toFixed(1),
        unit: 's',
        better: 'lower',
        pass: true,
      },
      row('faster than zoompan, plain (it jitters)', times(plain), 2.5),
      row('faster than zoompan, 4x supersampled', times(smooth), 2.5),
      ...(typeof remotion === 'number'
        ? [row('faster than Remotion, 2 at once', times(remotion), 8)]
        : []),
    ];
    return {
      name: 'peers',
      rows,
      ...(typeof remotion === 'number' ? {} : { missing: `Remotion: ${remotion.missing}` }),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function row(what: string, figure: number, floor: number): BenchTable['rows'][number] {
  return { what, figure, floor, unit: 'x', better: 'higher', pass: figure >= floor };
}

async function folderIn(folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  return path;
}

/** Seconds for the whole process, segments anew, stages kept from a first run at another length. */
async function timeInkreel(
  folder: string,
  names: readonly string[],
  seconds: number,
): Promise<number> {
  const cli = new URL('../cli/launch.js', import.meta.url).pathname;
  const film = (length: number) => ({
    schema: 'inkreel/film',
    version: 2,
    title: 'Peers',
    delivery: { resolution: 720, rate: RATE, codec: 'h264', quality: 'standard' },
    art: names.map((file, index) => ({ id: `p${index}`, file, kind: 'picture' })),
    scenes: [
      {
        shots: names.map((_, index) => ({
          picture: `p${index}`,
          camera: 'push-in',
          depth: 'flat',
          length,
        })),
      },
    ],
  });
  const render = async (length: number): Promise<number> => {
    const file = join(folder, 'film.json');
    await writeFile(file, JSON.stringify(film(length)));
    const started = performance.now();
    await runProgram(process.execPath, [cli, 'render', file, '-o', join(folder, 'ours.mp4')]);
    return (performance.now() - started) / 1000;
  };
  await render(0.5);
  return render(seconds);
}
