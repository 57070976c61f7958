import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { convexHull } from '../space/convex-hull.ts';
import { polygonArea } from '../space/polygon.ts';
import { coverOf, edgeSupport, foreignShare } from './balloon-signs.ts';
import {
  boundsOfMask,
  type Cover,
  edgeOf,
  filled,
  largestPatch,
  opened,
  windowOf,
} from './cover.ts';
import { withinReach } from './even-reach.ts';
import { awayFrom, type Ground } from './ground.ts';
import { type HoldSite, holdWithin, standsInPanel } from './hold-within.ts';
import { boxOfLines, type LineShape, paddedBox } from './line-shape.ts';

/** The ground around some lines, followed to where it ends. */
export interface GrownBalloon extends Cover {
  /** How surely this is a balloon and not a leak, 0 to 1. */
  readonly trust: number;
  /** The part of its edge that has something else beyond it, 0 to 1; the panel's edge is not asked. */
  readonly edge: number;
  /** How far its body comes up to the hull around it, 0 to 1. */
  readonly solid: number;
}

/** How far from the ground's colour a pixel may be, as parts of the letters' contrast, tried in turn. */
const TOLERANCES = [0.03, 0.06, 0.11, 0.18, 0.28, 0.4, 0.52];
/** Leaks narrower than this are closed, as parts of the letters' size, tried in turn. */
const LEAKS = [0.14, 0.3];
/**
 * The largest balloon, as a multiple of its lettering's area, and for a single short word as a multiple of
 * a letter's. A letter much larger than usual makes no larger balloon: what is drawn large fills it better.
 */
const MOST_OF_LETTERING = 11;
const MOST_OF_SIZE = 90;
const LARGEST_OF_USUAL = 1.4;
/** The least part of a balloon's hull that it fills, joined ones as well. */
const LEAST_SOLID = 0.55;
/** What may be enclosed that is not lettering, as a part of all. */
const MOST_ENCLOSED = 0.22;
/** Trust enough to look no further. */
const SURE = 0.93;
/** Trust enough not to try another tolerance. */
const PERFECT = 0.97;
const LEAST_TRUST = 0.42;
/** Around a short word there is much ground; that much of it has to be so sure to be no leak. */
const LEAST_TRUST_EMPTY = 0.85;

/** What growing needs to know. */
export interface GrowthSite extends HoldSite {
  readonly raster: Raster;
  /** The page's usual size of letters, in pixels. */
  readonly usual: number;
}

/**
 * Follows the ground around a line to where it ends. How much of a change ends it is not known
 * beforehand (white on pale art, yellowed paper full of dots), so several tolerances are tried, first
 * freely, then within the panels (white balloons run into white gutters), then with leaks closed, and
 * the most convincing shape is kept. Undefined where no shape convinces.
 */
export function growBalloon(
  site: GrowthSite,
  seeds: readonly LineShape[],
  ground: Ground,
): GrownBalloon | undefined {
  const size = Math.max(...seeds.map((seed) => seed.size));
  const growing: Growing = { site, seeds, ground, size, surroundings: new Map() };
  let best: GrownBalloon | undefined;
  const tryAll = (isHeld: boolean, leak: number, worth: number): void => {
    let before = 0;
    for (const part of TOLERANCES) {
      const tolerance = Math.max(4, 2.2 * ground.spread, part * Math.abs(ground.contrast));
      // Below the ground's own unevenness there is nothing to be told apart.
      if (tolerance === before) continue;
      before = tolerance;
      const least = Math.max(LEAST_TRUST, best?.trust ?? 0) / worth;
      const grown = growth(growing, { tolerance, isHeld, leak, least });
      // What runs away at this tolerance runs away at any larger one.
      if (grown === 'runs away') return;
      const trust = grown ? grown.trust * worth : 0;
      if (grown && trust > (best?.trust ?? LEAST_TRUST)) best = { ...grown, trust };
      if (best && best.trust > PERFECT) return;
    }
  };
  tryAll(false, 0, 1);
  // Beside the panels there is nothing to be held within: that is lettering on the paper.
  if (!standsInPanel(site, seeds)) return best;
  if (!best || best.trust < SURE) tryAll(true, 0, 1);
  for (const leak of LEAKS) if (!best) tryAll(true, leak, 0.9);
  return best;
}

interface Growing {
  readonly site: GrowthSite;
  readonly seeds: readonly LineShape[];
  readonly ground: Ground;
  /** The largest of the seeds' sizes. */
  readonly size: number;
  /** What is around the seeds in the windows looked at so far. */
  readonly surroundings: Map<number, Surroundings>;
}

interface Surroundings {
  readonly window: Box;
  /** How far each pixel is from the ground, levels; 0 under lettering. */
  readonly away: Uint8Array;
  /** 1 under lettering. */
  readonly lettered: Uint8Array;
  /** 1 where a balloon may be when it is held within the panels. */
  readonly held: Uint8Array;
}

/** One try to follow the ground. */
interface Attempt {
  /** How far from the ground's colour a pixel may be, levels. */
  readonly tolerance: number;
  readonly isHeld: boolean;
  /** Leaks narrower than twice this part of the letters' size are closed. */
  readonly leak: number;
  /** What is trusted less is of no use. */
  readonly least: number;
}

function growth(growing: Growing, attempt: Attempt): GrownBalloon | 'runs away' | undefined {
  const text = boxOfLines(growing.seeds);
  const first = Math.max(3.5 * growing.size, 0.4 * Math.min(text.width, text.height));
  for (let round = 0; round < 4; round++) {
    const grown = growthWithin(growing, first * 2 ** round, attempt);
    if (grown === 'cut off') break;
    if (grown !== 'cut') return grown;
  }
  return 'runs away';
}

function surroundingsOf({ site, seeds, ground, size, surroundings }: Growing, reach: number) {
  const known = surroundings.get(reach);
  if (known) return known;
  const { raster, shapes } = site;
  const window = windowOf(paddedBox(boxOfLines(seeds), reach), raster);
  const { width, height } = window;
  const lettered = new Uint8Array(width * height);
  for (const shape of shapes) {
    const isAlike = shape.size > 0.5 * size && shape.size < 2 * size && shape.lean < 8;
    if (!isAlike) continue;
    paintBox(lettered, window, paddedBox(shape.line.box, -0.15 * shape.size));
  }
  const away = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = ((y + window.y) * raster.width + window.x) * 4;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!lettered[i]) away[i] = awayFrom(ground, raster.data, row + x * 4);
    }
  }
  const seen = { window, away, lettered, held: holdWithin(site, seeds, window) };
  surroundings.set(reach, seen);
  return seen;
}

function growthWithin(
  growing: Growing,
  reach: number,
  { tolerance, isHeld, leak, least }: Attempt,
): GrownBalloon | 'cut' | 'cut off' | undefined {
  const { seeds, size, site } = growing;
  const { window, away, lettered, held } = surroundingsOf(growing, reach);
  const isGround = new Uint8Array(away.length);
  let room = 0;
  for (let i = 0; i < away.length; i++) {
    if (away[i]! <= tolerance && (!isHeld || held[i])) isGround[i] = 1;
    room += lettered[i]!;
  }
  let open = isGround;
  if (leak > 0) {
    const { distance } = distanceTo(window, (i) => isGround[i] === 0);
    open = new Uint8Array(away.length);
    for (let i = 0; i < open.length; i++) if (distance[i]! > leak * size) open[i] = 1;
  }
  const patch = patchFrom(open, window, seeds, mostArea(room, growing));
  if (!patch || patch === 'too large') return patch && 'cut off';
  if (leak > 0) {
    const { distance } = distanceTo(window, (i) => patch[i] === 1);
    const back = leak * size + 1.5;
    for (let i = 0; i < patch.length; i++) {
      if (isGround[i] && distance[i]! <= back) patch[i] = 1;
    }
  }
  let area = 0;
  let letters = 0;
  for (let i = 0; i < patch.length; i++) {
    area += patch[i]!;
    if (patch[i] && lettered[i]) letters++;
  }
  // Larger than any balloon around such lettering, whatever more there is to find.
  if (area > mostArea(letters, growing)) return 'cut off';
  const rim = rimContact(patch, window, site.raster);
  if (rim === 'window') return 'cut';
  const grown = croppedTo(patch, window, lettered, isHeld ? held : undefined);
  return judged(growing, grown, { rim, tolerance, least });
}

function mostArea(letters: number, { size, site: { usual } }: Growing): number {
  const letter = Math.min(size, LARGEST_OF_USUAL * usual);
  return Math.max(MOST_OF_LETTERING * letters, MOST_OF_SIZE * letter * letter);
}

/** What one growth found, in a window just large enough. */
interface Grown {
  readonly window: Box;
  readonly patch: Uint8Array;
  readonly lettered: Uint8Array;
  /** Where the growth was held within, when it was. */
  readonly held?: Uint8Array;
}

function croppedTo(
  patch: Uint8Array,
  window: Box,
  lettered: Uint8Array,
  held: Uint8Array | undefined,
): Grown {
  const bounds = boundsOfMask(patch, window);
  const part = windowOf(paddedBox(bounds, 4), window);
  const crop = (mask: Uint8Array): Uint8Array => {
    const cropped = new Uint8Array(part.width * part.height);
    for (let y = 0; y < part.height; y++) {
      const from = (y + part.y) * window.width + part.x;
      cropped.set(mask.subarray(from, from + part.width), y * part.width);
    }
    return cropped;
  };
  return {
    window: { ...part, x: part.x + window.x, y: part.y + window.y },
    patch: crop(patch),
    lettered: crop(lettered),
    ...(held && { held: crop(held) }),
  };
}

/** The connected ground that the middles of the seeds lie in, up to so many pixels. */
function patchFrom(
  open: Uint8Array,
  window: Box,
  seeds: readonly LineShape[],
  most: number,
): Uint8Array | 'too large' | undefined {
  const { width, height } = window;
  const patch = new Uint8Array(width * height);
  const queue = new Int32Array(width * height);
  let tail = 0;
  const visit = (i: number): void => {
    if (patch[i] || !open[i]) return;
    patch[i] = 1;
    queue[tail++] = i;
  };
  for (const { centre } of seeds) {
    const x = Math.floor(centre.x) - window.x;
    const y = Math.floor(centre.y) - window.y;
    if (x >= 0 && y >= 0 && x < width && y < height) visit(y * width + x);
  }
  for (let head = 0; head < tail; head++) {
    if (tail > most) return 'too large';
    const i = queue[head]!;
    const x = i % width;
    if (x > 0) visit(i - 1);
    if (x < width - 1) visit(i + 1);
    if (i >= width) visit(i - width);
    if (i < width * (height - 1)) visit(i + width);
  }
  return tail > 0 ? patch : undefined;
}

/** Whether a patch runs into the window's edge, or how much of the page's edge it has, in pixels. */
function rimContact(patch: Uint8Array, window: Box, raster: Raster): number | 'window' {
  const { width, height } = window;
  let contact = 0;
  for (let x = 0; x < width; x++) {
    if (patch[x]) {
      if (window.y > 0) return 'window';
      contact++;
    }
    if (patch[(height - 1) * width + x]) {
      if (window.y + height < raster.height) return 'window';
      contact++;
    }
  }
  for (let y = 0; y < height; y++) {
    if (patch[y * width]) {
      if (window.x > 0) return 'window';
      contact++;
    }
    if (patch[y * width + width - 1]) {
      if (window.x + width < raster.width) return 'window';
      contact++;
    }
  }
  return contact;
}

function paintBox(mask: Uint8Array, window: Box, box: Box): void {
  const x0 = Math.max(0, Math.round(box.x) - window.x);
  const x1 = Math.min(window.width, Math.round(box.x + box.width) - window.x);
  const y0 = Math.max(0, Math.round(box.y) - window.y);
  const y1 = Math.min(window.height, Math.round(box.y + box.height) - window.y);
  for (let y = y0; y < y1; y++) {
    if (x1 > x0) mask.fill(1, y * window.width + x0, y * window.width + x1);
  }
}

/** Whether the shape is a balloon's, and how surely. */
function judged(
  growing: Growing,
  { window, patch, lettered, held }: Grown,
  { rim, tolerance, least }: { rim: number; tolerance: number; least: number },
): GrownBalloon | undefined {
  const { site, seeds, ground, size } = growing;
  const mask = filled(window, patch);
  let area = 0;
  let strange = 0;
  let letters = 0;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    area++;
    if (lettered[i]) letters++;
    else if (!patch[i]) strange++;
  }
  if (area > mostArea(letters, growing)) return undefined;
  if (strange > MOST_ENCLOSED * area) return undefined;
  const cover = coverOf(mask, window, paddedBox(boxOfLines(seeds), 0.12 * size));
  const edge = edgeSupport(site.raster, { window, mask }, ground, tolerance, held);
  // The rest of what trust is made of is dearer to find out, and only lessens it.
  if (edge * cover <= least) return undefined;
  const body = largestPatch(window, opened(window, mask, 0.4 * size));
  const rimLine = edgeOf({ window, mask: body });
  if (rimLine.length < 8) return undefined;
  // Mostly at the page's edge: that is paper.
  if (rim > 0.45 * rimLine.length) return undefined;
  const bodyArea = body.reduce((sum, value) => sum + value, 0);
  const solid = bodyArea / Math.max(1, polygonArea(convexHull(rimLine)));
  if (solid < LEAST_SOLID) return undefined;
  if (edge * Math.min(1, solid + 0.12) ** 2 * cover <= least) return undefined;
  const pure = 1 - foreignShare(site.raster, { window, mask }, lettered, ground);
  const trust = edge * Math.min(1, solid + 0.12) ** 2 * cover * pure ** 3;
  const isEmpty = area > MOST_OF_LETTERING * letters;
  if (isEmpty && trust < LEAST_TRUST_EMPTY) return undefined;
  const own = isEmpty && held ? withinReach({ window, mask }, held, seeds) : mask;
  return { window, mask: own, trust, edge, solid };
}
