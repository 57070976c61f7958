import type { Sound } from '../media/sound.ts';

/** Between two samples the sound is looked at in three more places. */
const PLACES = 4;

/** How many samples on either side decide what lies between two. */
export const PEAK_REACH = 8;

/** One row of weights for each place between two samples: a windowed sinc. */
const WEIGHTS: readonly Float64Array[] = Array.from({ length: PLACES }, (_, place) => {
  const row = Float64Array.from({ length: 2 * PEAK_REACH }, (_, tap) => {
    const x = tap - (PEAK_REACH - 1) - place / PLACES;
    if (Math.abs(x) >= PEAK_REACH) return 0;
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    return sinc * Math.cos((Math.PI * x) / (2 * PEAK_REACH)) ** 2;
  });
  const sum = row.reduce((total, weight) => total + weight, 0);
  return row.map((weight) => weight / sum);
});

/** A wave rises above two neighbours by no more than this in any sound that is not made to. */
const RISE = 3;

/**
 * How high a channel reaches at and just after each of its samples, as a loudspeaker draws it: the wave
 * may rise above both samples beside it. Linear, 1 is full scale.
 *
 * @param row the channel with `PEAK_REACH` samples more on either side
 * @param from peaks below this need not be exact
 */
export function peaksOf(row: Float32Array, from: number): Float32Array {
  const quiet = from / RISE;
  const peaks = new Float32Array(row.length - 2 * PEAK_REACH);
  for (let i = 0; i < peaks.length; i++) {
    let peak = Math.abs(row[i + PEAK_REACH]!);
    if (peak > quiet || Math.abs(row[i + PEAK_REACH + 1]!) > quiet) {
      for (let place = 1; place < PLACES; place++) {
        const weights = WEIGHTS[place]!;
        let sum = 0;
        for (let tap = 0; tap < 2 * PEAK_REACH; tap++) sum += weights[tap]! * row[i + 1 + tap]!;
        peak = Math.max(peak, Math.abs(sum));
      }
    }
    peaks[i] = peak;
  }
  return peaks;
}

/** The highest a sound reaches, in dBTP: decibels against full scale; -Infinity where it is silent. */
export function truePeakOf(sound: Sound): number {
  let highest = 0;
  for (const channel of sound.channels) {
    const row = new Float32Array(channel.length + 2 * PEAK_REACH);
    row.set(channel, PEAK_REACH);
    for (const peak of peaksOf(row, 0)) highest = Math.max(highest, peak);
  }
  return 20 * Math.log10(highest);
}
