import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chanceAt } from '@inkreel/film/grammar/seeded-chance.ts';
import { builtInVoice } from '@inkreel/film/voice/built-in-voices.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFliteVoice } from '../flite/flite-voice.ts';
import { writeWav } from '../wav/wav-file.ts';
import { hearRecording } from './hear-recording.ts';

const SENTENCES = [
  'I saw five sheep under the old oak.',
  'Nobody came back from the harbour that night.',
  'Quick, take the rope and follow me!',
];
const TEXT = SENTENCES.join(' ');

let folder: string;
const voice = openFliteVoice(1);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-recording-'));
});
afterAll(async () => {
  await voice.close();
  await rm(folder, { recursive: true, force: true });
});

const write = async (name: string, samples: Float32Array, rate = 48_000): Promise<string> => {
  const path = join(folder, name);
  await writeWav(path, { rate, channels: 1, depth: '24-bit' }, [{ rate, channels: [samples] }]);
  return path;
};

/** A voice of none of the references, with half a second of a noisy room before and after it. */
const recorded = async (text: string) => {
  const settings = builtInVoice('gregor')!.settings;
  const { sound, take } = await voice.speak({ text, settings, delivery: 'speech' });
  const spoken = sound.channels[0]!;
  const samples = Float32Array.from(
    { length: spoken.length + 48_000 },
    (_, n) => (spoken[n - 24_000] ?? 0) + 0.01 * (chanceAt(3, n) - 0.5),
  );
  return { samples, take };
};

describe('a recording of a line', () => {
  it('is heard word by word', async () => {
    const { samples, take: truth } = await recorded(TEXT);
    const { take, sound, notes } = await hearRecording(await write('a.wav', samples), TEXT, voice);
    expect(notes).toEqual([]);
    expect(take.source).toBe('recording');
    expect(take.words.map(({ text }) => text)).toEqual(TEXT.split(' '));
    expect(sound.channels[0]!.length).toBe(take.length.value);
    // Silence at its ends is cut off: words are compared by how far they lie from the first.
    const since = (words: typeof take.words) =>
      words.map(({ range }) => range.start.value - words[0]!.range.start.value);
    const true_ = since(truth.words);
    const apart = since(take.words)
      .map((at, n) => Math.abs(at - true_[n]!) / 48)
      .sort((a, b) => a - b);
    expect(apart[apart.length >> 1]).toBeLessThan(40);
    let at = 0;
    for (const { range } of take.phones) {
      expect(range.start.value).toBe(at);
      at += range.duration.value;
    }
    expect(at).toBe(take.length.value);
  });

  it('tells which words it lacks', async () => {
    const { samples } = await recorded(`${SENTENCES[0]} ${SENTENCES[2]}`);
    const { take, notes } = await hearRecording(await write('b.wav', samples), TEXT, voice);
    expect(take.missing.join(' ')).toBe(SENTENCES[1]);
    expect(notes.join(' ')).toContain(SENTENCES[1]);
  });

  it('is refused where it is silent, too long or no sound', async () => {
    const silent = await write('silent.wav', new Float32Array(48_000));
    await expect(hearRecording(silent, TEXT, voice)).rejects.toThrow(/silent/);
    const hour = new Float32Array(3600 * 800).map((_, n) => Math.sin(n / 3) / 2);
    const long = await write('long.wav', hour, 800);
    await expect(hearRecording(long, TEXT, voice)).rejects.toThrow(/longer than 4 minutes/);
    const text = join(folder, 'text.wav');
    await writeFile(text, 'no sound at all');
    await expect(hearRecording(text, TEXT, voice)).rejects.toThrow(/text\.wav/);
  });

  it('says that it is clipped', async () => {
    const { samples } = await recorded(SENTENCES[0]!);
    const loud = samples.map((sample) => Math.max(-1, Math.min(1, 30 * sample)));
    const path = await write('clipped.wav', loud);
    const { notes, take } = await hearRecording(path, SENTENCES[0]!, voice);
    expect(notes.join(' ')).toMatch(/clipped/);
    expect(take.words.length).toBeGreaterThan(4);
  });

  it('of another language keeps its words in order', async () => {
    const { samples } = await recorded(SENTENCES[0]!);
    const text = 'Je ne sais pas où vous êtes.';
    const { take } = await hearRecording(await write('fr.wav', samples), text, voice);
    expect(take.words.map((word) => word.text)).toEqual(text.split(' '));
    expect(take.words.every(({ range }) => range.duration.value > 0)).toBe(true);
  });
});
