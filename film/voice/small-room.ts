import { filtered, highPass, lowPass } from '../media/biquad.ts';

/** Walls that throw a sound back: seconds away, and how much of it comes. */
const EARLY: readonly (readonly [number, number])[] = [
  [0.0113, 0.5],
  [0.0171, -0.42],
  [0.0237, 0.36],
  [0.0311, 0.3],
];
/** Delays that feed each other: their lengths have no common measure, so that no tone rings. */
const LATE = [0.0297, 0.0371, 0.0411, 0.0437];
/** Seconds until the room is 60 dB down. */
const FADE = 0.45;

/** Seconds in which what is left of it can still be heard. */
export const ROOM_TAIL = 0.3;

/**
 * What a small room answers to a sound, without the sound itself: a few walls, then a soft tail from four
 * delays that feed each other.
 */
export function roomAnswer(samples: Float32Array, rate: number): Float32Array {
  const out = new Float32Array(samples.length);
  for (const [seconds, part] of EARLY) {
    const delay = Math.round(seconds * rate);
    for (let n = delay; n < out.length; n++) out[n]! += samples[n - delay]! * part;
  }
  const lines = LATE.map((seconds) => new Float32Array(Math.round(seconds * rate)));
  const kept = LATE.map((seconds) => 10 ** ((-3 * seconds) / FADE));
  const dull = new Float32Array(lines.length);
  for (let n = 0; n < out.length; n++) {
    const ends = lines.map((line, k) => {
      // The air takes the treble first.
      dull[k] = 0.6 * line[n % line.length]! + 0.4 * dull[k]!;
      return dull[k]! * kept[k]!;
    });
    const sum = ends.reduce((total, end) => total + end, 0);
    out[n]! += 0.45 * sum;
    lines.forEach((line, k) => {
      line[n % line.length] = samples[n]! * 0.35 + ends[k]! - sum / 2;
    });
  }
  return filtered(filtered(out, highPass(180, rate)), lowPass(6000, rate));
}
