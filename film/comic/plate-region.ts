import { fillPolygon } from '../media/distance.ts';
import type { Point } from '../space/point.ts';
import { polygonArea, turnOf } from '../space/polygon.ts';
import type { Panel } from './page.ts';
import { type PageRaster, unitOf } from './unit.ts';

/** How far a panel's true edge may lie from its outline, as a part of the page's unit. */
const EDGE_OFF = 0.006;
/** How far beside a covered stretch of an edge one looks to see where the edge is, in unit parts. */
const BESIDE = 0.06;
/** The part of a line along an edge that must be paper for the line to be the gutter's. */
const MOST_PAPER = 0.8;
/** How far a colour may be from the paper's and be paper, summed over R, G and B. */
const PAPER_LIKE = 36;

/** The gutter's number in a map of regions; panels have theirs from 0. */
export const GUTTER = -1;

/**
 * Which panel each pixel of the page belongs to, GUTTER where none. A panel within a panel keeps its
 * pixels. Under the mask, where a panel's edge cannot be seen, it goes on where it is seen beside it.
 * @param mask size of the page, not 0 where art is to be filled in
 */
export function regionsOf(
  page: PageRaster,
  panels: readonly Panel[],
  mask: Uint8Array,
): Int16Array {
  const { width } = page;
  const regions = new Int16Array(width * page.height).fill(GUTTER);
  const order = panels
    .map((panel, k) => ({ k, panel, area: polygonArea(panel.polygon) }))
    .sort((a, b) => b.area - a.area);
  for (const { k, panel } of order) {
    const filled = fillPolygon(page, panel.polygon).data;
    for (let i = 0; i < filled.length; i++) if (filled[i]) regions[i] = k;
  }
  const paper = paperOf(page, regions, mask);
  if (!paper) return regions;
  const isPaper = (i: number): boolean => {
    let off = 0;
    for (let c = 0; c < 3; c++) off += Math.abs(page.data[i * 4 + c]! - paper[c]!);
    return off <= PAPER_LIKE;
  };
  const seen = regions.slice();
  for (const [k, { polygon }] of panels.entries()) {
    for (let n = 0; n < polygon.length; n++) {
      const from = polygon[n]!;
      const to = polygon[(n + 1) % polygon.length]!;
      settleEdge(page, mask, seen, regions, k, from, to, outwards(polygon, from, to), isPaper);
    }
  }
  giveBackPaper(page, regions, mask, isPaper);
  return regions;
}

/**
 * Where a panel is outlined a little too large, the paper within its outline is the gutter's: beside a
 * hole even a thread of it would be taken for art and carried on.
 */
function giveBackPaper(
  page: PageRaster,
  regions: Int16Array,
  mask: Uint8Array,
  isPaper: (i: number) => boolean,
): void {
  const { width } = page;
  let front: number[] = [];
  for (let i = 0; i < regions.length; i++) {
    if (regions[i] === GUTTER && !mask[i] && isPaper(i)) front.push(i);
  }
  for (let step = Math.ceil(EDGE_OFF * unitOf(page)); step > 0 && front.length > 0; step--) {
    const next: number[] = [];
    for (const i of front) {
      const x = i % width;
      const beside = [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width];
      for (const j of beside) {
        if (j < 0 || j >= regions.length || regions[j] === GUTTER || mask[j] || !isPaper(j))
          continue;
        regions[j] = GUTTER;
        next.push(j);
      }
    }
    front = next;
  }
}

/** The gutters' colour; undefined where there is next to none to be seen or it is not even. */
function paperOf(
  page: PageRaster,
  regions: Int16Array,
  mask: Uint8Array,
): readonly [number, number, number] | undefined {
  const histograms = [0, 1, 2].map(() => new Int32Array(256));
  let total = 0;
  for (let i = 0; i < mask.length; i++) {
    if (regions[i] !== GUTTER || mask[i]) continue;
    total++;
    for (let c = 0; c < 3; c++) histograms[c]![page.data[i * 4 + c]!]!++;
  }
  if (total < mask.length * 0.005) return undefined;
  const level = (histogram: Int32Array, share: number): number => {
    let seen = 0;
    return histogram.findIndex((count) => {
      seen += count;
      return seen >= total * share;
    });
  };
  if (histograms.some((histogram) => level(histogram, 0.7) - level(histogram, 0.3) > 24))
    return undefined;
  return histograms.map((histogram) => level(histogram, 0.5)) as unknown as [
    number,
    number,
    number,
  ];
}

/** The direction away from the panel, of length 1. */
function outwards(polygon: readonly Point[], from: Point, to: Point): Point {
  const length = Math.max(1e-9, Math.hypot(to.x - from.x, to.y - from.y));
  const turn = turnOf(polygon);
  return { x: ((to.y - from.y) / length) * turn, y: (-(to.x - from.x) / length) * turn };
}

/** Gives the covered pixels along one edge to the panel or to the gutter, as the uncovered ones tell. */
function settleEdge(
  page: PageRaster,
  mask: Uint8Array,
  seen: Int16Array,
  regions: Int16Array,
  k: number,
  from: Point,
  to: Point,
  out: Point,
  isPaper: (i: number) => boolean,
): void {
  const unit = unitOf(page);
  const reach = Math.max(3, Math.ceil(EDGE_OFF * unit));
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const steps = Math.floor(length);
  if (steps < 4 * reach) return;
  const at = (s: number, d: number): number => {
    const x = Math.floor(from.x + ((to.x - from.x) * s) / length + out.x * d);
    const y = Math.floor(from.y + ((to.y - from.y) * s) / length + out.y * d);
    return x < 0 || y < 0 || x >= page.width || y >= page.height ? -1 : y * page.width + x;
  };
  const offsets = Array.from({ length: 4 * reach + 1 }, (_, j) => (j - 2 * reach) / 2);
  const isCovered = Array.from({ length: steps }, (_, s) =>
    offsets.some((d) => {
      const i = at(s + 0.5, d);
      return i >= 0 && mask[i]! > 0;
    }),
  );
  const beside = Math.ceil(BESIDE * unit);
  for (let s = 0; s < steps; s++) {
    if (!isCovered[s]) continue;
    let end = s;
    while (end < steps && isCovered[end]) end++;
    const lines = offsets.map((d) => {
      let paper = 0;
      let all = 0;
      for (let t = Math.max(0, s - beside); t < Math.min(steps, end + beside); t++) {
        const i = at(t + 0.5, d);
        if (i < 0 || mask[i] || (seen[i] !== k && seen[i] !== GUTTER)) continue;
        all++;
        if (isPaper(i)) paper++;
      }
      return { paper, all };
    });
    // From outside in: the gutter's lines end at the panel's true edge.
    let edge = lines.length;
    while (edge > 0 && isGutter(lines[edge - 1]!)) edge--;
    if (edge < lines.length) {
      for (let t = s; t < end; t++) {
        for (let j = 0; j < lines.length; j++) {
          for (const half of [0.25, 0.75]) {
            const i = at(t + half, offsets[j]!);
            if (i < 0 || !mask[i] || (seen[i] !== k && seen[i] !== GUTTER)) continue;
            regions[i] = j >= edge ? GUTTER : k;
          }
        }
      }
    }
    s = end;
  }
}

function isGutter({ paper, all }: { readonly paper: number; readonly all: number }): boolean {
  return all >= 8 && paper >= MOST_PAPER * all;
}
