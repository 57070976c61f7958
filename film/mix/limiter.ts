import type { Sound } from '../media/sound.ts';
import { PEAK_REACH, peaksOf } from './true-peak.ts';

/** Holds a sound below a ceiling, stretch by stretch. It gives out as much as it takes in, later. */
export interface Limiter {
  /** Takes in a stretch of any length; gives back what is finished by now, which may be nothing. */
  push(sound: Sound): Sound;
  /** Gives back what is left. */
  end(): Sound;
}

/** How long before a peak the level begins to give way, and about how long it takes to come back. */
const AHEAD_SECONDS = 0.004;
const RELEASE_SECONDS = 0.12;

/**
 * A limiter for true peaks. It looks ahead, so the level bends before the peak and nothing is clipped;
 * all channels bend alike, so that nothing wanders between the loudspeakers.
 *
 * @param ceiling in dBTP: -1 is a decibel below full scale
 */
export function openLimiter(rate: number, channels: number, ceiling: number): Limiter {
  const ahead = Math.round(AHEAD_SECONDS * rate);
  const top = 10 ** (ceiling / 20);
  const release = Math.exp(-1 / (RELEASE_SECONDS * rate));
  /** Samples that are held back on account of what may follow, `PEAK_REACH` finished ones before them. */
  let held: Float32Array[] = Array.from({ length: channels }, () => new Float32Array(PEAK_REACH));
  /** How far the level must give way at each held sample that was looked at. */
  let wanted = new Float32Array(0);
  let gain = 1;

  const work = (isLast: boolean): Sound => {
    const waiting = held[0]!.length - PEAK_REACH;
    const looked = Math.max(0, isLast ? waiting : waiting - PEAK_REACH);
    const rows = held.map((row) => padded(row, PEAK_REACH + looked + PEAK_REACH));
    const wants = new Float32Array(looked).fill(1);
    wants.set(wanted);
    for (const row of rows) {
      const peaks = peaksOf(row.subarray(wanted.length), top);
      for (let i = 0; i < peaks.length; i++) {
        const want = top / peaks[i]!;
        if (want < wants[wanted.length + i]!) wants[wanted.length + i] = want;
      }
    }
    const done = Math.max(0, isLast ? looked : looked - ahead);
    const bend = bentAhead(wants, done, ahead);
    for (let i = 0; i < done; i++) {
      gain = Math.min(bend[i]!, 1 - (1 - gain) * release);
      bend[i] = gain;
    }
    const out = held.map((row) => bend.map((each, i) => row[PEAK_REACH + i]! * each));
    held = held.map((row) => row.slice(done));
    wanted = wants.slice(done);
    return { rate, channels: out };
  };

  return {
    push(sound) {
      held = held.map((row, channel) => joined(row, sound.channels[channel]!));
      return work(false);
    },
    end: () => work(true),
  };
}

/**
 * The gain at each of the first `count` samples that is low enough for every peak of the next `ahead`:
 * it goes down to each in a straight line and is there in time.
 */
function bentAhead(wants: Float32Array, count: number, ahead: number): Float32Array {
  const bend = new Float32Array(count).fill(1);
  wants.forEach((want, at) => {
    if (want === 1) return;
    for (let i = Math.max(0, at - ahead); i <= Math.min(at, count - 1); i++) {
      bend[i] = Math.min(bend[i]!, 1 - (1 - want) * (1 - (at - i) / (ahead + 1)));
    }
  });
  return bend;
}

function padded(row: Float32Array, length: number): Float32Array {
  if (row.length === length) return row;
  const whole = new Float32Array(length);
  whole.set(row.subarray(0, length));
  return whole;
}

function joined(a: Float32Array, b: Float32Array): Float32Array {
  const both = new Float32Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
