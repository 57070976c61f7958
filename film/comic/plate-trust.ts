import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import { type Box, boxOf, intersect } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import type { FilledPage } from './fill-page.ts';
import { GUTTER } from './plate-region.ts';

/** Below this a piece of a plate looks smeared or torn, and the balloon over it had better stay. */
export const PLATE_FLOOR = 0.5;

/** Patches that differ by so many levels in a tenth of a piece, or strokes that lose so many, are half trusted. */
const DIFFER = 6;
const LOSE = 8;
/** What lies deep in a panel is guessed: a piece as deep as the panel's shorter side counts so many times more. */
const DEEP = 2;
/** Strokes are looked at where the page is so long, pixels: as they are seen in a film, without grain. */
const STUDY = 350;
/** How wide the rims are, in its pixels: without, where strokes enter, and within, where they have to have gone on. */
const RIM = 4;
/** The share of a rim, and of a piece, that is weaker than what counts. */
const STRONGEST = 0.9;

/**
 * How far what was filled in may be taken for drawn, from what is known without the art behind: how far
 * the patches differ that were laid there, for their mean is a smear or a tear, how deep in its panel they
 * lie, and whether strokes that run into the hole are lost in it.
 * @param piece whole pixels of the page; clear where nothing was filled in
 * @param unit of the page
 * @returns 0 to 1
 */
export function plateTrust(
  page: FilledPage,
  piece: { readonly box: Box; readonly raster: Raster },
  unit: number,
): number {
  const differences: number[] = [];
  let deepest = 0;
  for (let i = 0; i < piece.raster.width * piece.raster.height; i++) {
    if (piece.raster.data[i * 4 + 3] === 0) continue;
    const at = onPage(page.raster, piece.box, i);
    // Between panels there is paper.
    if (page.regions[at] === GUTTER) continue;
    differences.push(page.doubt[at]!);
    deepest = Math.max(deepest, page.depth[at]!);
  }
  if (differences.length === 0) return 1;
  const unsure = strongest(differences) * (1 + DEEP * deepest);
  const worst = Math.max(unsure / DIFFER, lostStrokes(page, piece, unit) / LOSE);
  return 1 / (1 + worst ** 2);
}

function onPage({ width }: Size, box: Box, i: number): number {
  return (Math.floor(i / box.width) + box.y) * width + (i % box.width) + box.x;
}

function strongest(values: readonly number[]): number {
  const sorted = Float32Array.from(values).sort();
  return sorted[Math.floor(STRONGEST * sorted.length)] ?? 0;
}

/** What a pixel of the study is. */
const ART = 0;
const HOLE = 1;
const OTHER = 2;

interface Study extends Size {
  /** R, G and B in turn. */
  readonly colour: Float32Array;
  readonly kind: Uint8Array;
}

/** By how many levels a pixel the strongest strokes across a hole's rim are stronger than any well within. */
function lostStrokes(
  page: FilledPage,
  { box, raster }: { readonly box: Box; readonly raster: Raster },
  unit: number,
): number {
  const study = studyOf(page, box, raster, Math.max(1, Math.round(unit / STUDY)));
  const { kind } = study;
  const outside = distanceTo(study, (i) => kind[i] === HOLE).distance;
  const inside = distanceTo(study, (i) => kind[i] !== HOLE).distance;
  const other = distanceTo(study, (i) => kind[i] === OTHER).distance;
  const across: number[] = [];
  const within: number[] = [];
  for (let y = 1; y < study.height - 1; y++) {
    for (let x = 1; x < study.width - 1; x++) {
      const i = y * study.width + x;
      // A panel's own edge is no stroke.
      if (other[i]! <= 2) continue;
      if (kind[i] === ART && outside[i]! > 1 && outside[i]! <= RIM)
        across.push(changeAlong(study, outside, i));
      else if (kind[i] === HOLE && inside[i]! > RIM) within.push(changeAlong(study, inside, i));
    }
  }
  return Math.max(0, strongest(across) - strongest(within));
}

/** How strongly colour changes along the rim, levels a pixel: `distance` rises away from it. */
function changeAlong({ width, colour }: Study, distance: Float32Array, i: number): number {
  const across = {
    x: distance[i + 1]! - distance[i - 1]!,
    y: distance[i + width]! - distance[i - width]!,
  };
  const length = Math.hypot(across.x, across.y) || 1;
  let sum = 0;
  for (let c = 0; c < 3; c++) {
    const dx = colour[(i + 1) * 3 + c]! - colour[(i - 1) * 3 + c]!;
    const dy = colour[(i + width) * 3 + c]! - colour[(i - width) * 3 + c]!;
    sum += Math.abs(dy * across.x - dx * across.y) / (2 * length);
  }
  return sum / 3;
}

/** A piece with its surroundings, each pixel the mean of `side` by `side` of the page. */
function studyOf(
  { raster: page, regions, filled }: FilledPage,
  box: Box,
  piece: Raster,
  side: number,
): Study {
  const room = 3 * RIM * side;
  const grown = {
    ...{ x: box.x - room, y: box.y - room },
    ...{ width: box.width + 2 * room, height: box.height + 2 * room },
  };
  const window = intersect(grown, boxOf(page));
  const width = Math.max(1, Math.floor(window.width / side));
  const height = Math.max(1, Math.floor(window.height / side));
  const own = new Set<number>();
  for (let i = 0; i < piece.width * piece.height; i++)
    if (piece.data[i * 4 + 3]! > 0) own.add(regions[onPage(page, box, i)]!);
  own.delete(GUTTER);
  const colour = new Float32Array(width * height * 3);
  const kind = new Uint8Array(width * height);
  for (let i = 0; i < kind.length; i++) {
    const left = (i % width) * side + window.x;
    const top = Math.floor(i / width) * side + window.y;
    for (let k = 0; k < side * side; k++) {
      const at = (top + Math.floor(k / side)) * page.width + left + (k % side);
      for (let c = 0; c < 3; c++) colour[i * 3 + c]! += page.data[at * 4 + c]! / (side * side);
    }
    const x = left + (side >> 1);
    const y = top + (side >> 1);
    const at = y * page.width + x;
    const u = x - box.x;
    const v = y - box.y;
    const isIn = u >= 0 && v >= 0 && u < box.width && v < box.height;
    const isHole = isIn && piece.data[(v * box.width + u) * 4 + 3]! > 0;
    kind[i] = !own.has(regions[at]!) || (filled[at] && !isHole) ? OTHER : isHole ? HOLE : ART;
  }
  return { width, height, colour, kind };
}
