import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { compose } from '@inkreel/film/mix/score/compose.ts';
import { LIBRARY } from '@inkreel/film/mix/score/library/library.ts';
import { rational } from '@inkreel/film/time/rational.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Orchestra, openOrchestra } from './orchestra.ts';

const level = (samples: Float32Array, from: number, to: number): number => {
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i]! ** 2;
  return Math.sqrt(sum / (to - from));
};

describe('an orchestra', () => {
  let orchestra: Orchestra;
  beforeAll(() => {
    orchestra = openOrchestra();
  });
  afterAll(() => orchestra.close());

  it('plays a score to the sample, without clipping, the same every time', async () => {
    const length = rational(7 * SOUND_RATE + 17, SOUND_RATE);
    const { score, clock } = compose(LIBRARY[0]!, { length, seed: 3 });
    const sound = await orchestra.play(score);
    expect(sound.rate).toBe(SOUND_RATE);
    expect(sound.channels.map((samples) => samples.length)).toEqual([length.value, length.value]);
    const [left, right] = sound.channels as [Float32Array, Float32Array];
    expect(left.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0)).toBeLessThan(0.9);
    expect(level(left, 0, SOUND_RATE)).toBeGreaterThan(0.02);
    // Stereo: players sit apart.
    expect(left.some((sample, i) => Math.abs(sample - right[i]!) > 0.01)).toBe(true);
    // The last chord is struck, rings and is gone.
    const last = Math.round(clock.bars.at(-1)! * SOUND_RATE);
    const struck = level(left, last, last + SOUND_RATE / 2);
    const over = level(left, left.length - 4800, left.length);
    expect(over).toBeLessThan(struck / 5);
    expect(Math.abs(left.at(-1)!)).toBeLessThan(1e-4);
    const again = await orchestra.play(score);
    expect(again).toEqual(sound);
  });
});
