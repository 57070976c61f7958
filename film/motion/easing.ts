/** Share of a move's time that the camera takes to gather speed, and again to lose it. */
const RAMP = 0.35;

/**
 * Progress of an eased move: still, gathering speed, steady, slowing, still. Speed and its change are
 * continuous, and the steady part keeps the greatest speed at 1.54 times the mean.
 *
 * @param t 0 to 1; outside of it the move stands still.
 */
export function eased(t: number): number {
  if (t <= 0) return 0;
  if (t >= 1) return 1;
  if (t > 0.5) return 1 - eased(1 - t);
  const gathered = (x: number): number => RAMP * (x ** 3 - x ** 4 / 2);
  const steady = Math.max(0, t - RAMP);
  return (gathered(Math.min(1, t / RAMP)) + steady) / (1 - RAMP);
}

/**
 * Progress of a shot's move at a moment: at rest for a third of a second at each end, less in a short
 * shot, eased between. All in seconds; `last` is the moment of the last frame.
 */
export function restfulProgress(seconds: number, last: number): number {
  const rest = Math.min(0.34, last * 0.12);
  const travel = last - 2 * rest;
  return travel > 0 ? eased((seconds - rest) / travel) : 0;
}
