import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSound } from './decode-sound.ts';
import { findFfmpeg } from './find-ffmpeg.ts';

describe('sound from a file', () => {
  let folder: string;
  const make = async (name: string, ...options: readonly string[]) => {
    const { path } = await findFfmpeg();
    const file = join(folder, name);
    const tone = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=44100:duration=2'];
    execFileSync(path, ['-v', 'error', '-y', ...tone, ...options, file]);
    return file;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inkreel-sound-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    ['tone.wav'],
    ['tone.flac'],
    ['tone.mp3', '-c:a', 'libmp3lame'],
    ['tone.ogg', '-c:a', 'libvorbis'],
    ['tone.m4a', '-c:a', 'aac'],
    ['tone.opus', '-c:a', 'libopus'],
  ])('is read from %s', async (name, ...options) => {
    const sound = await decodeSound(await make(name, ...options));
    expect(sound.rate).toBe(SOUND_RATE);
    expect(sound.channels).toHaveLength(2);
    const [left] = sound.channels;
    expect(left!.length / SOUND_RATE).toBeGreaterThan(1.9);
    expect(left!.length / SOUND_RATE).toBeLessThan(2.15);
    // 440 periods a second go up through nothing 440 times.
    let rises = 0;
    for (let i = SOUND_RATE / 2; i < SOUND_RATE * 1.5; i++) {
      if (left![i]! < 0 && left![i + 1]! >= 0) rises += 1;
    }
    expect(Math.abs(rises - 440)).toBeLessThanOrEqual(2);
  });

  it('is read no further than asked, in mono where asked', async () => {
    const sound = await decodeSound(await make('long.wav'), { most: 0.5, channels: 1 });
    expect(sound.channels.map(({ length }) => length)).toEqual([SOUND_RATE / 2]);
  });

  it.each([
    ['nothing.mp3', Buffer.alloc(0), /is empty/],
    ['text.mp3', Buffer.from('This is no music.\n'.repeat(40)), /cannot be read as sound/],
    ['noise.wav', Buffer.from('RIFF0000WAVEjunk'), /cannot be read as sound|no audio stream/],
  ])('is refused from %s in plain words', async (name, bytes, message) => {
    const file = join(folder, name);
    await writeFile(file, bytes);
    const error = await decodeSound(file).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'sound-unreadable', file });
    expect((error as Error).message).toMatch(message);
  });

  it('is refused from a film without sound, from a folder and from nowhere', async () => {
    const { path } = await findFfmpeg();
    const silent = join(folder, 'silent.mp4');
    const picture = ['-f', 'lavfi', '-i', 'color=black:size=64x64:rate=24:duration=1'];
    execFileSync(path, ['-v', 'error', '-y', ...picture, '-c:v', 'mpeg4', silent]);
    await expect(decodeSound(silent)).rejects.toThrow(/only a picture, no audio stream/);
    await expect(decodeSound(folder)).rejects.toThrow(/is a folder/);
    await expect(decodeSound(join(folder, 'gone.mp3'))).rejects.toMatchObject({
      code: 'art-missing',
    });
  });

  it('is refused where DRM locks it', async () => {
    const bytes = await readFile(await make('open.m4a', '-c:a', 'aac'));
    // What a shop's locked file says in place of its codec.
    const at = bytes.indexOf('mp4a');
    bytes.write('drms', at, 'latin1');
    const file = join(folder, 'locked.m4p');
    await writeFile(file, bytes);
    await expect(decodeSound(file)).rejects.toThrow(/locked by DRM/);
  });
});
