import { boxAround, findBlobs } from '@inkreel/film/media/blob.ts';
import { distanceTo, fillPolygon } from '@inkreel/film/media/distance.ts';
import { emptyPlane, type Raster } from '@inkreel/film/media/raster.ts';
import { sampleField } from '@inkreel/film/media/resample.ts';
import type { FigureFinder, FoundFigure } from '@inkreel/film/motion/figure.ts';
import { findLetteredPatches } from '@inkreel/film/motion/lettered-patch.ts';
import { patchesOf } from '@inkreel/film/motion/stage-lettering.ts';
import { areaOf, type Box, boxOf, intersect } from '@inkreel/film/space/box.ts';
import { boundsOf, type Polygon } from '@inkreel/film/space/polygon.ts';
import { LOOK, openSaliencyNetwork, type SaliencyNetwork } from './saliency-weights.ts';

/** More figures than this would each be too small to stand apart. */
const MOST_FIGURES = 3;
/** Patches of less than this share of the panel are not looked at again. */
const LEAST_SHARE = 0.012;
/** How far the second look reaches beyond the patch, as a share of its sides. */
const PADDING = 0.13;

/**
 * Opens the figure finder: one look at the whole panel for what stands out, then a closer look at each
 * patch. Throws `weights-missing` where the network cannot be had.
 */
export async function openFigureFinder(): Promise<FigureFinder> {
  const network = await openSaliencyNetwork();
  return {
    find: (raster, within, lettering) => findFigures(network, raster, within, lettering),
    close: () => network.close(),
  };
}

/** One patch the network saw, over a box of the picture. */
interface Look {
  readonly box: Box;
  readonly values: Float32Array;
}

async function findFigures(
  network: SaliencyNetwork,
  raster: Raster,
  within?: Polygon,
  lettering?: readonly Polygon[],
): Promise<readonly FoundFigure[]> {
  const region = wholePixels(within ? boundsOf(within) : boxOf(raster), raster);
  if (region.width < 24 || region.height < 24) return [];
  const inside = within ? fillPolygon(raster, within).data : undefined;
  const lettered = new Uint8Array(raster.width * raster.height);
  const patches = lettering ? patchesOf(lettering, raster) : findLetteredPatches(raster, inside);
  for (const patch of patches) {
    for (let i = 0; i < lettered.length; i++) if (patch.mask[i]) lettered[i] = 255;
  }
  const seen = muteLettering(inside ? muteOutside(raster, inside) : raster, lettered);
  const whole: Look = { box: region, values: await network.look(seen, region) };
  const { labels, blobs } = findBlobs({ width: LOOK, height: LOOK }, (i) => whole.values[i]! > 0.5);
  const outstanding = blobs
    .filter((blob) => blob.area > LOOK * LOOK * LEAST_SHARE)
    .sort((a, b) => b.area - a.area)
    .slice(0, MOST_FIGURES);

  const figures: FoundFigure[] = [];
  for (const patch of outstanding) {
    const rough = toPicture(patch.box, region);
    let box = padded(rough, region);
    let values = await network.look(seen, box);
    const grown = grownWhereCut(values, box, region);
    if (grown) {
      box = grown;
      values = await network.look(seen, box);
    }
    const figure = joinLooks(raster, inside, lettered, whole, labels, patch.label, {
      box,
      values,
    });
    if (figure && !figures.some((other) => sameFigure(other, figure))) figures.push(figure);
  }
  return figures;
}

/**
 * The first look knows where the figure is, the second how far it reaches. Each pixel takes the surer
 * of the two; the closer look decides alone where the first saw something else nearby.
 */
function joinLooks(
  raster: Raster,
  inside: Uint8Array | undefined,
  lettered: Uint8Array,
  whole: Look,
  labels: Int32Array,
  label: number,
  close: Look,
): FoundFigure | undefined {
  const mine = new Float32Array(LOOK * LOOK);
  for (let i = 0; i < mine.length; i++) {
    if (labels[i] === label) mine[i] = whole.values[i]!;
    // The soft rim around the patch has no label of its own.
    else if (labels[i] === 0) mine[i] = whole.values[i]!;
  }
  const matte = emptyPlane(raster.width, raster.height);
  const field = { width: LOOK, height: LOOK };
  let both = 0;
  let either = 0;
  for (let y = close.box.y; y < close.box.y + close.box.height; y++) {
    for (let x = close.box.x; x < close.box.x + close.box.width; x++) {
      const i = y * raster.width + x;
      if ((inside && !inside[i]) || lettered[i]) continue;
      const near = sampleField(
        close.values,
        field,
        ((x + 0.5 - close.box.x) / close.box.width) * LOOK,
        ((y + 0.5 - close.box.y) / close.box.height) * LOOK,
      );
      const far = sampleField(
        mine,
        field,
        ((x + 0.5 - whole.box.x) / whole.box.width) * LOOK,
        ((y + 0.5 - whole.box.y) / whole.box.height) * LOOK,
      );
      if (near > 0.5 && far > 0.5) both++;
      if (near > 0.5 || far > 0.5) either++;
      matte.data[i] = Math.round(Math.max(near, far) * 255);
    }
  }
  const kept = keepLargest(matte.data, raster);
  const box = boxAround({ ...matte, data: kept }, 128);
  if (!box || either === 0) return undefined;
  return { box, matte: { ...matte, data: kept }, trust: both / either };
}

/** Drops what is not connected with the largest patch, except the soft rim around it. */
function keepLargest(matte: Uint8Array, size: { width: number; height: number }): Uint8Array {
  const { labels, blobs } = findBlobs(size, (i) => matte[i]! >= 40);
  const largest = blobs.reduce(
    (best, blob) => (blob.area > (best?.area ?? 0) ? blob : best),
    blobs[0],
  );
  if (!largest) return matte;
  return matte.map((value, i) => (labels[i] === largest.label ? value : 0));
}

/** The same thing seen twice: one box lies almost wholly within the other. */
function sameFigure(a: FoundFigure, b: FoundFigure): boolean {
  let common = 0;
  let mine = 0;
  let theirs = 0;
  for (let i = 0; i < a.matte.data.length; i++) {
    const inA = a.matte.data[i]! > 127;
    const inB = b.matte.data[i]! > 127;
    if (inA) mine++;
    if (inB) theirs++;
    if (inA && inB) common++;
  }
  return common > 0.4 * Math.min(mine, theirs);
}

/** The box grown on the sides where the figure runs into its edge; undefined where it does not. */
function grownWhereCut(values: Float32Array, box: Box, region: Box): Box | undefined {
  const share = (at: (k: number) => number): number => {
    let count = 0;
    for (let k = 0; k < LOOK; k++) if (values[at(k)]! > 0.5) count++;
    return count / LOOK;
  };
  const reach = 0.3;
  const left = share((k) => k * LOOK + 1) > 0.06 ? box.width * reach : 0;
  const right = share((k) => k * LOOK + LOOK - 2) > 0.06 ? box.width * reach : 0;
  const top = share((k) => LOOK + k) > 0.06 ? box.height * reach : 0;
  const bottom = share((k) => (LOOK - 2) * LOOK + k) > 0.06 ? box.height * reach : 0;
  const grown = wholePixels(
    {
      x: box.x - left,
      y: box.y - top,
      width: box.width + left + right,
      height: box.height + top + bottom,
    },
    region,
  );
  return areaOf(grown) > areaOf(box) * 1.02 ? grown : undefined;
}

function toPicture(box: Box, region: Box): Box {
  return {
    x: region.x + (box.x / LOOK) * region.width,
    y: region.y + (box.y / LOOK) * region.height,
    width: (box.width / LOOK) * region.width,
    height: (box.height / LOOK) * region.height,
  };
}

function padded(box: Box, region: Box): Box {
  const dx = box.width * PADDING;
  const dy = box.height * PADDING;
  return wholePixels(
    { x: box.x - dx, y: box.y - dy, width: box.width + 2 * dx, height: box.height + 2 * dy },
    region,
  );
}

function wholePixels(
  box: Box,
  limit: { width: number; height: number; x?: number; y?: number },
): Box {
  const common = intersect(box, {
    x: limit.x ?? 0,
    y: limit.y ?? 0,
    width: limit.width,
    height: limit.height,
  });
  const x = Math.floor(common.x);
  const y = Math.floor(common.y);
  const right = Math.min(
    Math.ceil(common.x + common.width),
    Math.floor((limit.x ?? 0) + limit.width),
  );
  const bottom = Math.min(
    Math.ceil(common.y + common.height),
    Math.floor((limit.y ?? 0) + limit.height),
  );
  return { x, y, width: right - x, height: bottom - y };
}

/** Outside the panel the picture's mean colour, so that neighbours and gutters do not stand out. */
function muteOutside(raster: Raster, inside: Uint8Array): Raster {
  const sum = [0, 0, 0];
  let count = 0;
  for (let i = 0; i < inside.length; i++) {
    if (!inside[i]) continue;
    count++;
    for (let c = 0; c < 3; c++) sum[c] = sum[c]! + raster.data[i * 4 + c]!;
  }
  const data = raster.data.slice();
  for (let i = 0; i < inside.length; i++) {
    if (inside[i]) continue;
    for (let c = 0; c < 3; c++) data[i * 4 + c] = count ? Math.round(sum[c]! / count) : 128;
    data[i * 4 + 3] = 255;
  }
  return { width: raster.width, height: raster.height, data };
}

/** Balloons and captions draw the eye more than any figure: each takes the colours around it. */
function muteLettering(raster: Raster, lettered: Uint8Array): Raster {
  if (!lettered.some((value) => value > 0)) return raster;
  const { nearest } = distanceTo(raster, (i) => !lettered[i]);
  const data = raster.data.slice();
  for (let i = 0; i < lettered.length; i++) {
    const from = nearest[i]!;
    if (!lettered[i] || from < 0) continue;
    for (let c = 0; c < 3; c++) data[i * 4 + c] = raster.data[from * 4 + c]!;
  }
  return { width: raster.width, height: raster.height, data };
}
