import type { Biquad } from '../media/biquad.ts';
import type { Sound } from '../media/sound.ts';

/**
 * Loudness as ITU-R BS.1770-4 and EBU R 128 measure it, in LUFS: sound is weighted as the ear hears it,
 * its power taken over blocks of 400 ms, a new one every 100 ms; what is far quieter than the rest is
 * left out of the sum.
 */
export interface LoudnessMeter {
  /** Takes in the next stretch, of any length. */
  add(sound: Sound): void;
  /** Over all that was taken in; -Infinity where it is silent or shorter than one block. */
  integrated(): number;
}

/** Nothing below this is counted at all, and nothing this far below the loudness of the rest. */
const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;
/** What the weighting adds at 1 kHz: a sine of full scale there reads -3.01 in one channel. */
const OFFSET = -0.691;
const HOPS_A_SECOND = 10;
const HOPS_A_BLOCK = 4;

/** Opens a meter for mono or stereo at `rate` samples a second. */
export function openLoudnessMeter(rate: number, channels: number): LoudnessMeter {
  const hop = Math.round(rate / HOPS_A_SECOND);
  const filters = Array.from({ length: channels }, () => [headFilter(rate), lowFilter(rate)]);
  /** Power of each whole hop, its channels added up. */
  const powers: number[] = [];
  let sum = 0;
  let counted = 0;

  return {
    add(sound) {
      const heard = filters.map(([head, low], channel) => {
        const weighted = sound.channels[channel]!.slice();
        head!(weighted);
        low!(weighted);
        return weighted;
      });
      const length = heard[0]?.length ?? 0;
      for (let i = 0; i < length; i++) {
        for (const channel of heard) sum += channel[i]! * channel[i]!;
        if (++counted < hop) continue;
        powers.push(sum / hop);
        sum = 0;
        counted = 0;
      }
    },
    integrated() {
      const blocks = means(powers, HOPS_A_BLOCK).filter((power) => lufs(power) > ABSOLUTE_GATE);
      const gate = lufs(mean(blocks)) + RELATIVE_GATE;
      return lufs(mean(blocks.filter((power) => lufs(power) > gate)));
    },
  };
}

/** The loudness of a whole sound, in LUFS. */
export function loudnessOf(sound: Sound): number {
  const meter = openLoudnessMeter(sound.rate, sound.channels.length);
  meter.add(sound);
  return meter.integrated();
}

function lufs(power: number): number {
  return power > 0 ? OFFSET + 10 * Math.log10(power) : Number.NEGATIVE_INFINITY;
}

function mean(values: readonly number[]): number {
  if (values.length === 0) return 0;
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The mean of every `count` neighbours. */
function means(values: readonly number[], count: number): readonly number[] {
  const found: number[] = [];
  for (let end = count; end <= values.length; end++)
    found.push(mean(values.slice(end - count, end)));
  return found;
}

/** Works on a stretch in place, and goes on from there with the next. */
type Filter = (stretch: Float32Array) => void;

/** What a head does to sound: about 4 dB more above 2 kHz. */
function headFilter(rate: number): Filter {
  const k = Math.tan((Math.PI * 1681.974450955533) / rate);
  const q = 0.7071752369554196;
  const high = 10 ** (3.999843853973347 / 20);
  const middle = high ** 0.4996667741545416;
  const whole = 1 + k / q + k * k;
  return running({
    b: [
      (high + (middle * k) / q + k * k) / whole,
      (2 * (k * k - high)) / whole,
      (high - (middle * k) / q + k * k) / whole,
    ],
    a: [(2 * (k * k - 1)) / whole, (1 - k / q + k * k) / whole],
  });
}

/** The ear is dull for what lies low. */
function lowFilter(rate: number): Filter {
  const k = Math.tan((Math.PI * 38.13547087602444) / rate);
  const q = 0.5003270373238773;
  const whole = 1 + k / q + k * k;
  return running({
    b: [1, -2, 1],
    a: [(2 * (k * k - 1)) / whole, (1 - k / q + k * k) / whole],
  });
}

/** Filters stretch after stretch, as if they were one. */
function running({ b: [b0, b1, b2], a: [a1, a2] }: Biquad): Filter {
  let s1 = 0;
  let s2 = 0;
  return (stretch) => {
    for (let i = 0; i < stretch.length; i++) {
      const sample = stretch[i]!;
      const out = b0 * sample + s1;
      s1 = b1 * sample - a1 * out + s2;
      s2 = b2 * sample - a2 * out;
      stretch[i] = out;
    }
  };
}
