import { fourier } from '../media/fourier.ts';
import { resampleSound } from '../media/resample-sound.ts';

/** Speech as it is compared: every hundredth of a second a row of figures, and how loud it is. */
export interface SpeechFeatures {
  /** Rows of `width` figures: mel cepstra and how they change. */
  readonly rows: Float32Array;
  readonly width: number;
  readonly length: number;
  /** Decibels of each row. */
  readonly level: Float32Array;
}

/** Rows a second. */
export const FEATURE_RATE = 100;

const RATE = 16_000;
const HOP = RATE / FEATURE_RATE;
const WINDOW = 400;
const SIZE = 512;
const BANDS = 20;
const CEPSTRA = 13;
const LOWEST = 120;
const HIGHEST = 6600;
/** What lies this far below the loudest of a band is not told apart: there is the noise of rooms. */
const DEEPEST = 10 ** (-30 / 10);
/** Rows on each side that a change is taken over. */
const REACH = 2;
/** Loudness tells where words are, and less what they are. */
const LOUDNESS_WEIGHT = 0.7;
const CHANGE_WEIGHT = 0.8;

/**
 * What speech sounds like, whoever speaks: without the pitch, and without what is the same throughout.
 *
 * @param warp as if the formants lay so much higher: speech of a smaller body is made like that of a larger
 */
export function featuresOf(samples: Float32Array, rate: number, warp = 1): SpeechFeatures {
  const sound = resampleSound(samples, rate, RATE);
  const length = Math.max(1, Math.ceil(sound.length / HOP));
  const level = new Float32Array(length);
  const cepstra = new Float32Array(length * CEPSTRA);
  const bands = melBands(warp);
  const powers = new Float64Array(length * BANDS);
  const re = new Float64Array(SIZE);
  const im = new Float64Array(SIZE);
  for (let row = 0; row < length; row++) {
    // The window's middle is where the row is.
    const from = Math.round(row * HOP + HOP / 2 - WINDOW / 2);
    re.fill(0);
    im.fill(0);
    let power = 0;
    for (let n = 0; n < WINDOW; n++) {
      const sample = sound[from + n] ?? 0;
      power += sample * sample;
      const bright = sample - 0.97 * (sound[from + n - 1] ?? 0);
      re[n] = bright * (0.54 - 0.46 * Math.cos((2 * Math.PI * n) / (WINDOW - 1)));
    }
    level[row] = 10 * Math.log10(power / WINDOW + 1e-10);
    fourier(re, im);
    bands.forEach((band, b) => {
      let sum = 0;
      for (const [bin, weight] of band) sum += weight * (re[bin]! ** 2 + im[bin]! ** 2);
      powers[row * BANDS + b] = sum;
    });
  }
  const logs = withoutNoise(powers, length);
  for (let row = 0; row < length; row++) {
    for (let c = 0; c < CEPSTRA; c++) {
      let sum = 0;
      for (let b = 0; b < BANDS; b++) {
        sum += logs[row * BANDS + b]! * Math.cos((Math.PI * c * (b + 0.5)) / BANDS);
      }
      cepstra[row * CEPSTRA + c] = sum;
    }
  }
  return { rows: compared(cepstra, length, level), width: 2 * CEPSTRA, length, level };
}

/** Rows in which there is speech: clearly above what is heard when nobody speaks. */
export function speechRows({ level, length }: SpeechFeatures): Uint8Array {
  const sorted = level.slice().sort();
  const floor = sorted[Math.floor(length * 0.08)]!;
  const loud = sorted[Math.floor(length * 0.95)]!;
  const limit = Math.max(loud - 38, floor + Math.max(5, 0.3 * (loud - floor)));
  const heard = level.map((value) => (value > limit ? 1 : 0));
  // A plosive is silent before it bursts: short gaps belong to speech, short clicks do not.
  return closed(Uint8Array.from(heard), 6);
}

function closed(heard: Uint8Array, gap: number): Uint8Array {
  const out = heard.slice();
  let last = Number.NEGATIVE_INFINITY;
  for (let n = 0; n < heard.length; n++) {
    if (!heard[n]) continue;
    if (n - last <= gap) out.fill(1, last + 1, n);
    last = n;
  }
  return out;
}

/** Cepstra without their mean, each as wide as the others, and how they change. */
function compared(cepstra: Float32Array, length: number, level: Float32Array): Float32Array {
  const loud = level.slice().sort()[Math.floor(length * 0.95)]!;
  const spoken = Array.from(level.keys()).filter((row) => level[row]! > loud - 30);
  const still = cepstra.slice();
  for (let c = 0; c < CEPSTRA; c++) {
    let sum = 0;
    let square = 0;
    for (const row of spoken) {
      sum += cepstra[row * CEPSTRA + c]!;
      square += cepstra[row * CEPSTRA + c]! ** 2;
    }
    const mean = sum / spoken.length;
    const deviation = Math.sqrt(Math.max(1e-6, square / spoken.length - mean * mean));
    const weight = (c === 0 ? LOUDNESS_WEIGHT : 1) / deviation;
    for (let row = 0; row < length; row++) {
      const value = (cepstra[row * CEPSTRA + c]! - mean) * weight;
      still[row * CEPSTRA + c] = Math.max(-3, Math.min(3, value));
    }
  }
  const rows = new Float32Array(length * 2 * CEPSTRA);
  for (let row = 0; row < length; row++) {
    for (let c = 0; c < CEPSTRA; c++) {
      const at = (n: number) => still[Math.max(0, Math.min(length - 1, n)) * CEPSTRA + c]!;
      let change = 0;
      for (let n = 1; n <= REACH; n++) change += n * (at(row + n) - at(row - n));
      rows[row * 2 * CEPSTRA + c] = at(row);
      rows[row * 2 * CEPSTRA + CEPSTRA + c] = (CHANGE_WEIGHT * change) / 5;
    }
  }
  return rows;
}

/** Logarithms of the powers of bands: what is always there is taken off, what lies deep is not told apart. */
function withoutNoise(powers: Float64Array, length: number): Float64Array {
  const out = new Float64Array(powers.length);
  for (let band = 0; band < BANDS; band++) {
    const own = Float64Array.from({ length }, (_, row) => powers[row * BANDS + band]!).sort();
    const noise = 1.5 * own[Math.floor(0.1 * length)]!;
    const floor = DEEPEST * own[Math.floor(0.97 * length)]! + 1e-9;
    for (let row = 0; row < length; row++) {
      const power = Math.max(0, powers[row * BANDS + band]! - noise);
      out[row * BANDS + band] = Math.log(power + floor);
    }
  }
  return out;
}

type Band = readonly (readonly [number, number])[];
const made = new Map<number, readonly Band[]>();

/** Bins of the transform that each band of the ear hears, with their weights. */
function melBands(warp: number): readonly Band[] {
  const known = made.get(warp);
  if (known) return known;
  const mel = (hertz: number) => 1127 * Math.log(1 + hertz / 700);
  const hertz = (value: number) => 700 * (Math.exp(value / 1127) - 1);
  const low = mel(LOWEST);
  const step = (mel(HIGHEST) - low) / (BANDS + 1);
  const bands = Array.from({ length: BANDS }, (_, band) => {
    const [from, middle, to] = [0, 1, 2].map((n) => warp * hertz(low + (band + n) * step));
    const bins: [number, number][] = [];
    for (let bin = 1; bin < SIZE / 2; bin++) {
      const at = (bin * RATE) / SIZE;
      const weight = Math.min((at - from!) / (middle! - from!), (to! - at) / (to! - middle!));
      if (weight > 0) bins.push([bin, weight]);
    }
    return bins;
  });
  made.set(warp, bands);
  return bands;
}
