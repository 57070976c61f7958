import { type Rational, rational } from '../time/rational.ts';

/** Samples a second of all sound a film is made of. */
export const SOUND_RATE = 48_000;

/**
 * Sound in memory: one array a channel, all of one length, 32-bit floats of which 1 is full scale. Mono
 * has one channel, stereo left and right.
 */
export interface Sound {
  /** Samples a second. */
  readonly rate: number;
  readonly channels: readonly Float32Array[];
}

/** How long it is, counted in its own samples. */
export function lengthOf(sound: Sound): Rational {
  return rational(sound.channels[0]?.length ?? 0, sound.rate);
}

/** Silence of so many samples. */
export function silence(length: number, channels: 1 | 2, rate: number = SOUND_RATE): Sound {
  return { rate, channels: Array.from({ length: channels }, () => new Float32Array(length)) };
}
