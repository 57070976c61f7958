import type { Polygon } from '../space/polygon.ts';
import type { Rational } from '../time/rational.ts';

/**
 * A balloon of the page with the time in which it is read: where balloons pop it pops in as it was drawn
 * and leaves with the shot, and in any case the camera keeps it whole for so long.
 */
export interface BalloonCue {
  /** Its drawn edge with the tail, pixels of the art. */
  readonly outline: Polygon;
  /** When its voice begins, from the shot's beginning. It pops in three frames before. */
  readonly at: Rational;
  /** When its line has been read; missing where no line speaks of it. */
  readonly until?: Rational;
}
