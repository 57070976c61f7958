import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The film of the bench by ffmpeg's own zoompan: one push in a picture, joined by the concat filter.
 *
 * @param supersample zoompan steps by whole pixels, which is seen as jitter; 4 hides it, 1 does not.
 * @returns seconds, process start included.
 */
export async function timeZoompan(
  ffmpeg: string,
  pictures: { readonly folder: string; readonly names: readonly string[] },
  length: number,
  supersample: 1 | 4,
  out: string,
): Promise<number> {
  const { names, folder } = pictures;
  const width = 1280 * supersample;
  const chains = names.map(
    (_, index) =>
      `[${index}:v]scale=${width}:-2,zoompan=z='1+0.06*on/${length}':x='iw/2-iw/zoom/2':y='ih/2-ih/zoom/2':d=${length}:s=1280x720:fps=24[s${index}]`,
  );
  const joined = `${names.map((_, index) => `[s${index}]`).join('')}concat=n=${names.length}:v=1[film]`;
  const started = performance.now();
  await run(ffmpeg, [
    ...['-v', 'error', '-y'],
    ...names.flatMap((name) => ['-i', join(folder, name)]),
    ...['-filter_complex', [...chains, joined].join(';'), '-map', '[film]'],
    ...['-c:v', 'libx264', '-preset', 'veryfast', '-crf', '20', '-pix_fmt', 'yuv420p', out],
  ]);
  return (performance.now() - started) / 1000;
}
