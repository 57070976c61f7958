import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import { cleanPlate } from '@inkreel/film/comic/clean-plate.ts';
import type { Panel } from '@inkreel/film/comic/page.ts';
import { fillPolygon } from '@inkreel/film/media/distance.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { boundsOf, polygonOf } from '@inkreel/film/space/polygon.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import sharp from 'sharp';
import { inpaintByTelea } from '../peers/telea.ts';
import { SHARED_ART } from '../shared-panels.ts';
import { type BenchRow, rowOf } from '../table.ts';
import { compareWithin, type LikenessSums, lumaOf, meanOf } from './likeness-to-truth.ts';

const FOLDER = join(SHARED_ART, 'comics/peppercarrot');
/** The peer's neighbourhoods, pixels: the usual ones. The better of them is what is to be beaten. */
const RADII = [3, 5];
/** How much darker than the true art, of 255, residue is, where the page as it was is as dark. */
const MUCH_DARKER = 60;

type Numbers = readonly number[];

interface Truth {
  readonly image: string;
  readonly art: string;
  readonly panels: readonly Numbers[];
  readonly panel_polygons: readonly (readonly Numbers[] | null)[] | null;
  readonly balloons: readonly {
    readonly text: string;
    readonly polygons: readonly (readonly Numbers[])[];
  }[];
}

/** Whether there is art to measure on. */
export function hasPlateTruth(): boolean {
  return existsSync(join(FOLDER, 'gt')) && existsSync(join(FOLDER, 'art'));
}

/**
 * Takes balloons off pages whose art is known without them, at their true outlines, and compares what
 * was filled in with that art, within the outlines, beside Telea inpainting of the same mask. Colour
 * is the mean CIEDE2000. Residue is what is much darker than the true art where the letters were.
 */
export async function plateRows(options: { readonly short: boolean }): Promise<BenchRow[]> {
  const names = readdirSync(join(FOLDER, 'gt')).sort();
  const ours: LikenessSums[] = [];
  const peers = RADII.map((): LikenessSums[] => []);
  let residue = 0;
  let slowest = 0;
  for (const name of options.short ? names.slice(0, 2) : names) {
    const truth = JSON.parse(readFileSync(join(FOLDER, 'gt', name), 'utf8')) as Truth;
    if (truth.balloons.length === 0) continue;
    const page = await rasterOf(join(FOLDER, truth.image));
    const art = await rasterOf(join(FOLDER, truth.art));
    const area = areaOfBalloons(truth, page);
    const start = performance.now();
    const plate = cleanPlate(page, panelsOf(truth), balloonsOf(truth));
    slowest = Math.max(slowest, performance.now() - start);
    ours.push(compareWithin(plate.raster, art, area));
    residue += residueOf(page, plate.raster, art, area);
    for (const [k, radius] of RADII.entries()) {
      peers[k]!.push(compareWithin(inpaintByTelea(page, plate.mask.data, radius), art, area));
    }
  }
  const own = meanOf(ours);
  const best = peers.map(meanOf);
  const pixels = ours.reduce((sum, one) => sum + one.pixels, 0);
  const ssim = Math.max(...best.map((one) => one.ssim));
  const colour = Math.min(...best.map((one) => one.colour));
  return [
    rowOf('plates: SSIM within balloons', rounded(own.ssim), 'higher', rounded(ssim)),
    rowOf('plates: CIEDE2000 within balloons', rounded(own.colour), 'lower', rounded(colour)),
    ...best.flatMap((one, k) => [
      rowOf(`plates: SSIM of Telea, radius ${RADII[k]}`, rounded(one.ssim), 'higher'),
      rowOf(`plates: CIEDE2000 of Telea, radius ${RADII[k]}`, rounded(one.colour), 'lower'),
    ]),
    rowOf('plates: share with dark residue', rounded(residue / Math.max(1, pixels)), 'lower', 0.01),
    rowOf('plates: slowest page', Math.round(slowest), 'lower', undefined, 'ms'),
  ];
}

/** Pixels much darker than the true art that were as dark on the lettered page: letters left behind. */
function residueOf(page: Raster, plate: Raster, art: Raster, area: Uint8Array): number {
  const before = lumaOf(page);
  const after = lumaOf(plate);
  const truth = lumaOf(art);
  let count = 0;
  for (let i = 0; i < area.length; i++) {
    if (!area[i]) continue;
    const limit = truth[i]! - MUCH_DARKER;
    if (after[i]! < limit && before[i]! < limit) count++;
  }
  return count;
}

function areaOfBalloons(truth: Truth, size: Size): Uint8Array {
  const area = new Uint8Array(size.width * size.height);
  for (const { outline } of balloonsOf(truth)) {
    const filled = fillPolygon(size, outline).data;
    for (let i = 0; i < area.length; i++) if (filled[i]) area[i] = 1;
  }
  return area;
}

function panelsOf(truth: Truth): Panel[] {
  return truth.panels.map(([x = 0, y = 0, width = 0, height = 0], k) => {
    const corners = truth.panel_polygons?.[k];
    const polygon = corners ? corners.map(pointOf) : polygonOf({ x, y, width, height });
    return { box: boundsOf(polygon), polygon };
  });
}

/** A balloon of each outline, the tails' own too, as film.json would have it: its words are not told. */
function balloonsOf(truth: Truth): Balloon[] {
  return truth.balloons.flatMap(({ text, polygons }) =>
    polygons.map((corners): Balloon => {
      const outline = corners.map(pointOf);
      return { box: boundsOf(outline), outline, kind: 'speech', text, confidence: 1, lines: [] };
    }),
  );
}

function pointOf([x = 0, y = 0]: Numbers): { readonly x: number; readonly y: number } {
  return { x, y };
}

async function rasterOf(file: string): Promise<Raster> {
  const { data, info } = await sharp(file)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
