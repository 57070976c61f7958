import type { ShotId } from '../board/shot.ts';
import { compare } from '../time/rational.ts';
import { endOf, type TimeRange } from '../time/time-range.ts';

/** A shot's place in the cut, as OpenTimelineIO means it. Ranges count from the shot's first frame. */
export interface Clip {
  readonly kind: 'clip';
  readonly shot: ShotId;
  /** The part that exists: the whole shot. */
  readonly availableRange: TimeRange;
  /** The part used; what a transition shows of the shot beyond it is not counted. */
  readonly sourceRange: TimeRange;
}

/** The same clip with another part used. Throws a RangeError where that part does not exist. */
export function trimClip(clip: Clip, sourceRange: TimeRange): Clip {
  const { availableRange } = clip;
  if (
    compare(sourceRange.start, availableRange.start) < 0 ||
    compare(endOf(sourceRange), endOf(availableRange)) > 0 ||
    sourceRange.duration.value < 0
  ) {
    throw new RangeError(`Shot ${clip.shot} has no such part.`);
  }
  return { ...clip, sourceRange };
}
