import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rational } from '@inkreel/film/time/rational.ts';
import type { SpokenLine } from '@inkreel/film/voice/voice.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeWav } from '../wav/wav-file.ts';
import { readTake, writeTake } from './take-wav.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-take-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const time = (value: number) => rational(value, 48_000);
const LINE: SpokenLine = {
  sound: {
    rate: 48_000,
    channels: [Float32Array.from({ length: 4801 }, (_, n) => Math.sin(n / 20) / 2)],
  },
  take: {
    source: 'voice',
    length: time(4801),
    words: [{ text: '“Né!”', from: 1, to: 6, range: { start: time(10), duration: time(4000) } }],
    phones: [
      { phone: 'n', range: { start: time(0), duration: time(100) } },
      { phone: 'ey', range: { start: time(100), duration: time(4701) } },
    ],
    missing: ['gone'],
  },
};

describe('a take in a file', () => {
  it('comes back as it was', async () => {
    const path = join(folder, 'line.wav');
    await writeTake(path, LINE);
    const { sound, take } = await readTake(path);
    expect(take).toEqual(LINE.take);
    expect(sound.channels[0]!.length).toBe(4801);
    for (const n of [0, 1234, 4800]) {
      expect(sound.channels[0]![n]).toBeCloseTo(LINE.sound.channels[0]![n]!, 6);
    }
  });

  it('is not found in a file without one, or with another of its name', async () => {
    const plain = join(folder, 'plain.wav');
    await writeWav(plain, { rate: 48_000, channels: 1, depth: 'float' }, [LINE.sound]);
    await expect(readTake(plain)).rejects.toThrow(/no spoken line/);
    const other = join(folder, 'other.wav');
    const chunk = { name: 'take', bytes: Buffer.from('{"schema":"other"}') };
    await writeWav(other, { rate: 48_000, channels: 1, depth: 'float', chunk }, [LINE.sound]);
    await expect(readTake(other)).rejects.toThrow(/no spoken line/);
    await writeFile(join(folder, 'text.wav'), 'this is no sound');
    await expect(readTake(join(folder, 'text.wav'))).rejects.toThrow(/WAV/);
  });
});
