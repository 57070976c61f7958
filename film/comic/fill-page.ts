import { type Blob, findBlobs } from '../media/blob.ts';
import { distanceTo, fillPolygon } from '../media/distance.ts';
import { fillArt } from '../media/fill-art.ts';
import type { Raster } from '../media/raster.ts';
import { areaOf, type Box, boxOf, intersect, unite } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import type { Balloon } from './balloon.ts';
import type { Cover } from './cover.ts';
import type { Panel } from './page.ts';
import { GUTTER, regionsOf } from './plate-region.ts';
import { type PageRaster, unitOf } from './unit.ts';

/** The least that is looked at around a hole, as a part of the page's unit. */
const LOOK_AROUND = 0.04;
/** Around a large hole its art is looked at as far as this part of its longer side. */
const AS_FAR = 0.75;
/** Holes of one region nearer to each other than this part of the unit are filled together. */
const TOGETHER = 0.004;
/** Doubt is taken where a page is no longer than twice this, pixels: finer, grain would be doubted. */
const DOUBTED = 600;
/** How far a panel's edge is softened, pixels: into the panel, and as a part of the unit onto the paper. */
const SOFT_EDGE = 1.5;
const SOFT_PAPER = 0.0036;

/** A page whose holes are filled, and how far that is a guess. */
export interface FilledPage {
  readonly raster: Raster;
  /** Which panel each pixel belongs to, GUTTER where none. */
  readonly regions: Int16Array;
  /** 1 where it was filled in. */
  readonly filled: Uint8Array;
  /** How far the patches laid over a pixel differ, levels; looked at where grain does not show. */
  readonly doubt: Float32Array;
  /** How far a filled pixel lies from the nearest known art, in shorter sides of its panel; 0 elsewhere. */
  readonly depth: Float32Array;
}

/**
 * Fills what covers hide, each panel from its own art and the gutters from the paper.
 * @param kept lettering that stays: it is never copied elsewhere
 * @param within only holes that reach into this part are filled; missing: all are
 */
export function filledPage(
  page: PageRaster,
  panels: readonly Panel[],
  covers: readonly Cover[],
  kept: readonly Balloon[],
  within: Box | undefined,
): FilledPage {
  const mask = new Uint8Array(page.width * page.height);
  for (const { window, mask: covered } of covers) {
    for (let i = 0; i < covered.length; i++) {
      if (!covered[i]) continue;
      const y = Math.floor(i / window.width) + window.y;
      mask[y * page.width + (i % window.width) + window.x] = 1;
    }
  }
  const lettered = keptLettering(page, kept);
  const regions = regionsOf(page, panels, mask);
  const edges = edgesOf(page, panels, regions);
  const clean: FilledPage = {
    raster: { width: page.width, height: page.height, data: page.data.slice() },
    regions,
    filled: new Uint8Array(mask.length),
    doubt: new Float32Array(mask.length),
    depth: new Float32Array(mask.length),
  };
  const holed = new Set<number>();
  for (let i = 0; i < regions.length; i++) if (mask[i]) holed.add(regions[i]!);
  for (const region of [...holed].sort((a, b) => a - b)) {
    const isHole = (i: number): boolean => regions[i] === region && mask[i]! > 0;
    const isArt = (i: number): boolean =>
      regions[i] === region && !mask[i] && !lettered[i] && !edges[i];
    const { labels, blobs } = findBlobs(page, isHole);
    for (const { box, members } of clustersOf(blobs, Math.ceil(TOGETHER * unitOf(page)))) {
      if (within && areaOf(intersect(box, within)) === 0) continue;
      const { width, height } = panels[region]?.box ?? page;
      const side = Math.max(1, Math.min(width, height));
      fillHoles(clean, { unit: unitOf(page), side }, box, (i) => members.has(labels[i]!), isArt);
    }
  }
  return clean;
}

/** 1 where a panel passes into the paper: that is neither. */
function edgesOf(page: PageRaster, panels: readonly Panel[], regions: Int16Array): Uint8Array {
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
function keptLettering(page: Size, balloons: readonly Balloon[]): Uint8Array {
  const kept = new Uint8Array(page.width * page.height);
  for (const { outline } of balloons) {
    const filled = fillPolygon(page, outline).data;
    for (let i = 0; i < kept.length; i++) if (filled[i]) kept[i] = 1;
  }
  return kept;
}

/** Fills some holes from the art of their own region, in place, and marks them. */
function fillHoles(
  { raster: page, filled, doubt, depth }: FilledPage,
  { unit, side }: { readonly unit: number; readonly side: number },
  box: Box,
  isHole: (i: number) => boolean,
  isArt: (i: number) => boolean,
): void {
  const room = Math.ceil(Math.max(LOOK_AROUND * unit, AS_FAR * Math.max(box.width, box.height)));
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
  const differs = fillArt(
    { width, height, colour, state },
    Math.max(0, Math.floor(Math.log2(unit / DOUBTED))),
  );
  const { distance } = distanceTo({ width, height }, (i) => state[i] === 0);
  for (let i = 0; i < count; i++) {
    if (state[i] !== 1) continue;
    const at = onPage(i);
    filled[at] = 1;
    doubt[at] = differs[i]!;
    depth[at] = distance[i]! / side;
    for (let c = 0; c < 3; c++) {
      page.data[at * 4 + c] = Math.min(255, Math.max(0, Math.round(colour[i * 3 + c]!)));
    }
    page.data[at * 4 + 3] = 255;
  }
}
