import { type Box, unite } from '../space/box.ts';
import type { StopTime } from './camera-plan.ts';
import { placed } from './hero-view.ts';
import { type Stop, timesOf } from './stop-times.ts';
import { framesBetween, holds, viewAround, wholeWidth } from './view.ts';
import { isHead } from './view-faults.ts';
import type { ViewRoom } from './view-room.ts';

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

function stopsOver({ lettering, spans, keep, picture, ...room }: ViewRoom, hero: Box): Stop[] {
  const heads = keep.filter((box) => isHead(box, picture));
  const fits = (box: Box, share: number): boolean =>
    wholeWidth(box, room.aspect) * AIR <= share * hero.width;
  const groups: { seen: Box; span: NonNullable<Stop['span']> }[] = [];
  const read = lettering
    .flatMap((box, k) => (spans[k] ? [{ box, span: spans[k] }] : []))
    .sort((a, b) => a.span.at - b.span.at);
  for (const { box, span } of read) {
    const before = groups.at(-1);
    const both = before && unite(before.seen, box);
    if (before && both && fits(both, TOGETHER)) {
      before.seen = both;
      before.span = { at: before.span.at, until: Math.max(before.span.until, span.until) };
    } else groups.push({ seen: box, span });
  }
  const whole = { ...room, lettering, spans, keep, picture };
  const stops = groups.map(({ seen, span }): Stop => {
    const near = heads
      .map((head) => unite(head, seen))
      .filter((both) => fits(both, WITH_FACE))
      .sort((a, b) => a.width * a.height - b.width * b.height)[0];
    const view = viewAround(near ?? seen, room.aspect, AIR);
    const least = CLOSEST * hero.width;
    const wide = view.width < least ? viewAround(view, room.aspect, least / view.width) : view;
    const settled = placed(
      wide.width > hero.width ? viewAround(seen, room.aspect, 1) : wide,
      whole,
    );
    return { view: holds(settled, seen, 0.02 * seen.width) ? settled : placed(wide, whole), span };
  });
  const apart: Stop[] = [];
  for (const stop of stops) {
    const before = apart.at(-1);
    if (!before?.span || !stop.span || framesBetween(before.view, stop.view) >= APART)
      apart.push(stop);
    else apart.splice(-1, 1, { ...before, span: { at: before.span.at, until: stop.span.until } });
  }
  return apart;
}
