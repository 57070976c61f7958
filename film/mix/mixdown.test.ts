import { describe, expect, it } from 'vitest';
import { lengthOf, SOUND_RATE, type Sound, silence } from '../media/sound.ts';
import { rational } from '../time/rational.ts';
import { duckUnder, levelsFrom } from './ducking.ts';
import { openLimiter } from './limiter.ts';
import { loudnessOf, openLoudnessMeter } from './loudness.ts';
import { gainFor, type Mix, mixdown, stemOf } from './mixdown.ts';
import type { PlacedSound, SoundReader } from './stem.ts';
import { truePeakOf } from './true-peak.ts';

function sine(hertz: number, seconds: number, level: number, phase = 0): Float32Array {
  return Float32Array.from(
    { length: Math.round(seconds * SOUND_RATE) },
    (_, i) => level * Math.sin((2 * Math.PI * hertz * i) / SOUND_RATE + phase),
  );
}

const mono = (channel: Float32Array): Sound => ({ rate: SOUND_RATE, channels: [channel] });
const stereo = (channel: Float32Array): Sound => ({
  rate: SOUND_RATE,
  channels: [channel, channel],
});

function placed(sound: Sound, where: Partial<PlacedSound>): SoundReader {
  const length = lengthOf(sound).value;
  return {
    placed: { stem: 'dialogue', at: 0, length, gain: 0, fadeIn: 0, fadeOut: 0, ...where },
    read: async (from, count) => ({
      ...sound,
      channels: sound.channels.map((channel) => channel.slice(from, from + count)),
    }),
  };
}

async function whole(stretches: AsyncGenerator<Sound>): Promise<Sound> {
  const all: Sound[] = [];
  for await (const stretch of stretches) all.push(stretch);
  const channels = [0, 1].map((which) =>
    Float32Array.from(all.flatMap(({ channels }) => [...channels[which]!])),
  );
  return { rate: SOUND_RATE, channels };
}

function rms(channel: Float32Array, from: number, to: number): number {
  const part = channel.subarray(Math.round(from * SOUND_RATE), Math.round(to * SOUND_RATE));
  return 20 * Math.log10(Math.sqrt(part.reduce((sum, x) => sum + x * x, 0) / part.length));
}

describe('loudness', () => {
  it('reads what the standard gives for sines', () => {
    // 997 Hz at full scale in one channel is -3.01 LKFS; in both channels 3 dB more.
    expect(loudnessOf(mono(sine(997, 5, 1)))).toBeCloseTo(-3.01, 1);
    expect(loudnessOf(stereo(sine(1000, 5, 10 ** (-23 / 20))))).toBeCloseTo(-23, 1);
  });

  it('leaves silence and what is far quieter out of the sum', () => {
    const loud = sine(1000, 4, 10 ** (-20 / 20));
    const row = new Float32Array(loud.length * 3);
    row.set(loud);
    row.set(sine(1000, 4, 10 ** (-60 / 20)), loud.length);
    expect(loudnessOf(stereo(row))).toBeCloseTo(-20, 0);
    expect(loudnessOf(silence(SOUND_RATE, 2))).toBe(Number.NEGATIVE_INFINITY);
  });

  it('does not care how the sound is cut up', () => {
    const channel = sine(700, 3, 0.3);
    const meter = openLoudnessMeter(SOUND_RATE, 1);
    for (let from = 0; from < channel.length; from += 7001) {
      meter.add(mono(channel.subarray(from, from + 7001)));
    }
    expect(meter.integrated()).toBeCloseTo(loudnessOf(mono(channel)), 9);
  });
});

describe('true peak', () => {
  it('sees a peak that lies between two samples', () => {
    // A quarter of the rate, an eighth of a turn off: every sample reads 3 dB less than the wave reaches.
    const between = sine(SOUND_RATE / 4, 0.5, 0.8, Math.PI / 4);
    expect(Math.max(...between)).toBeCloseTo(0.8 * Math.SQRT1_2, 3);
    expect(truePeakOf(mono(between.subarray(100)))).toBeGreaterThan(20 * Math.log10(0.8) - 0.2);
  });
});

describe('limiter', () => {
  it('holds the ceiling, loses no sample and leaves what is below it alone', () => {
    const channel = sine(220, 2, 0.4);
    for (let i = 30_000; i < 31_000; i++) channel[i]! *= 3;
    const limiter = openLimiter(SOUND_RATE, 2, -1);
    const parts: Sound[] = [];
    for (let from = 0; from < channel.length; from += 10_007) {
      parts.push(limiter.push(stereo(channel.slice(from, from + 10_007))));
    }
    parts.push(limiter.end());
    const out = Float32Array.from(parts.flatMap(({ channels }) => [...channels[0]!]));
    expect(out.length).toBe(channel.length);
    expect(truePeakOf(mono(out))).toBeLessThan(-0.95);
    expect(truePeakOf(mono(out))).toBeGreaterThan(-1.6);
    for (let i = 0; i < 29_000; i += 97) expect(out[i]).toBe(channel[i]);
  });
});

describe('ducking', () => {
  it('is down in time and comes back, and stays down over short pauses', () => {
    const range = (start: number, end: number) => ({
      start: rational(Math.round(start * 1000), 1000),
      duration: rational(Math.round((end - start) * 1000), 1000),
    });
    const points = duckUnder([range(1, 2), range(2.5, 3), range(6, 7)], 1000);
    const levels = levelsFrom(points, 0, 8000);
    const at = (seconds: number) => 20 * Math.log10(levels[Math.round(seconds * 1000)]!);
    expect(at(0.5)).toBe(0);
    for (const seconds of [1.15, 1.9, 2.25, 2.9]) expect(at(seconds)).toBeCloseTo(-9, 5);
    expect(at(4)).toBe(0);
    expect(at(6.15)).toBeCloseTo(-9, 5);
    expect(at(7.9)).toBe(0);
    const later = levelsFrom(points, 1900, 500);
    expect([...later]).toEqual([...levels.subarray(1900, 2400)]);
  });
});

describe('mixdown', () => {
  const speech = mono(sine(300, 2, 0.2));
  const music = stereo(sine(150, 8, 0.1));
  const mix: Mix = {
    length: 8 * SOUND_RATE,
    readers: [
      placed(speech, { at: 3 * SOUND_RATE }),
      placed(music, { stem: 'music', fadeIn: 4800, fadeOut: 48_000 }),
    ],
    ducking: duckUnder([{ start: rational(3, 1), duration: rational(2, 1) }], SOUND_RATE),
  };

  it('reaches its loudness below its ceiling, whatever the sounds are', async () => {
    for (const integrated of [-14, -23]) {
      const target = { integrated, ceiling: -1.5 };
      const { gain, loudness } = await gainFor(mix, target);
      const out = await whole(mixdown(mix, gain, target.ceiling));
      expect(loudness).toBeCloseTo(loudnessOf(out), 6);
      expect(Math.abs(loudnessOf(out) - integrated)).toBeLessThan(0.3);
      expect(truePeakOf(out)).toBeLessThan(-1.4);
      expect(out.channels[0]!.length).toBe(mix.length);
    }
  });

  it('lowers music under speech by more than 6 dB, and only there', async () => {
    const [channel] = (await whole(stemOf(mix, 'music'))).channels;
    expect(rms(channel!, 2, 2.8) - rms(channel!, 3.15, 5)).toBeGreaterThan(6);
    expect(Math.abs(rms(channel!, 2, 2.8) - rms(channel!, 5.7, 6.5))).toBeLessThan(0.5);
  });

  it('is never digitally silent, and nobody hears it', async () => {
    const [channel] = (await whole(stemOf({ ...mix, readers: [] }, 'effects'))).channels;
    const level = rms(channel!, 0, 8);
    expect(level).toBeGreaterThan(-80);
    expect(level).toBeLessThan(-58);
  });

  it('blows nothing up that is next to silent', async () => {
    const { gain } = await gainFor({ ...mix, readers: [] }, { integrated: -14, ceiling: -1 });
    expect(gain).toBeLessThanOrEqual(24);
  });
});
