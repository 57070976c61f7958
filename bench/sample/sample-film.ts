import { spawn } from 'node:child_process';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawPictures } from '../peers/draw-pictures.ts';

const PICTURES = 6;
const CLI = new URL('../../cli/launch.js', import.meta.url).pathname;
const MOVES = ['push-in', 'pan', 'pull-out', 'truck', 'tilt', 'orbit'];

const LINES = ['The lamp is out again.', 'Who is there?', 'Nobody has been up here for years.'];

/** A film document on disk that stands for any film: five-second shots, every third one blended in. */
export interface SampleFilm {
  readonly folder: string;
  readonly document: string;
  readonly out: string;
}

/** Draws the art of the sample films, once a folder; they share it. */
export async function drawSampleArt(folder: string): Promise<readonly string[]> {
  return drawPictures(folder, PICTURES);
}

/** Writes the document of a film of about `seconds`, at 720p24; a heard one has music, and a line in each shot. */
export async function writeSampleFilm(
  folder: string,
  pictures: readonly string[],
  film: {
    readonly name: string;
    readonly seconds: number;
    readonly quality: 'draft' | 'standard';
    readonly heard?: boolean;
  },
): Promise<SampleFilm> {
  const shots = Math.max(1, Math.round(film.seconds / 5));
  const document = join(folder, `${film.name}.json`);
  await writeFile(
    document,
    JSON.stringify({
      schema: 'inkreel/film',
      // A film of version 2 is silent, and nothing in it moves by itself.
      ...(!film.heard && { version: 2 }),
      title: film.name,
      delivery: { resolution: 720, rate: 24, codec: 'h264', quality: film.quality },
      art: pictures.map((file, index) => ({ id: `p${index}`, file, kind: 'picture' })),
      scenes: [
        {
          shots: Array.from({ length: shots }, (_, index) => ({
            picture: `p${index % pictures.length}`,
            camera: MOVES[index % MOVES.length],
            length: film.seconds / shots,
            ...(index % 3 === 2 && { transition: 'crossfade' }),
            ...(film.heard && { lines: [LINES[index % LINES.length]!] }),
          })),
        },
      ],
    }),
  );
  return { folder, document, out: join(folder, `${film.name}.mp4`) };
}

/** What a render took. */
export interface RenderTook {
  /** From the start of its process to its end. */
  readonly seconds: number;
  /** The most that it and its children held at once, sampled; 0 where the system does not tell. */
  readonly peakMegabytes: number;
}

/**
 * Renders a sample film in a process of its own.
 *
 * @param watched whether its memory is watched; that takes processor time of its own, so a bench of
 * speed does without, and `peakMegabytes` is 0.
 */
export async function renderSample(film: SampleFilm, watched = false): Promise<RenderTook> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, 'render', film.document, '-o', film.out], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000);
  });
  let peak = 0;
  let watching = true;
  const watch = async () => {
    while (watching && child.pid !== undefined) {
      peak = Math.max(peak, await memoryOfTree(child.pid));
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  };
  const sampling = watched && process.platform === 'linux' ? watch() : Promise.resolve();
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const seconds = (performance.now() - started) / 1000;
  watching = false;
  await sampling;
  if (code !== 0) throw new Error(`inkreel render failed: ${said.trim()}`);
  return { seconds, peakMegabytes: peak };
}

/** Forgets a film and its encoded segments in the store, and keeps its stages. */
export async function forgetFilm({ folder, out }: SampleFilm): Promise<void> {
  const store = join(folder, '.inkreel');
  for (const name of await readdir(store, { recursive: true })) {
    if (name.endsWith('.mp4')) await rm(join(store, name));
  }
  // A film that is whole would be left where it lies.
  await rm(out);
}

/** Megabytes that a process and all below it hold now. */
async function memoryOfTree(root: number): Promise<number> {
  let kilobytes = 0;
  for (const pid of await withDescendants(root)) {
    // A process may end between being listed and being read.
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    kilobytes += Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  }
  return kilobytes / 1024;
}

async function withDescendants(pid: number): Promise<number[]> {
  const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
  const below = await Promise.all(
    threads.map(async (thread) => {
      const text = await readFile(`/proc/${pid}/task/${thread}/children`, 'utf8').catch(() => '');
      const children = text.split(' ').filter(Boolean).map(Number);
      return (await Promise.all(children.map(withDescendants))).flat();
    }),
  );
  return [pid, ...below.flat()];
}
