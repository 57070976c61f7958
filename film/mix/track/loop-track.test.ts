import { describe, expect, it } from 'vitest';
import { chance } from '../../grammar/seeded-chance.ts';
import { SOUND_RATE, type Sound } from '../../media/sound.ts';
import { findPulse, listen } from './beats.ts';
import { loopTrack, planTrack } from './loop-track.ts';

/** A plain band: a low stroke on the first beat of a bar, a high one on the others, a chord of four bars. */
function band(beatsPerMinute: number, seconds: number, beatsInBar = 4): Sound {
  const random = chance(9);
  const length = Math.round(seconds * SOUND_RATE);
  const samples = new Float32Array(length);
  const beat = (60 / beatsPerMinute) * SOUND_RATE;
  const chords = [220, 277, 330, 247];
  for (let b = 0; b * beat < length; b++) {
    const at = Math.round(b * beat);
    const isFirst = b % beatsInBar === 0;
    const chord = chords[Math.floor(b / beatsInBar) % 4]!;
    for (let i = 0; i < beat && at + i < length; i++) {
      const kick = isFirst
        ? Math.sin(2 * Math.PI * 60 * (i / SOUND_RATE)) * Math.exp(-i / 4000)
        : 0;
      const hat = (random() - 0.5) * Math.exp(-i / 900);
      const tone = Math.sin(2 * Math.PI * chord * ((at + i) / SOUND_RATE)) * 0.1;
      samples[at + i] = 0.5 * kick + 0.3 * hat + tone;
    }
  }
  return { rate: SOUND_RATE, channels: [samples, samples.slice()] };
}

const rms = (samples: Float32Array, from: number, to: number): number => {
  let sum = 0;
  for (let i = from; i < to; i++) sum += samples[i]! ** 2;
  return Math.sqrt(sum / (to - from));
};

describe('the pulse of a track', () => {
  it.each([
    [96, 4],
    [120, 4],
    [141, 4],
    [150, 3],
  ])('is found at %d beats a minute, bars of %d', (tempo, beatsInBar) => {
    const pulse = findPulse(listen(band(tempo, 30, beatsInBar)))!;
    const beat = (60 / tempo) * SOUND_RATE;
    const inner = pulse.beats.filter((at) => at > beat && at < 28 * SOUND_RATE);
    for (const at of inner) {
      const off = Math.abs(at - Math.round(at / beat) * beat);
      expect(off / SOUND_RATE).toBeLessThan(0.03);
    }
    const firsts = pulse.bars.slice(1, -1).map((i) => Math.round(pulse.beats[i]! / beat));
    for (const first of firsts) expect(first % beatsInBar).toBe(0);
  });

  it('is not found in noise that never changes', () => {
    const random = chance(1);
    const samples = Float32Array.from({ length: 20 * SOUND_RATE }, () => random() - 0.5);
    expect(findPulse(listen({ rate: SOUND_RATE, channels: [samples] }))).toBeUndefined();
  });
});

describe('a track', () => {
  it('that is long enough plays on and fades out from a bar line', () => {
    const track = band(120, 40);
    const length = Math.round(23.3 * SOUND_RATE);
    const plan = planTrack(track, length);
    expect(plan.stretches).toHaveLength(1);
    const bar = 2 * SOUND_RATE;
    expect(
      Math.abs(plan.fadeFrom - Math.round(plan.fadeFrom / bar) * bar) / SOUND_RATE,
    ).toBeLessThan(0.03);
    const [left] = loopTrack(track, length).channels;
    expect(left).toHaveLength(length);
    expect(left!.slice(0, SOUND_RATE)).toEqual(track.channels[0]!.slice(0, SOUND_RATE));
    expect(rms(left!, length - 4800, length)).toBeLessThan(rms(left!, 0, SOUND_RATE) / 20);
  });

  it('that is too short goes back by whole groups of bars, in time', () => {
    const track = band(120, 21.2);
    const length = Math.round(60.5 * SOUND_RATE);
    const plan = planTrack(track, length);
    expect(plan.stretches.length).toBeGreaterThan(2);
    const period = plan.stretches[2]!.at - plan.stretches[1]!.at;
    const bars = period / (2 * SOUND_RATE);
    expect(Math.abs(bars - Math.round(bars)) * 2).toBeLessThan(0.005);
    expect(Math.round(bars) % 4).toBe(0);
    const sound = loopTrack(track, length);
    expect(sound.channels[0]).toHaveLength(length);
    // The beat goes on through the seams: its pulse is found as if nothing had been cut.
    const pulse = findPulse(listen(sound))!;
    for (const at of pulse.beats.filter((each) => each > SOUND_RATE && each < 55 * SOUND_RATE)) {
      const off = Math.abs(at - Math.round(at / 24_000) * 24_000);
      expect(off / SOUND_RATE).toBeLessThan(0.03);
    }
    // Nowhere a hole, nowhere a jump in level.
    const levels = Array.from({ length: 27 }, (_, i) =>
      rms(sound.channels[0]!, i * 2 * SOUND_RATE, (i + 1) * 2 * SOUND_RATE),
    );
    expect(Math.max(...levels) / Math.min(...levels)).toBeLessThan(1.25);
  });

  it('without a pulse goes back under a crossfade', () => {
    const samples = Float32Array.from(
      { length: 10 * SOUND_RATE },
      (_, i) => Math.sin(i / 40) * 0.3,
    );
    const track: Sound = { rate: SOUND_RATE, channels: [samples, samples] };
    const plan = planTrack(track, 30 * SOUND_RATE);
    expect(plan.crossfade).toBe(1.5 * SOUND_RATE);
    const sound = loopTrack(track, 30 * SOUND_RATE);
    for (let second = 1; second < 25; second++) {
      expect(
        rms(sound.channels[0]!, second * SOUND_RATE, (second + 1) * SOUND_RATE),
      ).toBeGreaterThan(0.05);
    }
  });

  it('of a second is looped all the same', () => {
    const track = band(120, 1);
    const sound = loopTrack(track, 5 * SOUND_RATE);
    expect(sound.channels[0]).toHaveLength(5 * SOUND_RATE);
    expect(rms(sound.channels[0]!, SOUND_RATE, 2 * SOUND_RATE)).toBeGreaterThan(0.01);
  });
});
