import { add, type Rational } from './rational.ts';

/** A stretch of time: `duration` from `start` on; `start + duration` is the first moment after it. */
export interface TimeRange {
  readonly start: Rational;
  readonly duration: Rational;
}

/** The first moment after the range. */
export function endOf(range: TimeRange): Rational {
  return add(range.start, range.duration);
}
