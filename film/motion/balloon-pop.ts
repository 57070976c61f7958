import { type Rational, toSeconds } from '../time/rational.ts';

/** Frames before its voice that a balloon begins to pop in. */
const EARLY = 3;
/** Its size in each frame from then on: quickly up, a little too large, and back. */
const SIZES = [0.5, 0.86, 1.06, 1.045, 1.015, 1] as const;
const OPACITIES = [0.7, 1] as const;

/** How a balloon is seen in one frame: its size and opacity, 1 as drawn; undefined before its cue. */
export function popAt(
  cue: Rational,
  time: Rational,
): { readonly size: number; readonly opacity: number } | undefined {
  const since = Math.round((toSeconds(time) - toSeconds(cue)) * time.rate) + EARLY;
  // A voice that begins with the shot finds its balloon there.
  if (toSeconds(cue) * time.rate < EARLY) return { size: 1, opacity: 1 };
  if (since < 0) return undefined;
  return { size: SIZES[since] ?? 1, opacity: OPACITIES[since] ?? 1 };
}
