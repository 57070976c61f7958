import { chanceAt } from '../grammar/seeded-chance.ts';
import { coloured, predict } from './linear-prediction.ts';

/** Sounds made without the voice: they are the same in a whisper. */
const VOICELESS = new Set('p t k f th s sh ch hh pau'.split(' '));

const FRAME_SECONDS = 0.03;
const ORDER = 18;
/** What a voice loses towards the treble and breath does not. */
const EMPHASIS = 0.94;
/** What is given back of it: breath is brighter than voice, and not all hiss. */
const DEPHASIS = 0.55;
/** Vowels are softer in a whisper, against what is whispered anyhow. */
const VOWEL_LEVEL = 0.5;
/** Seconds in which voice gives way to breath. */
const CROSSED = 0.008;
const SEED = 0x5eed;

/**
 * Puts breath into a voice: 0 leaves it as it is, 1 makes a whisper, in which nothing has a pitch. The
 * formants stay; what drives them becomes noise.
 *
 * @param phones with their last samples, in order
 */
export function breathe(
  samples: Float32Array,
  rate: number,
  phones: readonly { readonly phone: string; readonly to: number }[],
  share: number,
): Float32Array {
  if (share <= 0) return samples;
  const breath = breathOf(samples, rate);
  const voiced = voicedParts(samples.length, rate, phones);
  return samples.map((sample, n) => {
    const part = voiced[n]!;
    // A voice with some breath in it keeps its strength.
    const voice = 1 - part * share ** 1.5;
    return sample * voice + breath[n]! * part * share;
  });
}

/** The same sound, driven by noise throughout. */
function breathOf(samples: Float32Array, rate: number): Float32Array {
  const size = 2 * Math.round((FRAME_SECONDS * rate) / 2);
  const hop = size / 2;
  const bright = samples.map((sample, n) => sample - EMPHASIS * (samples[n - 1] ?? 0));
  const window = Float32Array.from({ length: size }, (_, n) =>
    Math.sin((Math.PI * (n + 0.5)) / size),
  );
  const made = new Float32Array(samples.length + size);
  for (let from = -hop; from < samples.length; from += hop) {
    const stretch = window.map((weight, n) => weight * (bright[from + n] ?? 0));
    const prediction = predict(stretch, ORDER);
    if (prediction.gain === 0) continue;
    const drive = Float32Array.from(
      { length: size },
      (_, n) => (chanceAt(SEED, from + hop, n) - 0.5) * Math.sqrt(12),
    );
    // Windowed twice by roots of a Hann window: neighbours add up to one.
    const noise = coloured(drive, prediction);
    for (let n = 0; n < size; n++) {
      if (from + n >= 0) made[from + n]! += noise[n]! * window[n]! * Math.SQRT2;
    }
  }
  let last = 0;
  return made.subarray(0, samples.length).map((sample) => {
    last = sample + DEPHASIS * last;
    return last * VOWEL_LEVEL;
  });
}

/** 1 where the voice sounds, 0 where it does not, with soft edges. */
function voicedParts(
  length: number,
  rate: number,
  phones: readonly { readonly phone: string; readonly to: number }[],
): Float32Array {
  const parts = new Float32Array(length);
  let from = 0;
  for (const { phone, to } of phones) {
    if (!VOICELESS.has(phone)) parts.fill(1, from, Math.min(to, length));
    from = to;
  }
  // A running mean, forth and back, is a ramp.
  const reach = Math.max(1, Math.round(CROSSED * rate));
  let sum = 0;
  const soft = new Float32Array(length);
  for (let n = 0; n < length + reach; n++) {
    sum += (parts[n] ?? 0) - (parts[n - 2 * reach] ?? 0);
    if (n >= reach) soft[n - reach] = sum / (2 * reach);
  }
  return soft;
}
