import type { Box } from '../space/box.ts';
import { type LevelView, type LineProfile, profileOf } from './line-profile.ts';
import { cornersOf, type Edge, type Region } from './region.ts';

/** How far in a straight frame is looked for, as a part of the page's unit and of the region. */
const REACH = 0.13;
const REACH_OF_REGION = 0.4;
/** How much art may stand before a frame, as a share of what is skipped. */
const MOST_SKIPPED = 0.012;
/** The side of a frame is a line that shows on so much of its way within so many pixels. */
const LEAST_UPRIGHT = 0.85;
const BAND = 3;
/** How far a scanned sheet may lie askew, as slopes. */
const TILTS = [0.006, -0.006, 0.012, -0.012, 0.02, -0.02, 0.03, -0.03];

/**
 * Moves the upper and lower side of a region inward to where art begins; nothing where all is bare.
 *
 * @param keepsBleed leaves a side where it is when art runs off the page there.
 */
export function trimLevel(
  view: LevelView,
  region: Region,
  keepsBleed: boolean,
): Region | undefined {
  const top = startOf(view, region, 1, keepsBleed);
  const bottom = startOf(view, region, -1, keepsBleed);
  if (!top || !bottom) return undefined;
  const trimmed = { ...region, top, bottom };
  const [a, b, c, d] = cornersOf(trimmed);
  if (d!.y - a!.y < 2 && c!.y - b!.y < 2) return undefined;
  return trimmed;
}

/** The side on the top (way 1) or the bottom (-1) of a region, moved to where art begins. */
function startOf(
  view: LevelView,
  region: Region,
  way: 1 | -1,
  keepsBleed: boolean,
): Edge | undefined {
  const side = way === 1 ? region.top : region.bottom;
  const straight = artFrom(view, region, way, side.slope, keepsBleed);
  if (!straight || straight.isFrame || view.isClean || !keepsBleed) return straight?.edge;
  // An old sheet lies askew under the scanner: its frames tilt, and its margin is not bare.
  for (const tilt of TILTS) {
    const tilted = artFrom(view, region, way, side.slope + tilt, keepsBleed);
    if (tilted?.isFrame) return tilted.edge;
  }
  return straight.edge;
}

/** The first line of one slope, from the top or from the bottom, that holds art. */
function artFrom(
  view: LevelView,
  region: Region,
  way: 1 | -1,
  slope: number,
  keepsBleed: boolean,
): { readonly edge: Edge; readonly isFrame: boolean } | undefined {
  const profile = profileOf(view, region, slope, 255);
  const { counts, from } = profile;
  let most = 0;
  for (const count of counts) most = Math.max(most, count);
  const length = counts.length;
  let i = way === 1 ? 0 : length - 1;
  const { paper, black } = profile.shares;
  const isBare = (at: number): boolean =>
    (counts[at] ?? 0) < 0.3 * most || (view.hasMargin && paper[at]! > 0.985);
  while (i >= 0 && i < length && (isBare(i) || isBare(i + way))) i += way;
  if (i < 0 || i >= length) return undefined;
  // A black surround ends at a straight frame; a dark sky does not.
  let surround = i;
  while (black[surround]! > 0.985) surround += way;
  if (surround !== i && black[surround - way]! - least(black, surround - way, way) > 0.5) {
    i = surround;
  }
  const at = (line: number): number => (way === 1 ? from + line : from + line + 1);
  const side = way === 1 ? region.top : region.bottom;
  const edge = (line: number): Edge => ({ ...side, at: at(line), slope });
  // Art that runs off clean paper has no frame on that side.
  const middle = at(i) + slope * view.width * 0.5;
  const rim = way === 1 ? middle : view.height - middle;
  const isBleeding = keepsBleed && view.isClean && rim < 0.006 * view.unit;
  const frame = isBleeding ? undefined : frameFrom(view, profile, i, way, most);
  if (frame === undefined) return { edge: edge(i), isFrame: false };
  const xs = cornersOf(region).map((corner) => corner.x);
  const left = Math.min(...xs);
  const width = Math.max(...xs) - left;
  const skipped = {
    x: left,
    y: Math.min(at(i), at(frame)) + slope * (left + width / 2),
    width,
    height: Math.abs(at(frame) - at(i)),
  };
  if (view.drawnShare(skipped) > MOST_SKIPPED || holdsUpright(view, skipped))
    return { edge: edge(i), isFrame: false };
  return { edge: edge(frame), isFrame: true };
}

/**
 * Whether a line runs upright through a box from its top to its foot: the side of a frame beside
 * lettering that stands within it, rather than before it.
 */
function holdsUpright({ columns, width, height }: LevelView, box: Box): boolean {
  const y0 = Math.max(0, Math.round(box.y));
  const y1 = Math.min(height, Math.round(box.y + box.height));
  const x1 = Math.min(width, Math.round(box.x + box.width));
  for (let x = Math.max(0, Math.round(box.x)); x + BAND <= x1; x++) {
    let dark = 0;
    for (let y = y0; y < y1; y++) {
      let any = 0;
      for (let k = 0; k < BAND; k++) any |= columns[(x + k) * height + y]! >>> 24;
      dark += any;
    }
    if (dark >= LEAST_UPRIGHT * (y1 - y0)) return true;
  }
  return false;
}

/** Where a straight frame begins shortly after `start`: what stands before it is lettering or dirt. */
function frameFrom(
  view: LevelView,
  { counts, shares }: LineProfile,
  start: number,
  way: 1 | -1,
  most: number,
): number | undefined {
  const { paper, dark } = shares;
  let covered = 0;
  const reach = Math.min(REACH * view.unit, REACH_OF_REGION * counts.length);
  for (let k = 0; k < reach; k++) {
    const at = start + way * k;
    if ((counts[at] ?? 0) < 0.3 * most) return undefined;
    covered += 1 - paper[at]!;
    // On clean paper whatever is not paper is drawn.
    if (view.isClean && k > 6 && covered > 0.25 * k) return undefined;
    const here = paper[at]!;
    if (here > 0.62 && here - least(paper, at, way) >= 0.4) {
      for (let j = 1; j <= 4; j++) {
        if (paper[at + way * j]! <= here - 0.25) return at + way * j;
      }
    }
    if (dark[at]! < 0.25 && highest(dark, at, way) > 0.6) {
      for (let j = 1; j <= 4; j++) if (dark[at + way * j]! > 0.4) return at + way * j;
    }
  }
  return undefined;
}

function least(share: Float32Array, at: number, way: 1 | -1): number {
  let low = 1;
  for (let k = 1; k <= 4; k++) low = Math.min(low, share[at + way * k] ?? 1);
  return low;
}

function highest(share: Float32Array, at: number, way: 1 | -1): number {
  let high = 0;
  for (let k = 1; k <= 4; k++) high = Math.max(high, share[at + way * k] ?? 0);
  return high;
}
