import { chance } from '../../grammar/seeded-chance.ts';

/** White noise from -1 to 1. */
export function whiteNoise(length: number, seed: number): Float32Array {
  const random = chance(seed);
  const samples = new Float32Array(length);
  for (let i = 0; i < length; i++) samples[i] = random() * 2 - 1;
  return samples;
}

/** Pink noise, equal power in every octave, of about the level of white noise. */
export function pinkNoise(length: number, seed: number): Float32Array {
  const samples = whiteNoise(length, seed);
  // A row of one-pole filters an octave or two apart: their sum falls by 3 dB an octave.
  const poles = [0.9987, 0.9923, 0.957, 0.83, 0.35];
  const state = new Float64Array(poles.length);
  for (let i = 0; i < length; i++) {
    const white = samples[i]!;
    let sum = 0.3 * white;
    for (let p = 0; p < poles.length; p++) {
      const pole = poles[p]!;
      state[p] = pole * state[p]! + (1 - pole) ** 0.5 * white;
      sum += state[p]!;
    }
    samples[i] = sum * 0.45;
  }
  return samples;
}

/** A slow curve from 0 to 1 that wanders, with a new goal every so many samples. */
export function wander(length: number, every: number, seed: number): Float32Array {
  const random = chance(seed);
  const curve = new Float32Array(length);
  let from = random();
  let to = random();
  for (let i = 0, place = 0; i < length; i++, place++) {
    if (place >= every) {
      place = 0;
      from = to;
      to = random();
    }
    const t = place / every;
    curve[i] = from + (to - from) * (t * t * (3 - 2 * t));
  }
  return curve;
}

/** Moments of a process in which things happen so often a second, each independent of the last. */
export function moments(
  length: number,
  rate: number,
  perSecond: number,
  random: () => number,
): readonly number[] {
  const found: number[] = [];
  for (let at = 0; ; ) {
    at += (-Math.log(1 - random()) / perSecond) * rate;
    if (at >= length) return found;
    found.push(Math.floor(at));
  }
}
