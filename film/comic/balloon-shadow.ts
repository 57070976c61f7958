import { median } from '../grammar/median.ts';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import { offsetIn } from './seen-balloon.ts';

/** The farthest a shadow falls, on each axis, pixels. */
const FARTHEST = 16;
/** Shadows are tried this far apart: the look over an edge is wider. */
const STEP = 2;
/** A shadow takes at least this share of the light it falls on ... */
const LEAST_DARK = 0.08;
/** ... and the same share all along its edge, give or take this part of it ... */
const ALIKE = 0.35;
/** ... along at least this share of that edge: art that happens to lie there is not so even. */
const MOSTLY = 0.8;
/** Places along each side of it that are enough to tell by, and as many as are looked at. */
const LEAST_PLACES = 16;
const MOST_PLACES = 64;
/** Nothing falls visibly on what is darker than this, of 255. */
const DARKEST = 24;
/** Where along the way out a shadow is compared with the light: its edge is soft, and drawn by hand; pixels. */
const INSIDE = [-2, -1, 0] as const;
const OUTSIDE = [1, 2, 3, 4] as const;

/**
 * How far the hard shadow of a balloon falls: the balloon's own shape, moved, darkens what it falls on by
 * one factor, and its edge shows that all along, on two sides: along one alone a wall or a horizon would
 * do the same. Undefined where it has none.
 *
 * @param own the balloon with its line, not 0 within it; size of `near`
 * @param near where `own` lies on the page
 * @param farthest on each axis, pixels
 */
export function shadowOf(
  page: Raster,
  near: Box,
  own: Uint8Array,
  farthest: number,
): Point | undefined {
  // Odd, so that neither axis is among those tried.
  const reach = 2 * Math.floor(Math.max(3, Math.min(FARTHEST, farthest)) / 2) + 1;
  const at = offsetIn(page, near);
  const { width, height } = near;
  const inShape = (x: number, y: number): boolean =>
    x >= 0 && y >= 0 && x < width && y < height && own[y * width + x]! > 0;
  const edges = new Map<string, readonly Point[]>();
  const edgeTowards = (sx: number, sy: number): readonly Point[] => {
    const key = `${sx},${sy}`;
    const known = edges.get(key) ?? thinned(edgeOf(own, near, sx, sy), MOST_PLACES);
    edges.set(key, known);
    return known;
  };
  const inView = ({ x, y }: Point): boolean => x >= 0 && y >= 0 && x < width && y < height;
  const lightsOver = (from: Point, sx: number, sy: number, steps: readonly number[]): number[] =>
    steps.flatMap((step) => {
      const [x, y] = [from.x + sx * step, from.y + sy * step];
      return inView({ x, y }) && !inShape(x, y) ? [lightAt(page, at(y * width + x))] : [];
    });
  const darksAlong = (sx: number, sy: number, by: Point): number[] =>
    edgeTowards(sx, sy).flatMap(({ x, y }) => {
      const place = { x: x + by.x, y: y + by.y };
      const shaded = lightsOver(place, sx, sy, INSIDE);
      const lit = lightsOver(place, sx, sy, OUTSIDE);
      if (shaded.length === 0 || lit.length < OUTSIDE.length) return [];
      const beyond = Math.max(...lit);
      return beyond < DARKEST ? [] : [1 - Math.min(...shaded) / beyond];
    });
  let best: { readonly by: Point; readonly worth: number } | undefined;
  for (let dy = -reach; dy <= reach; dy += STEP) {
    for (let dx = -reach; dx <= reach; dx += STEP) {
      const by = { x: dx, y: dy };
      const sides = [darksAlong(Math.sign(dx), 0, by), darksAlong(0, Math.sign(dy), by)];
      if (sides.some(({ length }) => length < LEAST_PLACES)) continue;
      const usual = median(sides.flat())!;
      if (usual < LEAST_DARK) continue;
      const shares = sides.map(
        (darks) =>
          darks.filter((dark) => Math.abs(dark - usual) <= ALIKE * usual).length / darks.length,
      );
      const share = Math.min(...shares);
      if (share < MOSTLY) continue;
      // Of several that fit, the farthest hides most.
      const worth = share * usual + 0.002 * Math.hypot(dx, dy);
      if (!best || worth > best.worth) best = { by, worth };
    }
  }
  return best?.by;
}

/** A shape together with all it passes over on its way. @param by whole pixels */
export function swept(shape: Uint8Array, { width, height }: Box, by: Point): Uint8Array {
  const steps = Math.max(Math.abs(by.x), Math.abs(by.y));
  const out = shape.slice();
  for (let step = 1; step <= steps; step++) {
    const dx = Math.round((by.x * step) / steps);
    const dy = Math.round((by.y * step) / steps);
    for (let y = Math.max(0, dy); y < Math.min(height, height + dy); y++) {
      for (let x = Math.max(0, dx); x < Math.min(width, width + dx); x++) {
        if (shape[(y - dy) * width + x - dx]!) out[y * width + x] = 1;
      }
    }
  }
  return out;
}

/** Pixels of a shape whose neighbour in a direction is not of it. */
function edgeOf(own: Uint8Array, { width, height }: Box, sx: number, sy: number): Point[] {
  const edge: Point[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      if (own[y * width + x]! && !own[(y + sy) * width + x + sx]!) edge.push({ x, y });
    }
  }
  return edge;
}

function thinned(points: readonly Point[], most: number): readonly Point[] {
  const step = Math.max(1, points.length / most);
  const count = Math.floor(points.length / step);
  return Array.from({ length: count }, (_, k) => points[Math.floor(k * step)]!);
}

function lightAt({ data }: Raster, at: number): number {
  return 0.3 * data[at]! + 0.59 * data[at + 1]! + 0.11 * data[at + 2]!;
}
