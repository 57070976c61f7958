import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sound } from '@inkreel/film/media/sound.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWav, type WavDepth, writeWav } from './wav-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wav-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ramp(from: number, count: number): Sound {
  const left = Float32Array.from({ length: count }, (_, i) => Math.sin((from + i) / 7));
  return { rate: 48_000, channels: [left, left.map((x) => -x / 2)] };
}

describe('WAV files', () => {
  it.each<WavDepth>(['float', '24-bit'])('keep sound and a chunk beside it: %s', async (depth) => {
    const path = join(folder, `${depth}.wav`);
    const chunk = { name: 'take', bytes: Buffer.from('{"odd":1}') };
    const form = { rate: 48_000, channels: 2, depth, chunk };
    expect(await writeWav(path, form, [ramp(0, 1001), ramp(1001, 500)])).toBe(1501);
    const file = await openWav(path);
    expect([file.rate, file.channels, file.length]).toEqual([48_000, 2, 1501]);
    const part = await file.read(990, 20);
    const wanted = ramp(990, 20);
    for (const which of [0, 1]) {
      part.channels[which]!.forEach((sample, i) => {
        expect(sample).toBeCloseTo(wanted.channels[which]![i]!, 6);
      });
    }
    expect(String(await file.chunk('take'))).toBe('{"odd":1}');
    expect(await file.chunk('none')).toBeUndefined();
    await file.close();
  });

  it('are silent before their beginning and after their end', async () => {
    const path = join(folder, 'short.wav');
    await writeWav(path, { rate: 48_000, channels: 2, depth: 'float' }, [ramp(1, 10)]);
    const file = await openWav(path);
    const [left] = (await file.read(-3, 20)).channels;
    expect([...left!.subarray(0, 3)]).toEqual([0, 0, 0]);
    expect(left![3]).toBeCloseTo(Math.sin(1 / 7), 6);
    expect([...left!.subarray(13)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    await file.close();
  });

  it('say so where they are none, and live with a cut end', async () => {
    const path = join(folder, 'not.wav');
    writeFileSync(path, 'once upon a time there was a file');
    await expect(openWav(path)).rejects.toThrow(/is no WAV file/);
    const cut = join(folder, 'cut.wav');
    await writeWav(cut, { rate: 48_000, channels: 2, depth: 'float' }, [ramp(0, 100)]);
    truncateSync(cut, 44 + 50 * 8);
    const file = await openWav(cut);
    expect(file.length).toBe(50);
    await file.close();
  });
});
