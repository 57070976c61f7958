import type { Box } from '../space/box.ts';
import type { StopTime } from './camera-plan.ts';
import { framesBetween } from './view.ts';
import type { ReadingSpan } from './view-room.ts';

/** A view that a camera rests on, and when what it shows is read, if anything tells. */
export interface Stop {
  readonly view: Box;
  readonly span: ReadingSpan | undefined;
}

/** Frames of travel a second between two stops, at most. */
export const FASTEST = 0.4;
/** A travel that has less than this share of the time it needs is a jump. */
const LEAST_OF_NEEDED = 0.45;
/** Seconds of rest at both ends at least. */
const REST = 0.3;

/** How many frames the travels between stops are long together. */
export function wayOver(stops: readonly Stop[]): number {
  return stops.slice(1).reduce((sum, { view }, k) => sum + framesBetween(stops[k]!.view, view), 0);
}

/**
 * When each stop is reached and left: between what is read in one and in the next. `haste` counts the
 * travels that have no time at all, and in part those that have too little; one that is rushed is a jump.
 */
export function timesOf(
  stops: readonly Stop[],
  seconds: number,
): { readonly times?: readonly StopTime[]; readonly haste: number; readonly isRushed: boolean } {
  if (!stops.some(({ span }) => span)) return { haste: 0, isRushed: false };
  let haste = 0;
  const travels = stops.slice(1).map((stop, k) => {
    const before = stops[k]!;
    const needed = Math.max(0.5, framesBetween(before.view, stop.view) / FASTEST);
    const from = before.span?.until ?? Math.max(REST, (stop.span?.at ?? seconds) - 2 * needed);
    const to = stop.span?.at ?? Math.min(seconds - REST, from + 2 * needed);
    const lack = Math.max(0, needed - Math.max(0, to - from)) / needed;
    haste += lack;
    // What lacks is shared by haste and by what is read.
    const takes = lack > 0 ? needed * (1 - lack / 2) : Math.min(to - from, 2 * needed);
    const middle = Math.max(takes / 2, Math.min(seconds - takes / 2, (from + to) / 2));
    return { leaves: middle - takes / 2, arrives: middle + takes / 2, needed };
  });
  // What overlaps is parted: the one travel ends where the next begins, between the two.
  let before = 0;
  let isRushed = false;
  for (const [k, travel] of travels.entries()) {
    const next = travels[k + 1];
    const end = next
      ? Math.min(travel.arrives, (next.leaves + travel.arrives) / 2)
      : travel.arrives;
    travel.leaves = Math.max(travel.leaves, before);
    travel.arrives = Math.max(travel.leaves, end);
    if (travel.arrives - travel.leaves < LEAST_OF_NEEDED * travel.needed) isRushed = true;
    before = travel.arrives;
  }
  const times = stops.map((_, k) => {
    const arrives = k === 0 ? 0 : travels[k - 1]!.arrives;
    const leaves = k === travels.length ? seconds : Math.max(travels[k]!.leaves, arrives);
    return { arrives, leaves };
  });
  return { times, haste, isRushed };
}
