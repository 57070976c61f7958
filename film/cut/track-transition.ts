import type { Blend } from '../board/transition.ts';
import type { Rational } from '../time/rational.ts';

/**
 * A blend between two neighbours of a track. As in OpenTimelineIO it takes no time of its own: it
 * reaches `inOffset` back into the clip before it and `outOffset` on into the clip after it, and each
 * neighbour lends it frames from beyond its source range. At a track's start or end the missing
 * neighbour is black.
 */
export interface TrackTransition {
  readonly kind: 'transition';
  readonly blend: Blend;
  readonly inOffset: Rational;
  readonly outOffset: Rational;
}
