import type { Polygon } from '../space/polygon.ts';
import type { Rational } from '../time/rational.ts';

/** A balloon of the page that pops in as it was drawn and leaves with the shot. */
export interface BalloonCue {
  /** Its drawn edge with the tail, pixels of the art. */
  readonly outline: Polygon;
  /** When its voice begins, from the shot's beginning. It pops in three frames before. */
  readonly at: Rational;
}
