import { distanceTo, fillPolygon } from '../media/distance.ts';
import type { Plane, Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import type { Balloon } from './balloon.ts';
import { unitOf } from './unit.ts';

/** The softened rim of a drawn edge, as a part of the page's unit, and the least of it in pixels. */
const RIM = 0.002;
const LEAST_RIM = 2;
/** How far out from its outline a balloon's ink, glow or shadow is looked for, as a part of the unit. */
const LOOK_OUT = 0.014;
/** The part of the rim that is still the balloon's, rather than the art's, where the rim goes on. */
const STILL_BALLOON = 0.4;
/** How far a pixel may be from a balloon's ink or paper and be taken for it, summed over R, G and B. */
const LIKE = 90;
/** How far letters may stand out of their balloon, as a part of their height. */
const POKE = 0.6;

/**
 * What is taken off: everything within the balloons' outlines, their drawn edge with its softened rim,
 * a glow or a shadow of the same width all around, and letters that stand out over the edge.
 * @param page as it was drawn
 * @returns size of the page, 255 where art has to be filled in
 */
export function plateMask(page: Raster, balloons: readonly Balloon[]): Plane {
  const mask = new Uint8Array(page.width * page.height);
  for (const balloon of balloons) {
    const near = nearby(balloon, page);
    if (near.width < 1 || near.height < 1) continue;
    cover(mask, page, balloon, near);
  }
  return { width: page.width, height: page.height, data: mask };
}

/** The balloon's box with room for its rim and for letters that stand out, within the page. */
function nearby(balloon: Balloon, page: Size): Box {
  const room = Math.ceil(LOOK_OUT * unitOf(page) * 2) + 4;
  let { x: left, y: top } = balloon.box;
  let right = left + balloon.box.width;
  let bottom = top + balloon.box.height;
  for (const { box } of wordsOf(balloon)) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  const x = Math.max(0, Math.floor(left - room));
  const y = Math.max(0, Math.floor(top - room));
  return {
    x,
    y,
    width: Math.min(page.width, Math.ceil(right + room)) - x,
    height: Math.min(page.height, Math.ceil(bottom + room)) - y,
  };
}

function cover(mask: Uint8Array, page: Raster, balloon: Balloon, near: Box): void {
  const outline = balloon.outline.map(({ x, y }) => ({ x: x - near.x, y: y - near.y }));
  const within = fillPolygon(near, outline).data;
  const { distance } = distanceTo(near, (i) => within[i]! > 0);
  const colourAt = (i: number): number =>
    ((Math.floor(i / near.width) + near.y) * page.width + (i % near.width) + near.x) * 4;
  const margin = rimOf(page, near, within, distance, colourAt);
  const poking = lettersOutside(page, balloon, near, within, colourAt);
  for (let i = 0; i < within.length; i++) {
    if (distance[i]! > margin && !poking[i]) continue;
    mask[colourAt(i) / 4] = 255;
  }
}

/**
 * How wide the balloon's own rim is, pixels outside its outline: as far as most of the ring of that
 * width, all around, has the colour of the balloon's paper or of its ink, where the ring beyond has not.
 */
function rimOf(
  page: Raster,
  near: Size,
  within: Uint8Array,
  distance: Float32Array,
  colourAt: (i: number) => number,
): number {
  const unit = unitOf(page);
  const rim = Math.max(LEAST_RIM, RIM * unit);
  const reach = Math.max(4, Math.ceil(LOOK_OUT * unit));
  const inner = distanceTo(near, (i) => !within[i]).distance;
  const ground = medianColour(page, within.length, colourAt, (i) => inner[i]! > 2);
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

function medianColour(
  page: Raster,
  count: number,
  colourAt: (i: number) => number,
  counts: (i: number) => boolean,
): readonly [number, number, number] {
  const histograms = [0, 1, 2].map(() => new Int32Array(256));
  let total = 0;
  for (let i = 0; i < count; i++) {
    if (!counts(i)) continue;
    total++;
    for (let c = 0; c < 3; c++) histograms[c]![page.data[colourAt(i) + c]!]!++;
  }
  const [r = 255, g = 255, b = 255] = histograms.map((histogram) => {
    let seen = 0;
    const at = histogram.findIndex((n) => {
      seen += n;
      return seen * 2 >= total;
    });
    return Math.max(0, at);
  });
  return [r, g, b];
}

function wordsOf(balloon: Balloon): readonly { readonly box: Box }[] {
  return balloon.lines.flatMap((line) => (line.words.length > 0 ? line.words : [line]));
}

/**
 * Letters that stand out over the edge: what has the letters' ink, lies in a word's box, a little let
 * out, and hangs together with the part of it within the outline or nearly so; with the rim around it.
 */
function lettersOutside(
  page: Raster,
  balloon: Balloon,
  near: Box,
  within: Uint8Array,
  colourAt: (i: number) => number,
): Uint8Array {
  const found = new Uint8Array(within.length);
  const rim = Math.max(LEAST_RIM, RIM * unitOf(page)) + 0.5;
  let any = false;
  for (const { box } of wordsOf(balloon)) {
    const height = Math.min(box.width, box.height);
    const left = Math.max(0, Math.floor(box.x - near.x - height * 0.1));
    const right = Math.min(near.width, Math.ceil(box.x - near.x + box.width + height * 0.1));
    const top = Math.max(0, Math.floor(box.y - near.y - height * 0.1));
    const bottom = Math.min(near.height, Math.ceil(box.y - near.y + box.height + height * 0.1));
    let out = 0;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) if (!within[y * near.width + x]) out++;
    }
    if (out === 0) continue;
    const own = inkOf(page, colourAt, within, near, left, right, top, bottom);
    if (!own) continue;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const i = y * near.width + x;
        if (within[i]) continue;
        const at = colourAt(i);
        let off = 0;
        for (let c = 0; c < 3; c++) off += Math.abs(page.data[at + c]! - own[c]!);
        if (off > LIKE) continue;
        found[i] = 1;
        any = true;
      }
    }
  }
  if (!any) return found;
  const { distance } = distanceTo(near, (i) => found[i]! > 0);
  const reach = POKE;
  return Uint8Array.from(distance, (away) => (away <= rim + reach ? 1 : 0));
}

/** The letters' own colour in the part of a word's box that lies within: its darkest or lightest tenth, whichever is farther from the ground. */
function inkOf(
  page: Raster,
  colourAt: (i: number) => number,
  within: Uint8Array,
  near: Size,
  left: number,
  right: number,
  top: number,
  bottom: number,
): readonly number[] | undefined {
  const inside: number[] = [];
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const i = y * near.width + x;
      if (within[i]) inside.push(colourAt(i));
    }
  }
  if (inside.length < 12) return undefined;
  const level = (at: number): number => page.data[at]! + page.data[at + 1]! + page.data[at + 2]!;
  inside.sort((a, b) => level(a) - level(b));
  const middle = level(inside[inside.length >> 1]!);
  const tenth = Math.max(1, Math.floor(inside.length * 0.06));
  const dark = inside[tenth]!;
  const light = inside[inside.length - 1 - tenth]!;
  const ink = middle - level(dark) >= level(light) - middle ? dark : light;
  if (Math.abs(level(ink) - middle) < LIKE) return undefined;
  return [0, 1, 2].map((c) => page.data[ink + c]!);
}
