import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import { readPage } from '@inkreel/film/comic/read-page.ts';
import { type Box, overlap } from '@inkreel/film/space/box.ts';
import { boundsOf } from '@inkreel/film/space/polygon.ts';
import sharp from 'sharp';
import { type BenchRow, type BenchTable, rowOf } from './table.ts';

const COMICS = fileURLToPath(new URL('../../shared/art/comics/', import.meta.url));

/** A page whose panels are known. */
interface KnownPage {
  readonly file: string;
  readonly direction: ReadingDirection;
  /** In reading order, pixels of the file. */
  readonly panels: readonly Box[];
}

interface KnownSet {
  readonly name: string;
  readonly pages: readonly KnownPage[];
  /** Floors of F1 at IoU 0.5 and 0.75 and of the share of pages that are wholly right. */
  readonly floors: readonly [number, number, number];
}

type Corners = readonly (readonly [number, number])[];
type Bounds = readonly [number, number, number, number];

/**
 * Reads pages whose panels are known and compares: panels matched greedily by intersection over
 * union of their boxes, and pages with every panel found, none too many, in the right order. The
 * direction is left to the reader.
 */
export async function run(options: { readonly short: boolean }): Promise<BenchTable> {
  if (!existsSync(COMICS)) {
    return {
      name: 'panels',
      rows: [],
      missing: `${COMICS} (comic pages with known panels). Put them there to measure the reader.`,
    };
  }
  const rows: BenchRow[] = [];
  let slowest = 0;
  for (const set of [pepperAndCarrot(), bafflingMysteries(), haruko()]) {
    const pages = options.short ? set.pages.slice(0, 3) : set.pages;
    const known = pages.reduce((sum, page) => sum + page.panels.length, 0);
    let found = 0;
    let half = 0;
    let close = 0;
    let right = 0;
    const directions = new Set<string>();
    for (const page of pages) {
      const { data, info } = await sharp(page.file)
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const raster = { width: info.width, height: info.height, data: new Uint8Array(data) };
      const start = performance.now();
      const read = readPage(raster, { direction: 'auto' });
      slowest = Math.max(slowest, performance.now() - start);
      const boxes = read.panels.map((panel) => panel.box);
      const pairs = matched(boxes, page.panels, 0.5);
      found += boxes.length;
      half += pairs.length;
      close += matched(boxes, page.panels, 0.75).length;
      const inOrder = [...pairs]
        .sort((a, b) => a[0] - b[0])
        .every(([, at], i, all) => i === 0 || all[i - 1]![1] < at);
      const whole = pairs.length === boxes.length && boxes.length === page.panels.length;
      if (whole && inOrder) right++;
      if (read.direction !== page.direction) directions.add(page.file.slice(COMICS.length));
    }
    const f1 = (hits: number): number => (2 * hits) / Math.max(1, known + found);
    rows.push(
      rowOf(`${set.name}: F1 at IoU 0.5`, f1(half), 'higher', set.floors[0]),
      rowOf(`${set.name}: F1 at IoU 0.75`, f1(close), 'higher', set.floors[1]),
      rowOf(`${set.name}: pages all right`, right / pages.length, 'higher', set.floors[2]),
      rowOf(`${set.name}: pages of the wrong direction`, directions.size, 'lower'),
    );
  }
  rows.push(rowOf('slowest page', Math.round(slowest), 'lower', undefined, 'ms'));
  return { name: 'panels', rows };
}

/** Pairs of boxes that overlap at least so much, the best first, each box once: [found, known]. */
export function matched(
  found: readonly Box[],
  known: readonly Box[],
  least: number,
): readonly (readonly [number, number])[] {
  const pairs = found
    .flatMap((a, i) => known.map((b, j) => ({ i, j, value: overlap(a, b) })))
    .filter(({ value }) => value >= least)
    .sort((a, b) => b.value - a.value);
  const taken: (readonly [number, number])[] = [];
  for (const { i, j } of pairs) {
    if (!taken.some(([a, b]) => a === i || b === j)) taken.push([i, j]);
  }
  return taken;
}

function pepperAndCarrot(): KnownSet {
  const folder = `${COMICS}peppercarrot/`;
  const pages = readdirSync(`${folder}gt`)
    .sort()
    .map((name): KnownPage => {
      const truth = json<{
        image: string;
        direction: ReadingDirection;
        panels: Bounds[];
        panel_polygons: (Corners | null)[] | null;
      }>(`${folder}gt/${name}`);
      return {
        file: folder + truth.image,
        direction: truth.direction,
        panels: truth.panels.map((bounds, i) =>
          boxOfTruth(bounds, truth.panel_polygons?.[i] ?? null),
        ),
      };
    });
  return { name: 'Pepper&Carrot', pages, floors: [0.95, 0.88, 0.85] };
}

function bafflingMysteries(): KnownSet {
  const folder = `${COMICS}baffling-mysteries/`;
  const truth = json<{
    pages: Record<string, { image: string; direction: ReadingDirection; panels: Bounds[] }>;
  }>(`${folder}panels.json`);
  const pages = Object.values(truth.pages).map(
    (page): KnownPage => ({
      file: folder + page.image,
      direction: page.direction,
      panels: page.panels.map((bounds) => boxOfTruth(bounds, null)),
    }),
  );
  return { name: 'Baffling Mysteries', pages, floors: [0.98, 0.96, 1] };
}

function haruko(): KnownSet {
  const folder = `${COMICS}haruko/`;
  const truth = json<{
    pages: Record<
      string,
      {
        image: string;
        direction: ReadingDirection;
        panels: { bbox: Bounds; polygon: Corners | null }[];
      }
    >;
  }>(`${folder}regions.json`);
  const pages = Object.values(truth.pages).map(
    (page): KnownPage => ({
      file: folder + page.image,
      direction: page.direction,
      panels: page.panels.map(({ bbox, polygon }) => boxOfTruth(bbox, polygon)),
    }),
  );
  return { name: 'Haruko', pages, floors: [0.9, 0.75, 0.7] };
}

function boxOfTruth([x, y, width, height]: Bounds, corners: Corners | null): Box {
  if (!corners) return { x, y, width, height };
  return boundsOf(corners.map(([cornerX, cornerY]) => ({ x: cornerX, y: cornerY })));
}

function json<Truth>(file: string): Truth {
  return JSON.parse(readFileSync(file, 'utf8')) as Truth;
}
