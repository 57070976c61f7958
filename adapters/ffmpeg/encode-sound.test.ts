import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Container } from '@inkreel/film/delivery/container.ts';
import type { Codec, Preset } from '@inkreel/film/delivery/preset.ts';
import { SOUND_RATE, type Sound } from '@inkreel/film/media/sound.ts';
import { openLimiter } from '@inkreel/film/mix/limiter.ts';
import { truePeakOf } from '@inkreel/film/mix/true-peak.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeSegment } from './encode-segment.ts';
import { encodeSound } from './encode-sound.ts';
import { encoderFor, type Ffmpeg, findFfmpeg, packagedFfmpeg } from './find-ffmpeg.ts';
import { joinSegments } from './join-segments.ts';

const SIZE = { width: 160, height: 96 };
const FRAMES = [37, 1, 58];
const RATE = 24;
const COUNT = FRAMES.reduce((sum, count) => sum + count, 0);
const LENGTH = (COUNT * SOUND_RATE) / RATE;
/** The frame on which a click is heard and a flash is seen. */
const FLASH = 50;

const preset = (codec: Codec): Preset => ({
  aspect: '16:9',
  resolution: 720,
  rate: RATE,
  codec,
  quality: 'draft',
});

const programs: Ffmpeg[] = [];
for (const path of [packagedFfmpeg(), '/usr/bin/ffmpeg']) {
  if (path !== undefined && existsSync(path)) {
    programs.push(await findFfmpeg(undefined, { env: { FFMPEG_PATH: path } }));
  }
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-sound-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Silent but for a click from the flash on. */
function* clicking(): Generator<Sound> {
  const channel = new Float32Array(LENGTH);
  const at = (FLASH * SOUND_RATE) / RATE;
  for (let i = 0; i < 2400; i++) channel[at + i] = 0.6 * Math.sin(i * 0.3);
  for (let from = 0; from < LENGTH; from += SOUND_RATE) {
    const part = channel.slice(from, from + SOUND_RATE);
    yield { rate: SOUND_RATE, channels: [part, part] };
  }
}

async function* each<T>(values: Iterable<T>): AsyncGenerator<T> {
  yield* values;
}

async function makeFilm(ffmpeg: Ffmpeg, codec: Codec, container: Container): Promise<string> {
  const name = `${codec}-${programs.indexOf(ffmpeg)}`;
  let first = 0;
  const segments: string[] = [];
  for (const [index, count] of FRAMES.entries()) {
    const path = join(folder, `${name}-${index}.mp4`);
    const start = first;
    const paint = (frame: number, out: Uint8Array) => {
      out.fill(start + frame === FLASH ? 220 : 30, 0, SIZE.width * SIZE.height);
      out.fill(128, SIZE.width * SIZE.height);
    };
    await encodeSegment({ ffmpeg, preset: preset(codec), size: SIZE, count, paint, path });
    segments.push(path);
    first += count;
  }
  const sound = join(folder, `${name}-sound.${container}`);
  await encodeSound({ ffmpeg, container, stretches: each(clicking()), path: sound });
  const out = join(folder, `${name}.${container}`);
  const captions = '1\n00:00:01,000 --> 00:00:02,500\nIt is\nraining.\n';
  const about = { ffmpeg, preset: preset(codec), segments, frames: COUNT };
  await joinSegments({ ...about, sound, captions, path: out });
  return out;
}

/** What ffmpeg decodes a film to; whatever it has to say against it fails the test. */
function decoded(ffmpeg: Ffmpeg, path: string, args: readonly string[]): Buffer {
  const { stdout, stderr } = spawnSync(
    ffmpeg.path,
    ['-hide_banner', '-nostdin', '-v', 'warning', '-i', path, ...args, '-'],
    { maxBuffer: 256_000_000 },
  );
  expect(stderr.toString()).toBe('');
  return stdout;
}

for (const ffmpeg of programs) {
  const films = [
    ['h264', 'mp4'],
    ['vp9', 'webm'],
  ] as const;
  for (const [codec, container] of films) {
    const can = encoderFor(ffmpeg, codec) !== undefined;
    describe.skipIf(!can)(`sound in ${container} by ffmpeg ${ffmpeg.version}`, () => {
      it('is as long as the picture, and a click is heard on the frame of its flash', async () => {
        const path = await makeFilm(ffmpeg, codec, container);
        const picture = decoded(ffmpeg, path, ['-map', '0:v', '-f', 'rawvideo']);
        const size = (SIZE.width * SIZE.height * 3) / 2;
        expect(picture.length / size).toBe(COUNT);
        const greys = Array.from({ length: COUNT }, (_, frame) => picture[frame * size + 5000]!);
        expect(greys.findIndex((grey) => grey > 120)).toBe(FLASH);

        const raw = decoded(ffmpeg, path, ['-map', '0:a', '-f', 'f32le', '-ac', '1']);
        const samples = new Float32Array(raw.buffer, raw.byteOffset, raw.length >> 2);
        expect(Math.abs(samples.length - LENGTH)).toBeLessThan(SOUND_RATE / RATE);
        const heard = samples.findIndex((sample) => Math.abs(sample) > 0.2);
        const lag = heard / SOUND_RATE - FLASH / RATE;
        expect(Math.abs(lag)).toBeLessThan(0.01);
      });

      it('has its captions for players that show them', async () => {
        const path = await makeFilm(ffmpeg, codec, container);
        const text = decoded(ffmpeg, path, ['-map', '0:s', '-f', 'srt']).toString();
        // WebM moves all by the few milliseconds its sound begins late.
        expect(text).toMatch(/00:00:01,00\d --> 00:00:02,50\d/);
        expect(text.replace(/<[^>]*>/g, '')).toMatch(/\nIt is\r?\nraining\./);
      });
    });
  }
}

describe('the ceiling', () => {
  it('is low enough for what encoders add to a peak', async () => {
    const [ffmpeg] = programs;
    const limiter = openLimiter(SOUND_RATE, 2, -2);
    let seed = 1;
    const noise = Float32Array.from({ length: 3 * SOUND_RATE }, (_, i) => {
      seed = (Math.imul(seed, 1103515245) + 12345) | 0;
      return Math.sin(i * 0.05) + Math.sin(i * 0.31) + (seed >>> 8) / 0x100_0000 - 0.5;
    });
    const sound = { rate: SOUND_RATE, channels: [noise, noise] };
    const path = join(folder, 'loud.mp4');
    const stretches = each([limiter.push(sound), limiter.end()]);
    await encodeSound({ ffmpeg: ffmpeg!, container: 'mp4', stretches, path });
    const raw = decoded(ffmpeg!, path, ['-map', '0:a', '-f', 'f32le']);
    const both = new Float32Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length));
    const samples = both.filter((_, index) => index % 2 === 0);
    expect(truePeakOf({ rate: SOUND_RATE, channels: [samples] })).toBeLessThan(-1);
  });
});
