import type { Raster } from '../media/raster.ts';
import { type Polygon, turnOf } from '../space/polygon.ts';
import type { BalloonInk } from './balloon-ink.ts';

/** How far within its outline a balloon's line may begin, pixels. */
const BEGINS_WITHIN = 3;
/** Steps along a normal, pixels. */
const STEP = 0.5;
/** Of the places along an outline this share must show ink for a line to be drawn there ... */
const IS_DRAWN = 0.5;
/** ... and this share must show where it ends; on art as dark as ink little does ... */
const IS_SEEN = 0.3;
/** ... and half of them agree to this many pixels, or to this part of its width: dark art ends anywhere. */
const AGREE = 1.5;
const AGREE_PART = 0.4;
/** A line ends where it is paler than at its darkest by this part of the letters' contrast: art may be dark too. */
const PALER = 0.15;
/** How many places beside it, on either side, say how wide a line is at a place. */
const BESIDE = 6;
/** A line that seems wider than this, in multiples of its usual width, runs into dark art. */
const RUNS_ON = 2;

/** The ink line around a balloon, as it is seen along the outline. */
export interface DrawnLine {
  /** Whether there is one. */
  readonly isDrawn: boolean;
  /** Where it usually ends, pixels outside the outline; undefined where that is not seen often enough. */
  readonly usual: number | undefined;
  /** How wide it usually is, pixels, wherever the outline lies in it; undefined likewise. */
  readonly width: number | undefined;
  /** Places along the outline about a pixel apart. */
  readonly places: readonly LinePlace[];
}

/** A place on a balloon's outline, pixels of the page. */
export interface LinePlace {
  readonly x: number;
  readonly y: number;
  /** Where ink begins, pixels outside the outline, which may lie anywhere in the line; NaN where there is none. */
  readonly begin: number;
  /** Where the line ends, pixels outside the outline; NaN where that is not seen. */
  readonly end: number;
}

/**
 * Looks at a balloon's line along the normals of its outline: from where ink begins to where it ends.
 * @param reach how far out it may end, pixels
 */
export function drawnLine(
  page: Raster,
  outline: Polygon,
  ink: BalloonInk,
  reach: number,
): DrawnLine {
  const places: LinePlace[] = [];
  let seen = 0;
  let inked = 0;
  let inside = 0;
  const turn = turnOf(outline);
  for (let k = 0; k < outline.length; k++) {
    const a = outline[k]!;
    const b = outline[(k + 1) % outline.length]!;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    const steps = Math.max(1, Math.round(length));
    for (let s = 0; s < steps && length > 0; s++) {
      const x = a.x + ((b.x - a.x) * (s + 0.5)) / steps;
      const y = a.y + ((b.y - a.y) * (s + 0.5)) / steps;
      const out = { x: (turn * (b.y - a.y)) / length, y: (-turn * (b.x - a.x)) / length };
      const offsetAt = (d: number): number => {
        const px = Math.floor(x + out.x * d);
        const py = Math.floor(y + out.y * d);
        const isOff = px < 0 || py < 0 || px >= page.width || py >= page.height;
        return isOff ? -1 : (py * page.width + px) * 4;
      };
      let d = -BEGINS_WITHIN;
      while (d <= BEGINS_WITHIN && offsetAt(d) >= 0 && !ink.isInk(offsetAt(d))) d += STEP;
      const isInked = d <= BEGINS_WITHIN && offsetAt(d) >= 0;
      if (offsetAt(d) >= 0) inside++;
      if (isInked) inked++;
      const end = isInked ? endFrom(d, reach, (away) => depthAt(ink, offsetAt(away))) : Number.NaN;
      let begin = isInked ? d : Number.NaN;
      while (begin > -reach && offsetAt(begin - STEP) >= 0 && ink.isInk(offsetAt(begin - STEP)))
        begin -= STEP;
      if (!Number.isNaN(end)) seen++;
      places.push({ x, y, begin, end });
    }
  }
  const isDrawn = inked >= IS_DRAWN * Math.max(1, inside);
  const agreed = (values: readonly number[]): number | undefined => {
    const [low, middle, high] = quartersOf(values);
    const isAgreed = high - low <= Math.max(AGREE, AGREE_PART * middle);
    return isDrawn && isAgreed && seen >= IS_SEEN * inside ? middle : undefined;
  };
  return {
    isDrawn,
    usual: agreed(places.map(({ end }) => end)),
    width: agreed(places.map(({ begin, end }) => end - begin)),
    places,
  };
}

function depthAt(ink: BalloonInk, offset: number): number | undefined {
  return offset < 0 ? undefined : ink.depth(offset);
}

/** Where a line that begins at `from` ends; NaN where it runs on beyond `reach` or off the page. */
function endFrom(from: number, reach: number, depth: (d: number) => number | undefined): number {
  let most = 0;
  for (let d = from; d <= reach; d += STEP) {
    const here = depth(d);
    if (here === undefined) break;
    if (here < Math.min(1, most) - PALER) return Math.max(0, d);
    most = Math.max(most, here);
  }
  return Number.NaN;
}

/**
 * Where the line ends at each place: as most of the places beside it say, as the whole balloon does where
 * they do not show it or run into dark art.
 * @param usual where the lines of the page usually end, for a balloon that does not show it
 */
export function endsAlong(line: DrawnLine, usual: number): readonly number[] {
  const own = line.usual ?? usual;
  return line.places.map((_, k) => {
    const near = besideOf(line, k, ({ end }) => end <= RUNS_ON * own + 1);
    return near.length > BESIDE ? Math.max(quartersOf(near)[1], 0.8 * own) : own;
  });
}

/**
 * Where the line ends at each place, by its width; NaN where no ink begins. Where dark art hides the end it is
 * as wide as it usually is.
 * @param usual how wide the lines of the page usually are, for a balloon that does not show it
 */
export function lineEnds(line: DrawnLine, usual: number): readonly number[] {
  const own = line.width ?? usual;
  return line.places.map(({ begin }, k) => {
    // What differs more is art that runs into the line, and would be cut out as knots of it.
    const differs = Math.max(AGREE, AGREE_PART * own);
    const near = besideOf(line, k, (place) => Math.abs(place.end - place.begin - own) <= differs);
    const seen = near.length > BESIDE ? quartersOf(near)[1] : Number.NEGATIVE_INFINITY;
    return Number.isFinite(seen)
      ? Math.min(Math.max(seen, begin), begin + own + differs)
      : begin + own;
  });
}

/** The ends at the places beside one that are to be believed. */
function besideOf(
  { places }: DrawnLine,
  k: number,
  isBelieved: (place: LinePlace) => boolean,
): readonly number[] {
  const near: number[] = [];
  for (let step = -BESIDE; step <= BESIDE; step++) {
    const place = places.at((k + step) % places.length)!;
    if (isBelieved(place)) near.push(place.end);
  }
  return near;
}

/** The first, second and third quarter of the values that are seen; 0 where none is. */
function quartersOf(values: readonly number[]): readonly [number, number, number] {
  const seen = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const at = (share: number): number => seen[Math.floor(share * seen.length)] ?? 0;
  return [at(0.25), at(0.5), at(0.75)];
}
