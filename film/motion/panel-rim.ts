import { median } from '../grammar/median.ts';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import { boundsOf, contains, type Polygon, polygonOf, turnOf } from '../space/polygon.ts';

/** Share of a panel's shorter side that its border and the softness of its edge take, where unseen. */
const USUAL_RIM = 0.01;
/** The deepest rim that is believed, as a share of the shorter side ... */
const DEEPEST = 0.035;
/** ... and in pixels, where panels are small; the least that is looked through. */
const LEAST_DEPTH = 7;
/** Looks along one edge, and the length of an edge that is worth one. */
const MOST_LOOKS = 160;
const PIXELS_A_LOOK = 3;
/** Depths are looked at in steps of this many pixels. */
const STEP = 0.5;
/** How far outside the edge the gutter is looked for, in pixels: past the softness of the edge. */
const OUTSIDE = [2.5, 3.5, 4.5] as const;
/** Differences of colour, of 255: below it is the gutter, and a gutter differs no more in itself. */
const SAME = 26;
/** The art is clear of the gutter where it is this share of the way to its own colour. */
const CLEAR = 0.86;
/** How wide a drawn border may be, in pixels where panels are small, else as a share of the shorter side. */
const WIDEST_BORDER = { pixels: 4, share: 0.012 } as const;
/** How wide the passage from gutter to art may be, in pixels. */
const SOFT_EDGE = 2.5;
/** What scanning and compression carry on beyond the place where the colour has changed, in pixels. */
const SOFTNESS = 1;
/** Where on the way in a look is asked whether it meets a balloon, as shares of the deepest rim. */
const LETTERED = [0.35, 0.7, 1] as const;
/** Of all looks along an edge this share must be clear of the gutter. */
const MOSTLY = 0.94;

/** Two edges meet no farther from their ends than this many times the distance between those. */
const FARTHEST = 4;

/** A panel cut to its art. */
export interface CutPanel {
  readonly crop: Box;
  /** The art's own outline, pixels of the page; undefined where it is the crop. */
  readonly outline: Polygon | undefined;
}

/**
 * A panel without the rim where its border and the gutter run into the art: on a full frame, or on a
 * mount, that rim would be a stray line. Every edge is looked at on the page and moved inwards, at each
 * of its ends, as far as the gutter's colour or a drawn border reaches and no farther. An edge that lies
 * on the page's own edge has no rim.
 *
 * @param balloons outlines of what is lettered, pixels of the page: between its paper and its words an
 *   edge looks like gutter and border, and a rim that deep would cut the first line in two.
 */
export function withoutRim(
  page: Raster,
  crop: Box,
  outline: Polygon | undefined,
  balloons: readonly Polygon[] = [],
): CutPanel {
  const corners = outline ?? polygonOf(crop);
  const bounds = boundsOf(corners);
  const shorter = Math.min(bounds.width, bounds.height);
  const usual = Math.max(2.5, USUAL_RIM * shorter);
  const turn = turnOf(corners);
  const edges = corners.flatMap((a, i): Edge[] => {
    const b = corners[(i + 1) % corners.length]!;
    const length = Math.hypot(b.x - a.x, b.y - a.y);
    if (length < 1e-6) return [];
    const inwards = { x: (-(b.y - a.y) / length) * turn, y: ((b.x - a.x) / length) * turn };
    if (onPageEdge(a, b, page)) return [{ a, b }];
    const edge = { a, b, inwards, length };
    const rim = rimOf(page, edge, shorter, balloons) ?? { start: usual, end: usual };
    return [{ a: moved(a, inwards, rim.start), b: moved(b, inwards, rim.end) }];
  });
  const inner = cornersOf(edges);
  const kept = inner.length >= 3 ? inner.map((point) => inPage(point, page)) : corners;
  const { x, y, width, height } = boundsOf(kept);
  const left = Math.floor(x + 1e-6);
  const top = Math.floor(y + 1e-6);
  const box = {
    x: left,
    y: top,
    width: Math.ceil(x + width - 1e-6) - left,
    height: Math.ceil(y + height - 1e-6) - top,
  };
  return { crop: box, outline: kept };
}

interface Edge {
  readonly a: Point;
  readonly b: Point;
}

interface LookedEdge extends Edge {
  readonly inwards: Point;
  readonly length: number;
}

/** How deep the rim is at both ends of an edge, in pixels; undefined where nothing can be made out. */
function rimOf(
  page: Raster,
  edge: LookedEdge,
  shorter: number,
  balloons: readonly Polygon[],
): { readonly start: number; readonly end: number } | undefined {
  const { a, b, inwards, length } = edge;
  const looks = Math.min(MOST_LOOKS, Math.floor(length / PIXELS_A_LOOK));
  if (looks < 6) return undefined;
  const deepest = Math.max(LEAST_DEPTH, DEEPEST * shorter);
  const at = (share: number, depth: number): Point => ({
    x: a.x + (b.x - a.x) * share + inwards.x * depth,
    y: a.y + (b.y - a.y) * share + inwards.y * depth,
  });
  // The corners are left out: there the other edge's gutter is seen.
  const margin = Math.min(0.2, (deepest + 2) / length);
  const isLettered = (share: number): boolean =>
    LETTERED.some((part) =>
      balloons.some((balloon) => contains(balloon, at(share, part * deepest))),
    );
  const shares = Array.from(
    { length: looks },
    (_, k) => margin + ((1 - 2 * margin) * (k + 0.5)) / looks,
  ).filter((share) => !isLettered(share));
  if (shares.length < 6) return undefined;
  const around = shares.map((share) =>
    middleColour(OUTSIDE.map((depth) => colourAt(page, at(share, -depth)))),
  );
  const gutter = middleColour(around);
  const even = around.filter((colour) => difference(colour, gutter) < SAME).length;
  if (even < 0.55 * shares.length) return undefined;

  const steps = Math.ceil((deepest + 2) / STEP);
  const widest = Math.max(WIDEST_BORDER.pixels, WIDEST_BORDER.share * shorter);
  const found: { readonly share: number; readonly depth: number }[] = [];
  for (const [k, share] of shares.entries()) {
    if (difference(around[k]!, gutter) >= SAME) continue;
    const colours = Array.from({ length: steps }, (_, n) =>
      colourAt(page, at(share, n * STEP - 2)),
    );
    const border = afterBorder(colours, gutter, widest);
    const own = colours.slice(Math.min(colours.length - 4, border));
    const settled = middleColour(own.slice(-Math.ceil(own.length / 2)));
    // A balloon or bare ground that runs out into the gutter says nothing of where the edge is.
    if (difference(settled, gutter) < SAME * 1.5) continue;
    const start = colours.findIndex(
      (colour, n) => n >= border && difference(colour, gutter) >= SAME,
    );
    if (start < 0) continue;
    // What the colour comes to within the softness of a scanned edge; farther in the art changes itself.
    const soon = colours.slice(start, start + SOFT_EDGE / STEP + 1);
    const clear = CLEAR * Math.max(...soon.map((colour) => difference(colour, gutter)));
    const first = start + soon.findIndex((colour) => difference(colour, gutter) >= clear);
    if (first * STEP - 2 > deepest) continue;
    found.push({ share, depth: first * STEP - 2 + SOFTNESS });
  }
  if (found.length < Math.max(5, 0.25 * shares.length)) return undefined;
  return lineOver(found, deepest);
}

/**
 * Index of the colour behind a dark border that lies between gutter and art; 0 where there is none.
 * @param widest such a border may be, in pixels
 */
function afterBorder(colours: readonly Colour[], gutter: Colour, widest: number): number {
  const lights = colours.map(lightOf);
  let darkest = 0;
  const dark = lights.findIndex((light) => light <= lightOf(gutter) - 2.5 * SAME);
  for (let n = 1; n < lights.length; n++) {
    if (lights[n]! < lights[darkest]! - 1) darkest = n;
    const least = lights[darkest]!;
    if (least > lightOf(gutter) - 2.5 * SAME) continue;
    // What stays dark for longer is no line but art.
    if (n - dark > widest / STEP) return 0;
    // What rises again from the darkest was a line; how wide it may be is bounded by the looks.
    if (lights[n]! < least + 1.2 * SAME) continue;
    const behind = lights[Math.min(lights.length - 1, n + SOFT_EDGE / STEP)]!;
    const clear = lights.findIndex(
      (light, k) => k >= n && light >= least + CLEAR * (behind - least),
    );
    return clear < 0 ? n : clear;
  }
  return 0;
}

function lightOf({ r, g, b }: Colour): number {
  return 0.3 * r + 0.59 * g + 0.11 * b;
}

/** A straight line over depths, moved so that nearly all of them lie under it. */
function lineOver(
  found: readonly { readonly share: number; readonly depth: number }[],
  deepest: number,
): { readonly start: number; readonly end: number } {
  const half = found.length >> 1;
  const middleOf = (part: typeof found) => ({
    share: median(part.map((one) => one.share))!,
    depth: median(part.map((one) => one.depth))!,
  });
  const near = middleOf(found.slice(0, half));
  const far = middleOf(found.slice(half));
  const slope = (far.depth - near.depth) / Math.max(0.2, far.share - near.share);
  const over = found
    .map(({ share, depth }) => depth - (near.depth + slope * (share - near.share)))
    .sort((a, b) => a - b);
  // Looks far from all others met a balloon, not the gutter.
  const usual = over[over.length >> 1]!;
  const stray = 2 + 3 * median(over.map((value) => Math.abs(value - usual)))!;
  const alike = over.filter((value) => value - usual <= stray);
  const lift = alike[Math.min(alike.length - 1, Math.floor(MOSTLY * alike.length))]!;
  const depthAt = (share: number): number =>
    Math.max(0.5, Math.min(deepest, near.depth + slope * (share - near.share) + Math.max(0, lift)));
  return { start: depthAt(0), end: depthAt(1) };
}

interface Colour {
  readonly r: number;
  readonly g: number;
  readonly b: number;
}

/** Interpolated, so that a slanted edge is seen as smoothly as an upright one. */
function colourAt({ width, height, data }: Raster, { x, y }: Point): Colour {
  const px = Math.max(0, Math.min(width - 1, x - 0.5));
  const py = Math.max(0, Math.min(height - 1, y - 0.5));
  const x0 = Math.floor(px);
  const y0 = Math.floor(py);
  const x1 = Math.min(width - 1, x0 + 1);
  const y1 = Math.min(height - 1, y0 + 1);
  const channel = (c: number): number => {
    const above =
      data[(y0 * width + x0) * 4 + c]! * (1 - px + x0) +
      data[(y0 * width + x1) * 4 + c]! * (px - x0);
    const below =
      data[(y1 * width + x0) * 4 + c]! * (1 - px + x0) +
      data[(y1 * width + x1) * 4 + c]! * (px - x0);
    return above * (1 - py + y0) + below * (py - y0);
  };
  return { r: channel(0), g: channel(1), b: channel(2) };
}

function difference(one: Colour, other: Colour): number {
  return Math.max(Math.abs(one.r - other.r), Math.abs(one.g - other.g), Math.abs(one.b - other.b));
}

function middleColour(colours: readonly Colour[]): Colour {
  return {
    r: median(colours.map(({ r }) => r))!,
    g: median(colours.map(({ g }) => g))!,
    b: median(colours.map(({ b }) => b))!,
  };
}

function onPageEdge(a: Point, b: Point, { width, height }: Raster): boolean {
  const both = (near: (point: Point) => boolean): boolean => near(a) && near(b);
  return (
    both(({ x }) => x <= 1) ||
    both(({ y }) => y <= 1) ||
    both(({ x }) => x >= width - 1) ||
    both(({ y }) => y >= height - 1)
  );
}

function moved({ x, y }: Point, way: Point, by: number): Point {
  return { x: x + way.x * by, y: y + way.y * by };
}

function inPage({ x, y }: Point, { width, height }: Raster): Point {
  return { x: Math.max(0, Math.min(width, x)), y: Math.max(0, Math.min(height, y)) };
}

/**
 * Where each edge's line meets the next one's. Lines that hardly turn and were moved by different depths
 * meet far from both their ends: between those ends the corner is then.
 */
function cornersOf(edges: readonly Edge[]): Polygon {
  return edges.flatMap(({ a, b }, i): Point[] => {
    const next = edges[(i + 1) % edges.length]!;
    const d = { x: b.x - a.x, y: b.y - a.y };
    const e = { x: next.b.x - next.a.x, y: next.b.y - next.a.y };
    const across = d.x * e.y - d.y * e.x;
    const apart = Math.hypot(next.a.x - b.x, next.a.y - b.y);
    const between = { x: (b.x + next.a.x) / 2, y: (b.y + next.a.y) / 2 };
    if (Math.abs(across) < 1e-3 * Math.hypot(d.x, d.y) * Math.hypot(e.x, e.y)) {
      // Edges that go on in one line have no corner between them.
      return apart < 1 ? [] : [between];
    }
    const along = ((next.a.x - a.x) * e.y - (next.a.y - a.y) * e.x) / across;
    const met = { x: a.x + d.x * along, y: a.y + d.y * along };
    return [Math.hypot(met.x - b.x, met.y - b.y) > FARTHEST * apart + 1 ? between : met];
  });
}
