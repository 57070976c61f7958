/** Zero crossings of the sinc on each side: more is a steeper filter. */
const HALF_WIDTH = 32;
/** Places between two zero crossings at which the filter is tabled; between them it is interpolated. */
const STEPS = 256;
/** Of the lower of both Nyquist frequencies: what lies above is taken away. */
const PASSED = 0.94;
/** Kaiser window: stop band about 90 dB down. */
const BETA = 9;

let table: Float64Array | undefined;

/**
 * The same sound at another rate: `samples` counted at `from` a second, given back counted at `to`. Rates
 * need not be whole, so that speech read at another rate than its own becomes a voice of another size.
 * Band-limited: nothing of the old rate is mirrored into the new one.
 */
export function resampleSound(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples.slice();
  const filter = windowedSinc();
  const length = Math.max(0, Math.round((samples.length * to) / from));
  const out = new Float32Array(length);
  const step = from / to;
  // Going down, the filter is stretched to the lower Nyquist frequency.
  const scale = PASSED * Math.min(1, to / from);
  const reach = HALF_WIDTH / scale;
  for (let n = 0; n < length; n++) {
    const centre = n * step;
    const first = Math.max(0, Math.ceil(centre - reach));
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    let sum = 0;
    for (let k = first; k <= last; k++) {
      const at = Math.abs(centre - k) * scale * STEPS;
      const whole = Math.floor(at);
      const low = filter[whole]!;
      sum += samples[k]! * (low + (filter[whole + 1]! - low) * (at - whole));
    }
    out[n] = sum * scale;
  }
  return out;
}

/** One side of the windowed sinc, from its middle outwards. */
function windowedSinc(): Float64Array {
  if (table) return table;
  const made = new Float64Array(HALF_WIDTH * STEPS + 2);
  for (let n = 0; n < made.length; n++) {
    const x = n / STEPS;
    const inside = 1 - (x / HALF_WIDTH) ** 2;
    const window = inside <= 0 ? 0 : bessel(BETA * Math.sqrt(inside)) / bessel(BETA);
    made[n] = (n === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)) * window;
  }
  table = made;
  return made;
}

/** The modified Bessel function of order 0. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}
