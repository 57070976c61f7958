import { assertNever } from '../../grammar/assert-never.ts';
import { type Biquad, bandPass, highPass, lowPass } from '../../media/biquad.ts';

/** A filter of second order. */
export interface FilterShape {
  readonly kind: 'low' | 'high' | 'band';
  /** Corner or middle, Hz. */
  readonly hertz: number;
  /** How narrow: 0.7 is flat to the corner, 10 rings. */
  readonly q?: number;
}

/** Nothing is told apart so near the highest that there is. */
const HIGHEST = 0.45;

function biquadOf({ kind, hertz, q }: FilterShape, rate: number): Biquad {
  const at = Math.min(hertz, HIGHEST * rate);
  switch (kind) {
    case 'low':
      return lowPass(at, rate, q);
    case 'high':
      return highPass(at, rate, q);
    case 'band':
      return bandPass(at, rate, q);
    default:
      return assertNever(kind);
  }
}

/** Filters samples in place, and gives them back. */
export function filtered(samples: Float32Array, shape: FilterShape, rate: number): Float32Array {
  return swept(samples, () => shape, rate, samples.length);
}

/**
 * Filters samples in place with a shape that moves: asked for anew every `every` samples, at the sample
 * it begins with.
 */
export function swept(
  samples: Float32Array,
  shapeAt: (sample: number) => FilterShape,
  rate: number,
  every = 64,
): Float32Array {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let from = 0; from < samples.length; from += every) {
    const { b, a } = biquadOf(shapeAt(from), rate);
    const [b0, b1, b2] = b;
    const [a1, a2] = a;
    const to = Math.min(samples.length, from + every);
    for (let i = from; i < to; i++) {
      const x = samples[i]!;
      const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      samples[i] = y;
    }
  }
  return samples;
}
