/**
 * A time or a length: `value` counted at `rate` a second. `{ value: 36, rate: 24 }` is a second and a
 * half. Both are integers; `rate` is above zero. OpenTimelineIO calls this RationalTime.
 */
export interface Rational {
  readonly value: number;
  readonly rate: number;
}

/** Frame rates a film can be delivered at. */
export const FRAME_RATES = [24, 25, 30] as const;
export type FrameRate = (typeof FRAME_RATES)[number];

/** `value` counts of a 1/`rate` second; a RangeError where they are not whole, or the rate not above 0. */
export function rational(value: number, rate: number): Rational {
  if (!Number.isInteger(value) || !Number.isInteger(rate) || rate <= 0) {
    throw new RangeError(
      `A time is whole counts at a whole rate above zero, not ${value}/${rate}.`,
    );
  }
  return { value, rate };
}

/** Seconds as a number, for arithmetic that ends in a picture; never stored. */
export function toSeconds(time: Rational): number {
  return time.value / time.rate;
}

/** The nearest count at `rate` to a number of seconds: what a hand-written `3.5` becomes at the door. */
export function fromSeconds(seconds: number, rate: number): Rational {
  return rational(Math.round(seconds * rate), rate);
}

/** The same time counted at another rate, rounded to the nearest count. */
export function rescale(time: Rational, rate: number): Rational {
  return rational(Math.round((time.value * rate) / time.rate), rate);
}

/** The exact sum; across rates it has the product of both rates. */
export function add(a: Rational, b: Rational): Rational {
  if (a.rate === b.rate) return rational(a.value + b.value, a.rate);
  return rational(a.value * b.rate + b.value * a.rate, a.rate * b.rate);
}

/** Below zero when `a` is earlier, zero when equal, above when later; exact across rates. */
export function compare(a: Rational, b: Rational): number {
  return a.value * b.rate - b.value * a.rate;
}
