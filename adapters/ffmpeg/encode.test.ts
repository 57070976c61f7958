import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { containersOf } from '@inkreel/film/delivery/container.ts';
import type { Codec, Preset } from '@inkreel/film/delivery/preset.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeFrame } from './decode-frame.ts';
import { encodeSegment, encodingKey } from './encode-segment.ts';
import { encoderFor, type Ffmpeg, findFfmpeg, packagedFfmpeg } from './find-ffmpeg.ts';
import { joinSegments } from './join-segments.ts';
import { boxesIn, readVideoTrack } from './read-mp4.ts';
import { sideBySide } from './side-by-side.ts';

const SIZE = { width: 160, height: 96 };
const FRAME = SIZE.width * SIZE.height;
const preset = (codec: Codec): Preset => ({
  aspect: '16:9',
  resolution: 720,
  rate: 24,
  codec,
  quality: 'draft',
});

/** The programs at hand: the one inside the npm package, and the machine's own where it has one. */
const programs: Ffmpeg[] = [];
for (const path of [packagedFfmpeg(), '/usr/bin/ffmpeg']) {
  if (path !== undefined && existsSync(path)) {
    programs.push(await findFfmpeg(undefined, { env: { FFMPEG_PATH: path } }));
  }
}

/** Frame `number` has one grey for its whole picture, so that it can be known again. */
const greyOf = (number: number) => 40 + number * 3;
function paintNumber(number: number, out: Uint8Array): void {
  out.fill(greyOf(number), 0, FRAME);
  out.fill(110, FRAME, (FRAME * 5) / 4);
  out.fill(140, (FRAME * 5) / 4);
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-encode-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Encodes segments of the given lengths whose frames are numbered through, and joins them. */
async function makeFilm(ffmpeg: Ffmpeg, codec: Codec, lengths: readonly number[], out: string) {
  const starts = lengths.map((_, index) =>
    lengths.slice(0, index).reduce((sum, length) => sum + length, 0),
  );
  const paths = await sideBySide(lengths, async (count, signal, index) => {
    const path = join(folder, `${codec}-${programs.indexOf(ffmpeg)}-${index}.mp4`);
    const paint = (frame: number, yuv: Uint8Array) => paintNumber(starts[index]! + frame, yuv);
    await encodeSegment({ ffmpeg, preset: preset(codec), size: SIZE, count, paint, path, signal });
    return path;
  });
  await joinSegments({
    ffmpeg,
    preset: preset(codec),
    segments: paths,
    path: out,
    frames: lengths.reduce((sum, length) => sum + length, 0),
  });
}

/** Runs ffmpeg over a film; whatever it has to say against it fails the test. */
function play(ffmpeg: Ffmpeg, path: string, args: readonly string[]): Buffer {
  const { stdout, stderr } = spawnSync(
    ffmpeg.path,
    ['-hide_banner', '-nostdin', '-v', 'warning', '-i', path, ...args, '-'],
    { maxBuffer: 64_000_000 },
  );
  expect(stderr.toString()).toBe('');
  return stdout;
}

/** The grey in the middle of every frame, in the order in which they are shown. */
function playedGreys(ffmpeg: Ffmpeg, path: string): number[] {
  const raw = play(ffmpeg, path, ['-f', 'rawvideo', '-pix_fmt', 'yuv420p']);
  const bytes = (FRAME * 3) / 2;
  return Array.from(
    { length: raw.length / bytes },
    (_, frame) => raw[frame * bytes + FRAME / 2 + SIZE.width / 2]!,
  );
}

/** When each frame is shown, in seconds, sorted. */
function stamps(ffmpeg: Ffmpeg, path: string): number[] {
  const text = play(ffmpeg, path, ['-c', 'copy', '-f', 'framecrc']).toString();
  const rate = /#tb 0: 1\/(\d+)/.exec(text)!;
  return text
    .split('\n')
    .filter((line) => /^0,/.test(line))
    .map((line) => Number(line.split(',')[2]) / Number(rate[1]))
    .sort((a, b) => a - b);
}

// Blends can be as short as one frame, and encoders set the clocks of such segments differently.
const LENGTHS = [20, 1, 2, 3, 7, 1, 26];
const TOTAL = LENGTHS.reduce((sum, length) => sum + length, 0);

it('decodes the one frame that is asked for', async () => {
  const ffmpeg = await findFfmpeg('h264');
  const file = join(folder, 'numbered.mp4');
  await makeFilm(ffmpeg, 'h264', LENGTHS, file);
  for (const index of [0, 1, 19, 20, 33, TOTAL - 1]) {
    const { width, height, data } = await decodeFrame({ file, size: SIZE, rate: 24 }, index);
    // From the video's own range of greys, 16 to 235, to that of pictures.
    const grey = ((greyOf(index) - 16) * 255) / 219;
    const green = data[((height / 2) * width + width / 2) * 4 + 1]!;
    const drawn = grey - 0.19 * (110 - 128) * 1.14 - 0.53 * (140 - 128);
    expect(Math.abs(green - drawn)).toBeLessThan(3);
  }
  const beyond = decodeFrame({ file, size: SIZE, rate: 24 }, TOTAL + 5);
  await expect(beyond).rejects.toMatchObject({ code: 'art-unreadable' });
});

for (const ffmpeg of programs) {
  for (const codec of ['h264', 'vp9', 'av1'] as const) {
    const can = encoderFor(ffmpeg, codec) !== undefined;
    describe.skipIf(!can)(`${codec} by ffmpeg ${ffmpeg.version}`, () => {
      it('joins segments frame by frame, each exactly in its time', async () => {
        const out = join(folder, `${codec}-${programs.indexOf(ffmpeg)}.${containersOf(codec)[0]}`);
        await makeFilm(ffmpeg, codec, LENGTHS, out);
        const greys = playedGreys(ffmpeg, out);
        expect(greys).toHaveLength(TOTAL);
        greys.forEach((grey, number) => {
          expect(Math.abs(grey - greyOf(number))).toBeLessThanOrEqual(2);
        });
        const times = stamps(ffmpeg, out);
        expect(times).toHaveLength(TOTAL);
        // WebM counts in milliseconds.
        const tolerance = codec === 'h264' ? 1e-9 : 0.0006;
        times.forEach((time, number) => {
          expect(Math.abs(time - number / 24)).toBeLessThanOrEqual(tolerance);
        });
      });
    });
  }

  describe(`a joined MP4 by ffmpeg ${ffmpeg.version}`, () => {
    it('has its index first, its tags, and steady decoding times', async () => {
      const out = join(folder, `tagged-${programs.indexOf(ffmpeg)}.mp4`);
      await makeFilm(ffmpeg, 'h264', [10, 1, 30], out);
      const boxes = boxesIn(await readFile(out));
      expect(boxes.map((box) => box.name)).toEqual(['ftyp', 'moov', 'mdat']);
      const track = await readVideoTrack(out);
      expect(track).toMatchObject({ timescale: 24 * 512, ticksPerFrame: 512, ...SIZE });
      expect(track.sync[0]).toBe(1);
      expect(track.sync[10]).toBe(1);
      expect(track.sync[11]).toBe(1);
      // colr: primaries, transfer and matrix 1 are BT.709; the last bit is full range.
      const colour = track.description.indexOf('colrnclx');
      expect([...track.description.subarray(colour + 8, colour + 15)]).toEqual([
        0, 1, 0, 1, 0, 1, 0,
      ]);
      play(ffmpeg, out, ['-f', 'null']);
    });
  });
}

describe('encodeSegment', () => {
  const [ffmpeg] = programs;
  if (ffmpeg === undefined) throw new Error('No ffmpeg is here. Run npm ci.');
  const request = (path: string) => ({
    ffmpeg,
    preset: preset('h264'),
    size: SIZE,
    count: 12,
    paint: paintNumber,
    path,
  });

  async function fake(name: string, script: string): Promise<Ffmpeg> {
    const path = join(folder, name);
    await writeFile(path, `#!/bin/sh\n${script}\n`);
    await chmod(path, 0o755);
    return { ...ffmpeg!, path };
  }

  it('makes the same bytes twice', async () => {
    const [one, two] = [join(folder, 'same1.mp4'), join(folder, 'same2.mp4')];
    await encodeSegment(request(one));
    await encodeSegment(request(two));
    expect(await readFile(one)).toEqual(await readFile(two));
  });

  it('stops within a second when it is called off, and leaves nothing', async () => {
    const inside = await mkdtemp(join(folder, 'abort-'));
    const abort = new AbortController();
    const endless = {
      ...request(join(inside, 'a.mp4')),
      count: 1_000_000,
      signal: abort.signal,
      paint: (frame: number, out: Uint8Array) => {
        if (frame === 30) abort.abort();
        paintNumber(frame % 60, out);
      },
    };
    await expect(encodeSegment(endless)).rejects.toMatchObject({ code: 'interrupted' });
    expect(await readdir(inside)).toEqual([]);
  });

  it('passes on what the painter throws, and leaves nothing', async () => {
    const inside = await mkdtemp(join(folder, 'paint-'));
    const paint = () => {
      throw new RangeError('no such picture');
    };
    const broken = encodeSegment({ ...request(join(inside, 'a.mp4')), paint });
    await expect(broken).rejects.toThrow('no such picture');
    expect(await readdir(inside)).toEqual([]);
  });

  it('tells a full disk, even by a program that ends as if all were well', async () => {
    const inside = await mkdtemp(join(folder, 'full-'));
    const full = await fake(
      'full',
      'cat >/dev/null; echo "av_write_trailer: No space left on device" >&2; exit 0',
    );
    const failing = encodeSegment({ ...request(join(inside, 'a.mp4')), ffmpeg: full });
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(inside)).toEqual([]);
  });

  it('tells why ffmpeg fell over, though it never read a frame', async () => {
    const crash = await fake('crash', 'echo first >&2; echo "Unknown encoder" >&2; exit 3');
    const failing = encodeSegment({ ...request(join(folder, 'never.mp4')), ffmpeg: crash });
    await expect(failing).rejects.toMatchObject({
      code: 'encode-failed',
      message: expect.stringContaining('Unknown encoder'),
    });
    const early = await fake('early', 'exit 0');
    await expect(
      encodeSegment({ ...request(join(folder, 'never.mp4')), ffmpeg: early }),
    ).rejects.toMatchObject({ code: 'encode-failed' });
    expect(existsSync(join(folder, 'never.mp4'))).toBe(false);
  });

  it('has a key that tells presets and programs apart', () => {
    const key = encodingKey(ffmpeg, preset('h264'));
    expect(encodingKey(ffmpeg, { ...preset('h264'), quality: 'master' })).not.toBe(key);
    expect(encodingKey({ ...ffmpeg, version: '9' }, preset('h264'))).not.toBe(key);
    expect(encodingKey(ffmpeg, { ...preset('h264'), aspect: '1:1' })).not.toBe(key);
  });
});

describe('joinSegments', () => {
  const ffmpeg = programs[0]!;

  it('refuses what is cut off, what differs, and a wrong number of frames', async () => {
    const inside = await mkdtemp(join(folder, 'join-'));
    const whole = join(inside, 'a.mp4');
    const other = join(inside, 'b.mp4');
    const encode = { ffmpeg, preset: preset('h264'), size: SIZE, count: 5, paint: paintNumber };
    await encodeSegment({ ...encode, path: whole });
    await encodeSegment({ ...encode, path: other, preset: { ...preset('h264'), rate: 25 } });
    const short = join(inside, 'c.mp4');
    await writeFile(short, (await readFile(whole)).subarray(0, 900));
    const film = join(inside, 'film.mp4');
    const join2 = (paths: string[], frames?: number) =>
      joinSegments({
        ...{ ffmpeg, preset: preset('h264'), segments: paths, path: film },
        ...(frames !== undefined && { frames }),
      });
    for (const bad of [[whole, short], [whole, other], []]) {
      await expect(join2(bad)).rejects.toMatchObject({ code: 'encode-failed' });
    }
    await expect(join2([whole], 6)).rejects.toThrow('5 frames');
    await expect(
      joinSegments({ ffmpeg, preset: preset('h264'), segments: [whole], path: 'film.webm' }),
    ).rejects.toMatchObject({ code: 'usage' });
    expect((await readdir(inside)).sort()).toEqual(['a.mp4', 'b.mp4', 'c.mp4']);
    await join2([whole, whole], 10);
    expect((await readdir(inside)).sort()).toEqual(['a.mp4', 'b.mp4', 'c.mp4', 'film.mp4']);
  });
});
