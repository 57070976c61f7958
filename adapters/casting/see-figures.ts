import type { LivingFinder } from '@inkreel/film/cast/living.ts';
import { fillPolygon } from '@inkreel/film/media/distance.ts';
import { emptyPlane, type Plane, type Raster } from '@inkreel/film/media/raster.ts';
import { sampleField } from '@inkreel/film/media/resample.ts';
import type { FaceFinder } from '@inkreel/film/motion/face.ts';
import { areaOf, type Box, boxOf, centreOf, intersect, overlap } from '@inkreel/film/space/box.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';
import { LOOK, type SaliencyNetwork } from '../models/saliency-weights.ts';

/** A figure seen in a panel. */
export interface SeenFigure {
  /** Pixels of the panel. */
  readonly box: Box;
  /** Of the panel's size, 255 = figure. */
  readonly matte: Plane;
  /** From brow to chin, where a face was seen. */
  readonly face?: Box;
  /** Above 0; the surest reach 1. */
  readonly trust: number;
}

/** What looks for figures. */
export interface Eyes {
  readonly living: LivingFinder;
  readonly saliency: SaliencyNetwork;
  readonly faces: FaceFinder;
}

/** How much what stands out from its surroundings says, beside what looks alive. */
const STANDING_OUT = 0.4;
/** Less sure than this is no figure. */
const LEAST = 0.2;
/** Boxes that share this much, or of which one lies in the other and is no small part of it, are one figure. */
const SAME = 0.5;
const SAME_WITHIN = 0.25;
/** A smaller side than this shows nobody, pixels. */
const LEAST_SIDE = 24;
/** A figure that is lettering to this share is none. */
const LETTERING = 0.4;
/** How far the closer look reaches beyond the box, a share of its sides. */
const PADDING = 0.13;
/** Where the closer look takes less of the box than this for the figure, it did not understand it. */
const LEAST_MATTE = 0.15;

/**
 * Finds everybody in a panel. What looks alive is proposed many times over; of the proposals those hold that stand
 * out from what is around them, the surest first, each place once. A closer look at each gives its matte.
 *
 * @param within outline of the panel, pixels of it
 * @param lettering outlines of balloons, which are nobody
 */
export async function seeFigures(
  panel: Raster,
  within: Polygon | undefined,
  lettering: readonly Polygon[],
  { living, saliency, faces }: Eyes,
): Promise<readonly SeenFigure[]> {
  if (Math.min(panel.width, panel.height) < LEAST_SIDE) return [];
  const { open, seen } = artOf(panel, within, lettering);
  const whole = boxOf(panel);
  const proposals = await living.find(panel);
  const standing = sumsOf(await saliency.look(seen, whole));
  const ranked = proposals
    .map(({ box, trust }) => ({
      box: wholePixels(box, panel),
      trust: trust + STANDING_OUT * standsOut(standing, box, whole),
    }))
    .filter(({ box, trust }) => trust >= LEAST && isShown(box, open, panel))
    .sort((a, b) => b.trust - a.trust);
  const kept: { readonly box: Box; readonly trust: number }[] = [];
  for (const each of ranked)
    if (!kept.some((other) => isSame(other.box, each.box))) kept.push(each);
  const found = kept.length > 0 ? await faces.find(panel) : [];
  const figures: SeenFigure[] = [];
  for (const { box, trust } of kept) {
    const face = found.find((each) => isHead(each.box, box) && !isOfAnother(each.box, box, kept));
    figures.push({
      box,
      trust: Math.min(1, trust),
      matte: await matteOf({ seen, open }, box, saliency),
      ...(face && { face: face.box }),
    });
  }
  return figures;
}

/** A panel without what is no art of it. */
export interface PanelArt {
  /** 1 where there is art, 0 outside the panel and under lettering. */
  readonly open: Uint8Array;
  /** The panel, with its mean colour where there is no art. */
  readonly seen: Raster;
}

export function artOf(
  panel: Raster,
  within: Polygon | undefined,
  lettering: readonly Polygon[],
): PanelArt {
  const open = openArt(panel, within, lettering);
  return { open, seen: muted(panel, open) };
}

/** 1 where there is art: within the panel and not under lettering. */
function openArt(
  panel: Raster,
  within: Polygon | undefined,
  lettering: readonly Polygon[],
): Uint8Array {
  const open = new Uint8Array(panel.width * panel.height).fill(1);
  const keep = within && fillPolygon(panel, within).data;
  if (keep) for (let i = 0; i < open.length; i++) if (!keep[i]) open[i] = 0;
  for (const outline of lettering) {
    const drawn = fillPolygon(panel, outline).data;
    for (let i = 0; i < open.length; i++) if (drawn[i]) open[i] = 0;
  }
  for (let i = 0; i < open.length; i++) if (panel.data[i * 4 + 3]! < 128) open[i] = 0;
  return open;
}

/** The panel's mean colour where there is no art, so that balloons and neighbours do not stand out. */
function muted(panel: Raster, open: Uint8Array): Raster {
  const sum = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < open.length; i++) {
    if (!open[i]) continue;
    count++;
    for (let c = 0; c < 3; c++) sum[c] = sum[c]! + panel.data[i * 4 + c]!;
  }
  const data = panel.data.slice();
  for (let i = 0; i < open.length; i++) {
    if (open[i]) continue;
    for (let c = 0; c < 3; c++) data[i * 4 + c] = count > 0 ? Math.round(sum[c]! / count) : 128;
    data[i * 4 + 3] = 255;
  }
  return { width: panel.width, height: panel.height, data };
}

/** Sums of a look over everything above and left of each place: the mean of any box in four steps. */
function sumsOf(look: Float32Array): Float64Array {
  const side = LOOK + 1;
  const sums = new Float64Array(side * side);
  for (let y = 0; y < LOOK; y++) {
    let row = 0;
    for (let x = 0; x < LOOK; x++) {
      row += look[y * LOOK + x]!;
      sums[(y + 1) * side + x + 1] = sums[y * side + x + 1]! + row;
    }
  }
  return sums;
}

/** The mean within a box less the mean of a rim around it, -1 to 1. */
function standsOut(sums: Float64Array, box: Box, whole: Box): number {
  const inner = totalIn(sums, box, whole);
  const rim = {
    x: box.x - PADDING * box.width,
    y: box.y - PADDING * box.height,
    width: (1 + 2 * PADDING) * box.width,
    height: (1 + 2 * PADDING) * box.height,
  };
  const outer = totalIn(sums, rim, whole);
  const around = outer.area > inner.area ? (outer.sum - inner.sum) / (outer.area - inner.area) : 0;
  return inner.sum / Math.max(1, inner.area) - around;
}

function totalIn(sums: Float64Array, box: Box, whole: Box): { sum: number; area: number } {
  const side = LOOK + 1;
  const clamp = (value: number) => Math.max(0, Math.min(LOOK, Math.round(value)));
  const left = clamp((box.x / whole.width) * LOOK);
  const right = clamp(((box.x + box.width) / whole.width) * LOOK);
  const top = clamp((box.y / whole.height) * LOOK);
  const bottom = clamp(((box.y + box.height) / whole.height) * LOOK);
  const at = (x: number, y: number) => sums[y * side + x]!;
  return {
    sum: at(right, bottom) - at(left, bottom) - at(right, top) + at(left, top),
    area: (right - left) * (bottom - top),
  };
}

function isShown(box: Box, open: Uint8Array, panel: Raster): boolean {
  if (Math.min(box.width, box.height) < LEAST_SIDE) return false;
  let shown = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    for (let x = box.x; x < box.x + box.width; x++) shown += open[y * panel.width + x]!;
  }
  return shown > (1 - LETTERING) * areaOf(box);
}

function isSame(a: Box, b: Box): boolean {
  const shared = overlap(a, b);
  if (shared > SAME) return true;
  const lesser = Math.min(areaOf(a), areaOf(b));
  return shared > SAME_WITHIN && areaOf(intersect(a, b)) > 0.8 * lesser;
}

/** A face in the upper part of a figure. */
function isHead(face: Box, { x, y, width, height }: Box): boolean {
  const centre = centreOf(face);
  return centre.x > x && centre.x < x + width && centre.y > y && centre.y < y + 0.75 * height;
}

/** Whether a face lies nearer the middle of a smaller figure than of this one. */
function isOfAnother(face: Box, box: Box, all: readonly { readonly box: Box }[]): boolean {
  return all.some(
    (other) =>
      other.box !== box && isHead(face, other.box) && areaOf(other.box) < 0.6 * areaOf(box),
  );
}

/** What of a box is the figure, by a closer look at it; all that is art where that look tells nothing. */
export async function matteOf(
  { seen, open }: PanelArt,
  box: Box,
  saliency: SaliencyNetwork,
): Promise<Plane> {
  const wide = intersect(
    {
      x: box.x - PADDING * box.width,
      y: box.y - PADDING * box.height,
      width: (1 + 2 * PADDING) * box.width,
      height: (1 + 2 * PADDING) * box.height,
    },
    boxOf(seen),
  );
  const look = await saliency.look(seen, wide);
  const matte = emptyPlane(seen.width, seen.height);
  let held = 0;
  const fill = (valueAt: (x: number, y: number) => number) => {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        const i = y * seen.width + x;
        if (!open[i]) continue;
        const value = valueAt(x, y);
        if (value > 127) held++;
        matte.data[i] = value;
      }
    }
  };
  const size = { width: LOOK, height: LOOK };
  fill((x, y) => {
    const lx = ((x + 0.5 - wide.x) / wide.width) * LOOK;
    const ly = ((y + 0.5 - wide.y) / wide.height) * LOOK;
    return Math.round(255 * sampleField(look, size, lx, ly));
  });
  if (held < LEAST_MATTE * areaOf(box)) fill(() => 255);
  return matte;
}

function wholePixels(box: Box, { width, height }: Raster): Box {
  const x = Math.max(0, Math.floor(box.x));
  const y = Math.max(0, Math.floor(box.y));
  return {
    x,
    y,
    width: Math.max(0, Math.min(width, Math.ceil(box.x + box.width)) - x),
    height: Math.max(0, Math.min(height, Math.ceil(box.y + box.height)) - y),
  };
}
