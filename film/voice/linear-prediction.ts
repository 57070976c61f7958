/** What a sound is made of, as a filter that colours and what drives it. */
export interface Prediction {
  /** Each sample from those before it: `x[n] ~ -(a[0] x[n-1] + a[1] x[n-2] + ...)`. */
  readonly a: Float64Array;
  /** Root mean square of what is left: how strongly it is driven. */
  readonly gain: number;
}

/**
 * Linear prediction of a windowed stretch of sound (autocorrelation, Levinson and Durbin): the filter is
 * stable. Silence gives a filter that does nothing.
 */
export function predict(windowed: Float32Array, order: number): Prediction {
  const length = windowed.length;
  const r = new Float64Array(order + 1);
  for (let lag = 0; lag <= order; lag++) {
    let sum = 0;
    for (let n = lag; n < length; n++) sum += windowed[n]! * windowed[n - lag]!;
    r[lag] = sum;
  }
  // A floor of white noise, 50 dB down, keeps the peaks of a pure tone from ringing.
  r[0]! *= 1 + 1e-5;
  const a = new Float64Array(order);
  let error = r[0]!;
  if (error <= 1e-12) return { a, gain: 0 };
  const before = new Float64Array(order);
  for (let n = 0; n < order; n++) {
    let sum = r[n + 1]!;
    for (let k = 0; k < n; k++) sum += a[k]! * r[n - k]!;
    const reflection = -sum / error;
    before.set(a);
    a[n] = reflection;
    for (let k = 0; k < n; k++) a[k] = before[k]! + reflection * before[n - 1 - k]!;
    error *= 1 - reflection * reflection;
  }
  return { a, gain: Math.sqrt(Math.max(0, error) / length) };
}

/** What comes out when the filter is driven by `drive`, from silence. */
export function coloured(drive: Float32Array, { a, gain }: Prediction): Float32Array {
  const out = new Float32Array(drive.length);
  for (let n = 0; n < drive.length; n++) {
    let sum = drive[n]! * gain;
    for (let k = 0; k < a.length && k < n; k++) sum -= a[k]! * out[n - 1 - k]!;
    out[n] = sum;
  }
  return out;
}

/** How strongly the filter lets a frequency pass, against a second of `rate` samples. */
export function responseAt({ a }: Prediction, hertz: number, rate: number): number {
  let re = 1;
  let im = 0;
  for (let k = 0; k < a.length; k++) {
    const angle = (2 * Math.PI * hertz * (k + 1)) / rate;
    re += a[k]! * Math.cos(angle);
    im -= a[k]! * Math.sin(angle);
  }
  return 1 / Math.hypot(re, im);
}
