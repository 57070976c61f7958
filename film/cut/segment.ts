import type { ShotId } from '../board/shot.ts';
import type { Blend } from '../board/transition.ts';
import { endOf } from '../time/time-range.ts';
import type { Clip } from './clip.ts';
import type { Timeline } from './timeline.ts';
import type { TrackTransition } from './track-transition.ts';

/** A run of a shot's frames: `start` counts from the shot's first frame. */
export interface ShotFrames {
  readonly shot: ShotId;
  readonly start: number;
}

/**
 * A piece of the film that is painted and encoded by itself: a stretch of one shot, or a blend that
 * needs two. `at` is its first frame in the film, `count` its frames; segments follow without a gap.
 */
export type Segment =
  | {
      readonly kind: 'body';
      readonly at: number;
      readonly count: number;
      readonly of: ShotFrames;
    }
  | {
      readonly kind: 'transition';
      readonly at: number;
      readonly count: number;
      readonly blend: Blend;
      /** Missing where the blend comes up from black. */
      readonly from?: ShotFrames;
      /** Missing where the blend goes down to black. */
      readonly to?: ShotFrames;
    };

/**
 * How far a blend has come in its frame `index` of `count`, 0 to 1. Neither end is reached inside it:
 * the frame before it is all of one shot, the frame after it all of the other. From and to black the
 * outer end is reached, so that a film can begin and end on black.
 */
export function blendProgress(
  segment: { readonly count: number; readonly from?: unknown; readonly to?: unknown },
  index: number,
): number {
  if (segment.from === undefined) return index / segment.count;
  return (index + 1) / (segment.to === undefined ? segment.count : segment.count + 1);
}

/**
 * The pieces of a film in order. A body longer than `longest` frames is divided evenly, so that one
 * long shot keeps every processor busy and a change near its end does not touch all of it.
 */
export function segmentsOf(
  timeline: Timeline,
  options: { readonly longest?: number } = {},
): readonly Segment[] {
  const longest = options.longest ?? timeline.rate * 8;
  const segments: Segment[] = [];
  const { children } = timeline.video;
  let at = 0;
  children.forEach((child, index) => {
    const before = children[index - 1];
    const after = children[index + 1];
    if (child.kind === 'transition') {
      const count = child.inOffset.value + child.outOffset.value;
      segments.push({
        kind: 'transition',
        at,
        count,
        blend: child.blend,
        ...(before?.kind === 'clip' && {
          from: {
            shot: before.shot,
            start: endOf(before.sourceRange).value - child.inOffset.value,
          },
        }),
        ...(after?.kind === 'clip' && {
          to: { shot: after.shot, start: after.sourceRange.start.value - child.inOffset.value },
        }),
      });
      at += count;
      return;
    }
    const body = bodyOf(child, before, after);
    const pieces = Math.ceil(body.count / longest);
    for (let piece = 0; piece < pieces; piece++) {
      const start = Math.round((body.count * piece) / pieces);
      const end = Math.round((body.count * (piece + 1)) / pieces);
      segments.push({
        kind: 'body',
        at: at + start,
        count: end - start,
        of: { shot: child.shot, start: body.start + start },
      });
    }
    at += body.count;
  });
  return segments;
}

/** What of a clip is seen alone: its source range without what its transitions cover. */
function bodyOf(
  clip: Clip,
  before: Clip | TrackTransition | undefined,
  after: Clip | TrackTransition | undefined,
): { start: number; count: number } {
  const covered = before?.kind === 'transition' ? before.outOffset.value : 0;
  const coveredAfter = after?.kind === 'transition' ? after.inOffset.value : 0;
  return {
    start: clip.sourceRange.start.value + covered,
    count: clip.sourceRange.duration.value - covered - coveredAfter,
  };
}
