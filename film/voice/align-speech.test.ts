import { describe, expect, it } from 'vitest';
import { SOUND_RATE } from '../media/sound.ts';
import { rational } from '../time/rational.ts';
import { alignSpeech } from './align-speech.ts';
import type { SpokenLine } from './voice.ts';

/** Seconds of a buzz whose formants lie where they are put: three are three different sounds. */
function buzz(seconds: number, ...formants: readonly number[]): number[] {
  return Array.from({ length: Math.round(seconds * SOUND_RATE) }, (_, n) => {
    const at = n / SOUND_RATE;
    const fold = Math.min(1, 60 * at, 60 * (seconds - at));
    return (
      fold *
      formants.reduce(
        (sum, each, k) => sum + (0.2 / (k + 1)) * Math.sin(2 * Math.PI * each * at),
        0.05 * Math.sin(2 * Math.PI * 120 * at),
      )
    );
  });
}

const SOUNDS = [
  buzz(0.3, 300, 2300, 3000),
  buzz(0.35, 750, 1200, 2500),
  buzz(0.3, 420, 850, 2600),
  buzz(0.4, 3500, 5200),
];
const TEXT = 'one two three four';

function line(order: readonly number[]): SpokenLine {
  const samples: number[] = [];
  const words = order.map((n) => {
    const start = samples.length;
    samples.push(...SOUNDS[n]!, ...new Array<number>(2400).fill(0));
    const text = TEXT.split(' ')[n]!;
    const from = TEXT.indexOf(text);
    const range = {
      start: rational(start, SOUND_RATE),
      duration: rational(SOUNDS[n]!.length, SOUND_RATE),
    };
    return { text, from, to: from + text.length, range };
  });
  return {
    sound: { rate: SOUND_RATE, channels: [Float32Array.from(samples)] },
    take: {
      source: 'voice',
      length: rational(samples.length, SOUND_RATE),
      words,
      phones: [],
      missing: [],
    },
  };
}

describe('speech that nobody timed', () => {
  it('is that of a voice, with all words in order', () => {
    const whole = line([0, 1, 2, 3]);
    const { take } = alignSpeech(whole.sound.channels[0]!, [whole, whole, whole], TEXT);
    expect(take.source).toBe('voice');
    expect(take.words.map(({ text }) => text)).toEqual(TEXT.split(' '));
    take.words.forEach(({ range }, n) => {
      const meant = whole.take.words[n]!.range.start.value;
      const shift = take.words[0]!.range.start.value - whole.take.words[0]!.range.start.value;
      expect(Math.abs(range.start.value - meant - shift)).toBeLessThan(0.04 * SOUND_RATE);
    });
  });

  it.each([
    ['in the middle', [0, 1, 3]],
    ['at its end', [0, 1, 2]],
    ['at its beginning', [1, 2, 3]],
  ] as const)('has a place for a word that was not found %s', (_, heard) => {
    const whole = line([0, 1, 2, 3]);
    const { take } = alignSpeech(line(heard).sound.channels[0]!, [whole, whole, whole], TEXT);
    expect(take.missing).toEqual([]);
    expect(take.words.map(({ text }) => text)).toEqual(TEXT.split(' '));
    let ended = 0;
    for (const { range } of take.words) {
      expect(range.start.value).toBeGreaterThanOrEqual(ended);
      ended = range.start.value + range.duration.value;
    }
    expect(ended).toBeLessThanOrEqual(take.length.value);
  });

  it('is spread over what is spoken where nobody could say it', () => {
    const { sound } = line([0, 1, 2, 3]);
    const { take } = alignSpeech(sound.channels[0]!, [], 'uno dos tres cuatro');
    expect(take.source).toBe('voice');
    expect(take.words.length).toBe(4);
  });
});
