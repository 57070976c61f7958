import { distanceTo } from '../media/distance.ts';
import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import type { Balloon } from './balloon.ts';
import { scrapsOf } from './balloon-scraps.ts';
import { shadowOf, swept } from './balloon-shadow.ts';
import type { Cover } from './cover.ts';
import { endsAlong } from './drawn-line.ts';
import { LOOK_OUT, offsetIn, type SeenBalloon, seeBalloon, usualOf } from './seen-balloon.ts';
import { type PageRaster, unitOf } from './unit.ts';

/** The softened rim of a drawn edge, as a part of the page's unit, and the least of it in pixels. */
const RIM = 0.002;
const LEAST_RIM = 2;
/** The part of the rim that is still the balloon's, rather than the art's, where the rim goes on. */
const STILL_BALLOON = 0.4;
/** How far a pixel may be from a balloon's ink or paper and be taken for it, summed over R, G and B. */
const LIKE = 60;
/** A line that no balloon of the page shows is not looked for farther than this part of the unit. */
const USUAL_LINE = 0.0015;

/**
 * What of a page each balloon covers, to be taken off: everything within its outline, its drawn line, as
 * wide as it is seen along it and as it usually is on the page where art as dark hides its end, a glow or a
 * shadow, and what belongs to it beyond its outline, tips of tails and spikes and a thought's bubbles.
 * @param page as it was drawn
 * @returns one for each balloon, in their order; empty for one that lies outside the page
 */
export function balloonCovers(page: PageRaster, balloons: readonly Balloon[]): readonly Cover[] {
  const seen = balloons.map((balloon) => seeBalloon(page, balloon));
  const usual = usualOf(seen, ({ usual: end }) => end) ?? USUAL_LINE * unitOf(page);
  return seen.map((one): Cover => {
    if (one === undefined) return { window: NOWHERE, mask: new Uint8Array(0) };
    return { window: one.near, mask: coverOf(page, one, usual) };
  });
}

const NOWHERE: Box = { x: 0, y: 0, width: 0, height: 0 };

function coverOf(page: PageRaster, one: SeenBalloon, usual: number): Uint8Array {
  const { balloon, near, within, ink, line } = one;
  const at = offsetIn(page, near);
  const { distance } = distanceTo(near, (i) => within[i]! > 0);
  const margin = rimOf(page, within, distance, ink.paper, at);
  const rim = Math.max(LEAST_RIM, RIM * unitOf(page));
  const own = Uint8Array.from(distance, (away) => (away <= margin ? 1 : 0));
  let widest = 0;
  if (line.isDrawn) {
    for (const [k, end] of endsAlong(line, usual).entries()) {
      const { x, y } = line.places[k]!;
      stamp(own, near, x - near.x, y - near.y, end + rim);
      widest = Math.max(widest, end);
    }
  }
  const scraps = scrapsOf(page, near, own, ink, balloon.kind === 'thought');
  const beside = distanceTo(near, (i) => scraps[i]! > 0).distance;
  const around = (line.isDrawn ? Math.min(widest, line.usual ?? usual) : 0) + rim;
  for (let i = 0; i < own.length; i++) if (beside[i]! <= around) own[i] = 1;
  const shadow = shadowOf(page, near, own, LOOK_OUT * unitOf(page));
  if (!shadow) return own;
  const shaded = swept(own, near, shadow);
  const off = distanceTo(near, (i) => shaded[i]! > 0).distance;
  return Uint8Array.from(off, (away) => (away <= rim ? 1 : 0));
}

/** Sets what lies within `radius` pixels of a point. */
function stamp(mask: Uint8Array, size: Size, x: number, y: number, radius: number): void {
  const top = Math.max(0, Math.floor(y - radius));
  const bottom = Math.min(size.height - 1, Math.ceil(y + radius));
  const left = Math.max(0, Math.floor(x - radius));
  const right = Math.min(size.width - 1, Math.ceil(x + radius));
  for (let v = top; v <= bottom; v++) {
    for (let u = left; u <= right; u++) {
      if ((u + 0.5 - x) ** 2 + (v + 0.5 - y) ** 2 <= radius * radius) mask[v * size.width + u] = 1;
    }
  }
}

/**
 * How wide the balloon's own rim is, pixels outside its outline: as far as most of the ring of that
 * width, all around, has the colour of the balloon's paper or of its ink, where the ring beyond has not.
 */
function rimOf(
  page: PageRaster,
  within: Uint8Array,
  distance: Float32Array,
  ground: readonly [number, number, number],
  colourAt: (i: number) => number,
): number {
  const unit = unitOf(page);
  const rim = Math.max(LEAST_RIM, RIM * unit);
  const reach = Math.max(4, Math.ceil(LOOK_OUT * unit));
  const rings = Array.from({ length: 2 * reach }, () => ({ pixels: 0, paper: 0, ink: 0 }));
  for (let i = 0; i < within.length; i++) {
    const away = distance[i]!;
    const ring = rings[Math.ceil(away) - 1];
    if (away === 0 || !ring) continue;
    ring.pixels++;
    const at = colourAt(i);
    const r = page.data[at]!;
    const g = page.data[at + 1]!;
    const b = page.data[at + 2]!;
    const off = Math.abs(r - ground[0]) + Math.abs(g - ground[1]) + Math.abs(b - ground[2]);
    if (off < LIKE) ring.paper++;
    else if (r + g + b < (ground[0] + ground[1] + ground[2]) / 3) ring.ink++;
  }
  const share = (from: number, to: number, of: 'paper' | 'ink'): number => {
    let all = 0;
    let hits = 0;
    for (const ring of rings.slice(from, to)) {
      all += ring.pixels;
      hits += ring[of];
    }
    return all > 0 ? hits / all : 0;
  };
  const beyond = {
    paper: share(reach, 2 * reach, 'paper'),
    ink: share(reach, 2 * reach, 'ink'),
  };
  const isOwn = (k: number): boolean =>
    (['paper', 'ink'] as const).some(
      (of) => share(k, k + 1, of) > beyond[of] + STILL_BALLOON * (1 - beyond[of]),
    );
  let last = 0;
  // An outline may lie on the inner side of the ink: one ring of neither is let pass.
  for (let k = 0; k < reach && (isOwn(k) || (k > 0 && isOwn(k - 1))); k++)
    if (isOwn(k)) last = k + 1;
  return last + rim;
}
