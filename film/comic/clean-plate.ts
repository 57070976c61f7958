import { type Blob, findBlobs } from '../media/blob.ts';
import { distanceTo, fillPolygon } from '../media/distance.ts';
import { fillArt } from '../media/fill-art.ts';
import type { Plane, Raster } from '../media/raster.ts';
import { areaOf, type Box, boxOf, intersect, unite } from '../space/box.ts';
import type { Balloon, BalloonKind } from './balloon.ts';
import type { Panel } from './page.ts';
import { plateMask } from './plate-mask.ts';
import { GUTTER, regionsOf } from './plate-region.ts';
import { unitOf } from './unit.ts';

/** The least that is looked at around a hole, as a part of the page's unit. */
const LOOK_AROUND = 0.04;
/** Around a large hole its art is looked at as far as this part of its longer side. */
const AS_FAR = 0.75;
/** Holes of one region nearer to each other than this part of the unit are filled together. */
const TOGETHER = 0.004;
/** How far a panel's edge is softened, pixels: into the panel, and as a part of the unit onto the paper. */
const SOFT_EDGE = 1.5;
const SOFT_PAPER = 0.0036;

/** What is lettered over the art, rather than drawn in it. */
export const TAKEN_OFF: readonly BalloonKind[] = [
  'speech',
  'thought',
  'shout',
  'whisper',
  'caption',
];

/** A page without its lettering. */
export interface CleanPlate {
  /** Size of the page. Outside the mask it is the page. */
  readonly raster: Raster;
  /** 255 where the art was filled in. */
  readonly mask: Plane;
}

/**
 * Takes balloons and lettering off a page and fills in the art behind, each panel from its own art and
 * the gutters from the paper, so that a balloon over a gutter leaves both edges whole. No chance is in
 * it: the same page gives the same plate.
 * @param panels of the page, pixels of it; none for a single picture
 * @param how.takeOff the kinds that go; sound effects and signs stay unless they are named here
 * @param how.within only what is hidden in this part of the page is filled in, elsewhere it stays as drawn
 */
export function cleanPlate(
  page: Raster,
  panels: readonly Panel[],
  balloons: readonly Balloon[],
  how: { readonly takeOff?: readonly BalloonKind[]; readonly within?: Box } = {},
): CleanPlate {
  const takeOff = how.takeOff ?? TAKEN_OFF;
  const mask = plateMask(
    page,
    balloons.filter(({ kind }) => takeOff.includes(kind)),
  );
  const kept = keptLettering(
    page,
    balloons.filter(({ kind }) => !takeOff.includes(kind)),
  );
  const regions = regionsOf(page, panels, mask.data);
  const edges = edgesOf(page, panels, regions);
  const clean: Raster = { width: page.width, height: page.height, data: page.data.slice() };
  const filled = new Uint8Array(mask.data.length);
  const holed = new Set<number>();
  for (let i = 0; i < regions.length; i++) if (mask.data[i]) holed.add(regions[i]!);
  for (const region of [...holed].sort((a, b) => a - b)) {
    const isHole = (i: number): boolean => regions[i] === region && mask.data[i]! > 0;
    const isArt = (i: number): boolean =>
      regions[i] === region && !mask.data[i] && !kept[i] && !edges[i];
    const { labels, blobs } = findBlobs(page, isHole);
    for (const { box, members } of clustersOf(blobs, Math.ceil(TOGETHER * unitOf(page)))) {
      if (how.within && areaOf(intersect(box, how.within)) === 0) continue;
      fillHoles(clean, filled, box, (i) => members.has(labels[i]!), isArt);
    }
  }
  return { raster: clean, mask: { ...mask, data: filled } };
}

/** 1 where a panel passes into the paper: that is neither. */
function edgesOf(page: Raster, panels: readonly Panel[], regions: Int16Array): Uint8Array {
  const edges = new Uint8Array(regions.length);
  if (panels.length === 0) return edges;
  const toPaper = distanceTo(page, (i) => regions[i] === GUTTER).distance;
  const toPanel = distanceTo(page, (i) => regions[i] !== GUTTER).distance;
  const onPaper = Math.max(2, SOFT_PAPER * unitOf(page));
  return edges.map((_, i) => {
    const isEdge = regions[i] === GUTTER ? toPanel[i]! <= onPaper : toPaper[i]! <= SOFT_EDGE;
    return isEdge ? 1 : 0;
  });
}

/** Holes that lie close together: a box around them and their labels. */
function clustersOf(
  blobs: readonly Blob[],
  near: number,
): readonly { readonly box: Box; readonly members: ReadonlySet<number> }[] {
  let clusters = blobs.map(({ box, label }) => ({ box, members: new Set([label]) }));
  for (let merged = true; merged; ) {
    merged = false;
    const next: typeof clusters = [];
    for (const one of clusters) {
      const other = next.find(({ box }) => areaOf(intersect(grown(box, near), one.box)) > 0);
      if (!other) {
        next.push({ ...one });
        continue;
      }
      other.box = unite(other.box, one.box);
      for (const label of one.members) other.members.add(label);
      merged = true;
    }
    clusters = next;
  }
  return clusters;
}

function grown({ x, y, width, height }: Box, by: number): Box {
  return { x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by };
}

/** Lettering that stays is never copied elsewhere. */
function keptLettering(page: Raster, balloons: readonly Balloon[]): Uint8Array {
  const kept = new Uint8Array(page.width * page.height);
  for (const { outline } of balloons) {
    const filled = fillPolygon(page, outline).data;
    for (let i = 0; i < kept.length; i++) if (filled[i]) kept[i] = 1;
  }
  return kept;
}

/** Fills some holes from the art of their own region, in place, and marks them. */
function fillHoles(
  page: Raster,
  filled: Uint8Array,
  box: Box,
  isHole: (i: number) => boolean,
  isArt: (i: number) => boolean,
): void {
  const room = Math.ceil(
    Math.max(LOOK_AROUND * unitOf(page), AS_FAR * Math.max(box.width, box.height)),
  );
  const { x, y, width, height } = intersect(grown(box, room), boxOf(page));
  const count = width * height;
  const colour = new Float32Array(count * 3);
  const state = new Uint8Array(count);
  const onPage = (i: number): number => (Math.floor(i / width) + y) * page.width + (i % width) + x;
  for (let i = 0; i < count; i++) {
    const at = onPage(i);
    for (let c = 0; c < 3; c++) colour[i * 3 + c] = page.data[at * 4 + c]!;
    state[i] = isHole(at) ? 1 : isArt(at) ? 0 : 2;
  }
  fillArt({ width, height, colour, state });
  for (let i = 0; i < count; i++) {
    if (state[i] !== 1) continue;
    const at = onPage(i);
    filled[at] = 255;
    for (let c = 0; c < 3; c++) {
      page.data[at * 4 + c] = Math.min(255, Math.max(0, Math.round(colour[i * 3 + c]!)));
    }
    page.data[at * 4 + 3] = 255;
  }
}
