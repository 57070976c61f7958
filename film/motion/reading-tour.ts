import { areaOf, type Box, centreOf, intersect, unite } from '../space/box.ts';
import type { StopTime } from './camera-plan.ts';
import { FASTEST, type Stop, timesOf, wayOver } from './stop-times.ts';
import { edgeFault, missedOn, rowsOfViews, WAY_COST } from './travel-views.ts';
import { holds } from './view.ts';
import { faultOf, isHead } from './view-faults.ts';
import type { ReadingSpan, ViewRoom } from './view-room.ts';

/** Seconds that a stop is looked at, at least. */
const LEAST_LOOK = 0.8;
/** Two stops nearer to each other than this share of the view are one. */
const APART = 0.12;

/** What every stop after the second weighs against faults. */
const MORE_STOPS = 0.3;

/** Stops on the way over a picture, in the order in which what they show is read. */
export interface ReadingTour {
  readonly stops: readonly Box[];
  /** When the camera is at each; missing where nothing tells when anything is read. */
  readonly times?: readonly StopTime[];
  /** What is wrong with it, as for a `Travel`; 0 is nothing. */
  readonly cost: number;
}

/**
 * A way over a picture from balloon to balloon, as one reads: every stop is a good picture that holds
 * whole as many of the next ones as it can, and is left only when they have been read. Where nothing is
 * written it goes from face to face. Undefined where that gives less than two stops.
 *
 * @param seconds of the shot
 */
export function readingTour(
  room: ViewRoom,
  hero: Box,
  axis: 'x' | 'y',
  seconds: number,
): ReadingTour | undefined {
  const { keep, lettering, spans, picture } = room;
  const heads = keep.filter((box) => isHead(box, picture));
  const items = lettering.length > 0 ? lettering : heads;
  if (items.length === 0) return undefined;
  const most = Math.max(2, Math.floor(seconds / (LEAST_LOOK + 1)));
  let best: ReadingTour | undefined;
  for (const views of rowsOfViews(room, hero, axis)) {
    const faults = views.map((view) => faultOf(view, room) + edgeFault(view, room, axis));
    const { stops, unread } = stopsFor(items, spans, views, faults);
    const [head] = heads;
    const isSeen = head === undefined || stops.some(({ view }) => holds(view, head));
    if (head && !isSeen) addStop(stops, head, views, faults, axis);
    else if (stops.length === 1)
      addStop(stops, farthest(stops[0]!.view, room, axis), views, faults, axis);
    if (stops.length < 2 || stops.length > most) continue;
    if (wayOver(stops) > FASTEST * seconds) continue;
    const swept = stops.map(({ view }) => view).reduce(unite);
    const { times, haste, isRushed } = timesOf(stops, seconds);
    if (isRushed) continue;
    const cost =
      (2 * stops.reduce((sum, { view }) => sum + faults[views.indexOf(view)]!, 0)) / stops.length +
      missedOn(swept, room, axis) +
      WAY_COST.unread * unread +
      WAY_COST.haste * haste +
      MORE_STOPS * (stops.length - 2);
    if (best && cost >= best.cost) continue;
    best = { stops: stops.map(({ view }) => view), cost, ...(times && { times }) };
  }
  return best;
}

/** One after the other as many things as one view holds, each time the best such view. */
function stopsFor(
  items: readonly Box[],
  spans: readonly (ReadingSpan | undefined)[],
  views: readonly Box[],
  faults: readonly number[],
): { stops: Stop[]; unread: number } {
  const stops: Stop[] = [];
  let unread = 0;
  let holding: readonly Box[] = [];
  let span: ReadingSpan | undefined;
  const rest = (): void => {
    if (holding.length > 0) stops.push({ view: bestOf(holding, views, faults), span });
  };
  for (const [k, item] of items.entries()) {
    const own = spans[k];
    const alone = views.filter((view) => holds(view, item, 0.01 * item.width));
    if (alone.length === 0) {
      unread++;
      continue;
    }
    const both = holding.filter((view) => alone.includes(view));
    if (both.length > 0) {
      holding = both;
      span =
        span && own
          ? { at: Math.min(span.at, own.at), until: Math.max(span.until, own.until) }
          : (span ?? own);
      continue;
    }
    rest();
    holding = alone;
    span = own;
  }
  rest();
  return { stops, unread };
}

function bestOf(among: readonly Box[], views: readonly Box[], faults: readonly number[]): Box {
  return among.reduce((best, view) =>
    faults[views.indexOf(view)]! < faults[views.indexOf(best)]! ? view : best,
  );
}

/** One more stop, where something can be seen best that no stop shows: at the end that is nearer to it. */
function addStop(
  stops: Stop[],
  box: Box,
  views: readonly Box[],
  faults: readonly number[],
  axis: 'x' | 'y',
): void {
  const showing = views.filter((view) => holds(view, box));
  const most = Math.max(...views.map((view) => areaOf(intersect(view, box))));
  const among =
    showing.length > 0
      ? showing
      : views.filter((view) => areaOf(intersect(view, box)) >= most - 1e-6);
  const view = bestOf(among, views, faults);
  const away = (stop: Stop | undefined): number =>
    stop ? Math.abs(stop.view[axis] - view[axis]) : 0;
  const extent = axis === 'x' ? view.width : view.height;
  if (stops.some((stop) => away(stop) < APART * extent)) return;
  if (stops.length > 1 && away(stops[0]) < away(stops.at(-1)))
    stops.unshift({ view, span: undefined });
  else stops.push({ view, span: undefined });
}

/** The end of the picture that is farther from a view. */
function farthest(view: Box, { clean }: ViewRoom, axis: 'x' | 'y'): Box {
  const extent = axis === 'x' ? 'width' : 'height';
  const isLow = centreOf(view)[axis] > clean[axis] + clean[extent] / 2;
  const part = 0.2 * clean[extent];
  return {
    ...clean,
    [axis]: isLow ? clean[axis] : clean[axis] + clean[extent] - part,
    [extent]: part,
  };
}
