/** A filter of second order: what it takes of what comes in, and of what it gave out before. */
export interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** Takes away what lies above `hertz`, 12 dB an octave. @param q how narrow: flat to the corner, or it rings */
export function lowPass(hertz: number, rate: number, q?: number): Biquad {
  const { cos, alpha } = angleOf(hertz, rate, q);
  const low = (1 - cos) / 2;
  return scaled([low, 1 - cos, low], [1 + alpha, -2 * cos, 1 - alpha]);
}

/** Takes away what lies below `hertz`, 12 dB an octave. */
export function highPass(hertz: number, rate: number, q?: number): Biquad {
  const { cos, alpha } = angleOf(hertz, rate, q);
  const high = (1 + cos) / 2;
  return scaled([high, -(1 + cos), high], [1 + alpha, -2 * cos, 1 - alpha]);
}

/** Takes away what lies on either side of `hertz`. */
export function bandPass(hertz: number, rate: number, q?: number): Biquad {
  const { cos, alpha } = angleOf(hertz, rate, q);
  return scaled([alpha, 0, -alpha], [1 + alpha, -2 * cos, 1 - alpha]);
}

/** Makes what lies above `hertz` louder by `decibels`, or softer. */
export function highShelf(hertz: number, decibels: number, rate: number): Biquad {
  const { cos, alpha } = angleOf(hertz, rate);
  const gain = 10 ** (decibels / 40);
  const root = 2 * Math.sqrt(gain) * alpha;
  return scaled(
    [
      gain * (gain + 1 + (gain - 1) * cos + root),
      -2 * gain * (gain - 1 + (gain + 1) * cos),
      gain * (gain + 1 + (gain - 1) * cos - root),
    ],
    [
      gain + 1 - (gain - 1) * cos + root,
      2 * (gain - 1 - (gain + 1) * cos),
      gain + 1 - (gain - 1) * cos - root,
    ],
  );
}

/** The samples behind the filter, which was silent before them. */
export function filtered(samples: Float32Array, { b, a }: Biquad): Float32Array {
  const out = new Float32Array(samples.length);
  let first = 0;
  let second = 0;
  for (let n = 0; n < samples.length; n++) {
    const sample = samples[n]!;
    const made = b[0] * sample + first;
    first = b[1] * sample - a[0] * made + second;
    second = b[2] * sample - a[1] * made;
    out[n] = made;
  }
  return out;
}

function angleOf(
  hertz: number,
  rate: number,
  q: number = Math.SQRT1_2,
): { readonly cos: number; readonly alpha: number } {
  const angle = (2 * Math.PI * Math.min(hertz, 0.49 * rate)) / rate;
  return { cos: Math.cos(angle), alpha: Math.sin(angle) / (2 * q) };
}

function scaled(
  b: readonly [number, number, number],
  a: readonly [number, number, number],
): Biquad {
  return { b: [b[0] / a[0], b[1] / a[0], b[2] / a[0]], a: [a[1] / a[0], a[2] / a[0]] };
}
