import { builtInVoice } from '@inkreel/film/voice/built-in-voices.ts';
import type { SpeechRequest, SpokenLine } from '@inkreel/film/voice/voice.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { openFliteVoice } from './flite-voice.ts';

const voice = openFliteVoice(1);
afterAll(() => voice.close());

const TEXT = 'Where did Mara put the 21 paper lamps? I "see"... nothing, 🙂 Mr. Brown!';

const speak = (about: Partial<SpeechRequest> = {}): Promise<SpokenLine> =>
  voice.speak({
    text: TEXT,
    settings: builtInVoice('clara')!.settings,
    delivery: 'speech',
    ...about,
  });

/** Root mean square of a stretch of samples. */
const level = (samples: Float32Array, from: number, to: number): number =>
  Math.sqrt(samples.subarray(from, to).reduce((sum, x) => sum + x * x, 0) / (to - from));

describe('a line spoken by a built-in voice', () => {
  it('tells every word where it stands in the text and where it is heard', async () => {
    const { sound, take } = await speak();
    const samples = sound.channels[0]!;
    expect(sound.rate).toBe(48_000);
    expect(take.length).toEqual({ value: samples.length, rate: 48_000 });
    const said = TEXT.split(' ').filter((word) => word !== '🙂');
    expect(take.words.map(({ text }) => text)).toEqual(said);
    for (const { text, from, to } of take.words) expect(TEXT.slice(from, to)).toBe(text);
    let before = 0;
    for (const { range } of take.words) {
      expect(range.start.value).toBeGreaterThanOrEqual(before);
      expect(range.duration.value).toBeGreaterThan(0.02 * 48_000);
      before = range.start.value + range.duration.value;
    }
    expect(before).toBeLessThanOrEqual(samples.length);
  });

  it('has phones without gaps, silent where they say so', async () => {
    const { sound, take } = await speak();
    let at = 0;
    for (const { phone, range } of take.phones) {
      expect(range.start.value).toBe(at);
      at += range.duration.value;
      if (phone !== 'pau' || range.duration.value < 12_000) continue;
      // The middle of a rest between sentences.
      const from = at - range.duration.value * 0.6;
      expect(level(sound.channels[0]!, from, from + 2400)).toBeLessThan(0.01);
    }
    expect(at).toBe(take.length.value);
    expect(take.phones.filter(({ phone }) => phone === 'pau').length).toBeGreaterThanOrEqual(3);
  });

  it('is the same whenever it is asked for', async () => {
    const first = await speak();
    await speak({ text: 'Something else.' });
    const again = await speak();
    expect(again.take).toEqual(first.take);
    expect(again.sound.channels[0]).toEqual(first.sound.channels[0]);
  });

  it('is a silence of some length where there is nothing to say', async () => {
    for (const text of ['...', '?!', '🙂🙂', '#@*%!']) {
      const { sound, take } = await speak({ text });
      expect(take.words).toEqual([]);
      expect(take.length.value).toBeGreaterThan(24_000);
      expect(sound.channels[0]!.every((sample) => sample === 0)).toBe(true);
    }
  });

  it('speaks two thousand characters', async () => {
    const text = 'The light had gone out over the sea, and nobody came to see why. '.repeat(31);
    const { take } = await speak({ text });
    expect(take.words.length).toBe(text.trim().split(' ').length);
    expect(take.words.at(-1)!.text).toBe('why.');
  });
});
