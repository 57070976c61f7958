import { describe, expect, it } from 'vitest';
import { resampleSound } from './resample-sound.ts';

const tone = (hertz: number, rate: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, n) => Math.sin((2 * Math.PI * hertz * n) / rate));

/** How strongly a frequency is in a sound: 1 for a full tone. */
function strength(samples: Float32Array, hertz: number, rate: number): number {
  const from = Math.floor(samples.length * 0.2);
  const to = Math.floor(samples.length * 0.8);
  let re = 0;
  let im = 0;
  for (let n = from; n < to; n++) {
    // A Hann window: what leaks from other tones is not measured.
    const w = 1 - Math.cos((2 * Math.PI * (n - from)) / (to - from));
    re += w * samples[n]! * Math.cos((2 * Math.PI * hertz * n) / rate);
    im += w * samples[n]! * Math.sin((2 * Math.PI * hertz * n) / rate);
  }
  return (2 * Math.hypot(re, im)) / (to - from);
}

describe('sound at another rate', () => {
  it('keeps a tone and mirrors nothing', () => {
    const up = resampleSound(tone(3000, 16_000, 16_000), 16_000, 48_000);
    expect(up.length).toBe(48_000);
    expect(strength(up, 3000, 48_000)).toBeCloseTo(1, 3);
    // 16 kHz holds images of 3 kHz at 13 and 19 kHz.
    expect(strength(up, 13_000, 48_000)).toBeLessThan(1e-4);
    expect(strength(up, 19_000, 48_000)).toBeLessThan(1e-4);
  });

  it('takes away what the lower rate cannot hold', () => {
    const down = resampleSound(tone(12_000, 48_000, 48_000), 48_000, 16_000);
    expect(strength(down, 4000, 16_000)).toBeLessThan(1e-4);
  });

  it('plays faster where it is told another rate', () => {
    const made = resampleSound(tone(1000, 16_000, 16_000), 16_000 * 1.2, 48_000);
    expect(made.length).toBe(40_000);
    expect(strength(made, 1200, 48_000)).toBeCloseTo(1, 3);
  });
});
