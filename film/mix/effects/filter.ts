/** A filter of second order. */
export interface FilterShape {
  readonly kind: 'low' | 'high' | 'band';
  /** Corner or middle, Hz. */
  readonly hertz: number;
  /** How narrow: 0.7 is flat to the corner, 10 rings. */
  readonly q?: number;
}

interface Coefficients {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
}

function coefficients({ kind, hertz, q = Math.SQRT1_2 }: FilterShape, rate: number): Coefficients {
  const omega = (2 * Math.PI * Math.min(hertz, rate * 0.45)) / rate;
  const alpha = Math.sin(omega) / (2 * q);
  const cosine = Math.cos(omega);
  const a0 = 1 + alpha;
  const edge = kind === 'low' ? 1 - cosine : 1 + cosine;
  const b =
    kind === 'band' ? [alpha, 0, -alpha] : [edge / 2, kind === 'low' ? edge : -edge, edge / 2];
  return {
    b0: b[0]! / a0,
    b1: b[1]! / a0,
    b2: b[2]! / a0,
    a1: (-2 * cosine) / a0,
    a2: (1 - alpha) / a0,
  };
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
    const { b0, b1, b2, a1, a2 } = coefficients(shapeAt(from), rate);
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
