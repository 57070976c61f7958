import { areaOf, type Box, centreOf, unite } from '../space/box.ts';
import type { StopTime } from './camera-plan.ts';
import { placed } from './hero-view.ts';
import { timesOf } from './stop-times.ts';
import { framesBetween, viewAround, viewAt, wholeWidth } from './view.ts';
import { isHead } from './view-faults.ts';
import type { ReadingSpan, ViewRoom } from './view-room.ts';

/** Air around what a stop shows, as a factor of its size. */
const AIR = 1.12;
/** No stop is closer than this share of the view of the whole ... */
const CLOSEST = 0.42;
/** ... and balloons that a view of this share holds together share a stop. */
const TOGETHER = 0.62;
/** A face is shown with its balloon where both fit into this share. */
const WITH_FACE = 0.72;
/** Two stops nearer to each other than this, in frames, are one. */
const APART = 0.12;
/** Seconds in which the camera comes from the whole to the first balloon, and goes back at the end. */
const ARRIVAL = { leaves: 0.4, takes: 1.8 } as const;

/** What is read, and when. */
interface Reading {
  readonly seen: Box;
  readonly span: ReadingSpan;
}

interface ReadStop {
  readonly view: Box;
  readonly span: ReadingSpan;
}

/**
 * A way over a picture whose words are too small to be read while it is seen whole: from the whole to
 * each balloon in turn, with a face beside it where one is near, and back to the whole where time is
 * left. Undefined where nothing tells when balloons are read, or where there is no time to travel.
 *
 * @param hero the view of the whole
 * @param seconds of the shot
 */
export function balloonTour(
  room: ViewRoom,
  hero: Box,
  seconds: number,
): { readonly stops: readonly Box[]; readonly times: readonly StopTime[] } | undefined {
  const stops = stopsOver(room, hero);
  const first = stops[0]?.span;
  const last = stops.at(-1)?.span;
  if (!first || !last) return undefined;
  const { times, isRushed } = timesOf(stops, seconds);
  if (!times || isRushed) return undefined;
  const arrives = Math.max(ARRIVAL.leaves + ARRIVAL.takes, first.at + ARRIVAL.takes / 2);
  // What is left before its camera would have arrived is seen whole, and only that.
  if (times[0]!.leaves < arrives) return undefined;
  const views = [hero, ...stops.map(({ view }) => view)];
  const whole = { arrives: 0, leaves: ARRIVAL.leaves };
  const own = times.map((time, k) => (k === 0 ? { ...time, arrives } : time));
  const back = Math.max(last.until, own.at(-1)!.arrives);
  if (seconds - back < 1.4 * ARRIVAL.takes) return { stops: views, times: [whole, ...own] };
  const end = { arrives: back + ARRIVAL.takes, leaves: seconds };
  const left = own.map((time, k) => (k === own.length - 1 ? { ...time, leaves: back } : time));
  return { stops: [...views, hero], times: [whole, ...left, end] };
}

/** A view for each balloon, or for several that stand together, in the order in which they are read. */
function stopsOver(room: ViewRoom, hero: Box): readonly ReadStop[] {
  const stops: ReadStop[] = [];
  for (const { seen, span } of readTogether(room, hero)) {
    const view = viewOn(seen, room, hero);
    const before = stops.at(-1);
    if (before && framesBetween(before.view, view) < APART) {
      stops.splice(-1, 1, { ...before, span: { at: before.span.at, until: span.until } });
    } else stops.push({ view, span });
  }
  return stops;
}

/** What is read one after the other and fits into one view. */
function readTogether({ lettering, spans, aspect }: ViewRoom, hero: Box): readonly Reading[] {
  const read = lettering
    .flatMap((seen, k): Reading[] => (spans[k] ? [{ seen, span: spans[k] }] : []))
    .sort((a, b) => a.span.at - b.span.at);
  const groups: Reading[] = [];
  for (const { seen, span } of read) {
    const before = groups.at(-1);
    const both = before && unite(before.seen, seen);
    if (before && both && fits(both, TOGETHER, aspect, hero)) {
      const until = Math.max(before.span.until, span.until);
      groups.splice(-1, 1, { seen: both, span: { at: before.span.at, until } });
    } else groups.push({ seen, span });
  }
  return groups;
}

/** A view on what is read, with the face that takes least room beside it. */
function viewOn(seen: Box, room: ViewRoom, hero: Box): Box {
  const { keep, picture, aspect } = room;
  const [near] = keep
    .filter((box) => isHead(box, picture))
    .map((head) => unite(head, seen))
    .filter((both) => fits(both, WITH_FACE, aspect, hero))
    .sort((a, b) => areaOf(a) - areaOf(b));
  const view = viewAround(near ?? seen, aspect, AIR);
  const width = Math.max(view.width, CLOSEST * hero.width);
  return placed(viewAt(centreOf(view), width, aspect), room);
}

/** Whether a view with air around a box is no wider than a share of the view of the whole. */
function fits(box: Box, share: number, aspect: number, hero: Box): boolean {
  return wholeWidth(box, aspect) * AIR <= share * hero.width;
}
