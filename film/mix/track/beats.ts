import type { Sound } from '../../media/sound.ts';
import { filtered } from '../effects/filter.ts';

/** Samples between two looks at a track: 10.7 ms at 48 kHz. */
export const HOP = 512;

/** What is heard of a track, look by look. */
export interface Listening {
  /** Loudness of each band in each look, as a logarithm: `bands[band][look]`. */
  readonly bands: readonly Float32Array[];
  /** How much begins in each look, over all bands. */
  readonly onsets: Float32Array;
  readonly rate: number;
}

/** The pulse of a track. */
export interface Pulse {
  /** Samples at which beats fall, in order. */
  readonly beats: readonly number[];
  /** Which beats begin a bar, by their place in `beats`. */
  readonly bars: readonly number[];
  /** Looks from beat to beat, as the autocorrelation has it. */
  readonly period: number;
}

/** Middles of the bands a track is heard in, Hz, an octave and a half apart. */
const BANDS = [60, 170, 480, 1350, 3800, 9000] as const;
/** Beats a minute that are looked for. */
const SLOWEST = 55;
const FASTEST = 190;
/**
 * The autocorrelation at a pulse and its multiples, as shares of the onsets' own power, adds up to more than
 * this: rain, wind and talk reach 0.13, faint music 0.25.
 */
const LEAST_PULSE = 0.2;

/** Listens to a track: loudness by band, and where something begins. */
export function listen(sound: Sound): Listening {
  const { rate, channels } = sound;
  const length = channels[0]!.length;
  const mono = new Float32Array(length);
  for (const channel of channels) {
    for (let i = 0; i < length; i++) mono[i] = mono[i]! + channel[i]! / channels.length;
  }
  const looks = Math.floor(length / HOP);
  const bands = BANDS.map((hertz) => {
    const band = filtered(Float32Array.from(mono), { kind: 'band', hertz, q: 0.9 }, rate);
    return Float32Array.from({ length: looks }, (_, look) => {
      let sum = 0;
      for (let i = look * HOP; i < (look + 1) * HOP; i++) sum += band[i]! * band[i]!;
      return Math.log(1e-7 + sum / HOP);
    });
  });
  const onsets = new Float32Array(looks);
  for (const band of bands) {
    for (let i = 2; i < looks; i++) {
      const rise = band[i]! - Math.max(band[i - 1]!, band[i - 2]!);
      onsets[i] = onsets[i]! + Math.max(0, Math.min(4, rise));
    }
  }
  return { bands, onsets: withoutGround(onsets, Math.round(rate / HOP)), rate };
}

/** Onsets above what is usual within a second around. */
function withoutGround(onsets: Float32Array, window: number): Float32Array {
  const out = new Float32Array(onsets.length);
  let sum = 0;
  for (let i = -window; i < onsets.length; i++) {
    sum += onsets[i + window] ?? 0;
    if (i - window - 1 >= 0) sum -= onsets[i - window - 1]!;
    if (i >= 0) out[i] = Math.max(0, onsets[i]! - sum / (2 * window + 1));
  }
  return out;
}

/**
 * Finds the pulse of a track: the period by autocorrelation of its onsets, beats by the path over them
 * that keeps the period best, bars by where the low bands begin. Undefined where nothing repeats.
 */
export function findPulse(listening: Listening): Pulse | undefined {
  const period = findPeriod(listening);
  if (period === undefined) return undefined;
  const looks = beatLooks(listening.onsets, period);
  if (looks.length < 8) return undefined;
  const beats = looks.map((look) => look * HOP);
  return { beats, bars: barBeats(listening, looks), period };
}

function findPeriod({ onsets, rate }: Listening): number | undefined {
  const perMinute = (60 * rate) / HOP;
  const shortest = Math.floor(perMinute / FASTEST);
  const longest = Math.ceil(perMinute / SLOWEST);
  const mean = onsets.reduce((sum, onset) => sum + onset, 0) / Math.max(1, onsets.length);
  const correlation = (lag: number): number => {
    let sum = 0;
    for (let i = lag; i < onsets.length; i++)
      sum += (onsets[i]! - mean) * (onsets[i - lag]! - mean);
    return sum;
  };
  const whole = correlation(0);
  if (whole === 0 || onsets.length < longest * 4) return undefined;
  const at = Array.from({ length: longest * 4 + 3 }, (_, lag) =>
    lag < shortest - 1 ? 0 : correlation(lag) / whole,
  );
  const around = (lag: number) => Math.max(at[lag - 1] ?? 0, at[lag] ?? 0, at[lag + 1] ?? 0);
  let best = 0;
  let most = Number.NEGATIVE_INFINITY;
  for (let lag = shortest; lag <= longest; lag++) {
    // A pulse repeats at its multiples; between two that do, the one nearer to a walking pace.
    const repeats = at[lag]! + 0.6 * around(lag * 2) + 0.3 * around(lag * 4);
    const pace = Math.exp(-0.5 * (Math.log2(perMinute / lag / 112) / 0.9) ** 2);
    if (repeats * pace > most) {
      most = repeats * pace;
      best = lag;
    }
  }
  const clear = around(best) + around(best * 2) + around(best * 4);
  if (clear < LEAST_PULSE) return undefined;
  // Between two looks: the top of the parabola through its neighbours.
  const [a, b, c] = [at[best - 1]!, at[best]!, at[best + 1]!];
  const bend = a - 2 * b + c;
  return best + (bend < 0 ? Math.max(-0.5, Math.min(0.5, (0.5 * (a - c)) / bend)) : 0);
}

/** The path over onsets that keeps the period best, by dynamic programming. */
function beatLooks(onsets: Float32Array, period: number): readonly number[] {
  const scores = new Float64Array(onsets.length);
  const before = new Int32Array(onsets.length).fill(-1);
  const loudest = onsets.reduce((most, onset) => Math.max(most, onset), 0) || 1;
  const near = Math.round(period / 2);
  const far = Math.round(period * 2);
  for (let i = 0; i < onsets.length; i++) {
    let best = 0;
    for (let gap = near; gap <= far && gap <= i; gap++) {
      const off = Math.log(gap / period);
      const score = scores[i - gap]! - 6 * off * off;
      if (score > best) {
        best = score;
        before[i] = i - gap;
      }
    }
    scores[i] = best + onsets[i]! / loudest;
  }
  let last = onsets.length - 1;
  for (let i = Math.max(0, onsets.length - far); i < onsets.length; i++) {
    if (scores[i]! > scores[last]!) last = i;
  }
  const looks: number[] = [];
  for (let i = last; i >= 0; i = before[i]!) looks.unshift(i);
  return looks;
}

/** Beats that begin a bar of four, or of three where that fits clearly better. */
function barBeats({ bands, onsets }: Listening, looks: readonly number[]): readonly number[] {
  const weight = looks.map((look) => {
    let low = 0;
    let all = 0;
    for (let i = look - 1; i <= look + 2; i++) {
      all = Math.max(all, onsets[i] ?? 0);
      for (const band of bands.slice(0, 2)) {
        low = Math.max(low, (band[i + 2] ?? band[i] ?? 0) - (band[i - 2] ?? band[i] ?? 0));
      }
    }
    return Math.max(0, low) * 2 + all;
  });
  const mean = weight.reduce((sum, each) => sum + each, 0) / weight.length;
  const best = ([4, 3] as const).flatMap((count) =>
    Array.from({ length: count }, (_, phase) => {
      const firsts = weight.filter((_, i) => i % count === phase);
      const level = firsts.reduce((sum, each) => sum + each, 0) / Math.max(1, firsts.length);
      // Fewer beats vary more by themselves: three has to be the clearer one.
      return { count, phase, clear: (level - mean) * (count === 4 ? 1 : 0.8) };
    }),
  );
  const { count, phase } = best.reduce((a, b) => (b.clear > a.clear ? b : a));
  return looks.flatMap((_, i) => (i % count === phase ? [i] : []));
}
