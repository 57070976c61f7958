import { add, type Rational, rational } from '../time/rational.ts';
import type { Clip } from './clip.ts';
import type { TrackTransition } from './track-transition.ts';

/** Clips one after the other; a transition stands between the two it joins. */
export interface Track {
  readonly kind: 'video';
  readonly children: readonly (Clip | TrackTransition)[];
}

/** How long the track runs: its clips' source ranges one after the other. */
export function durationOf(track: Track, rate: number): Rational {
  let duration = rational(0, rate);
  for (const child of track.children) {
    if (child.kind === 'clip') duration = add(duration, child.sourceRange.duration);
  }
  return duration;
}
