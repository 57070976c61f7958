import { existsSync } from 'node:fs';
import type { Page } from '@inkreel/film/comic/page.ts';
import { readPage } from '@inkreel/film/comic/read-page.ts';
import { type Box, overlap } from '@inkreel/film/space/box.ts';
import sharp from 'sharp';
import { ALTERATIONS, boxOnPage, type TruePage } from './panels/altered-page.ts';
import { COMICS, type KnownPage, type KnownSet, knownSets } from './panels/known-pages.ts';
import { type BenchRow, type BenchTable, rowOf } from './table.ts';

/** What is asked of altered pages: so much of the floor of the same pages as they are. */
const OF_FLOOR = 0.95;

/** What reading some pages came to. */
interface Tally {
  known: number;
  found: number;
  half: number;
  close: number;
  right: number;
  pages: number;
}

/**
 * Reads pages whose panels are known and compares: panels matched greedily by intersection over
 * union of their boxes, and pages with every panel found, none too many, in the right order. The
 * direction is left to the reader. Then the same with pages as scanners and uploads leave them.
 */
export async function run(options: { readonly short: boolean }): Promise<BenchTable> {
  if (!existsSync(COMICS)) {
    return {
      name: 'panels',
      rows: [],
      missing: `${COMICS} (comic pages with known panels). Put them there to measure the reader.`,
    };
  }
  const alterations = ALTERATIONS.filter(({ isShort }) => isShort || !options.short);
  const rows: BenchRow[] = [];
  const altered: BenchRow[] = [];
  let slowest = 0;
  for (const set of knownSets()) {
    const plain = emptyTally();
    const tallies = alterations.map(emptyTally);
    let wrongDirections = 0;
    for (const known of options.short ? set.pages.slice(0, 3) : set.pages) {
      const page = await loaded(known);
      const start = performance.now();
      const read = readPage(page.raster, { direction: 'auto' });
      slowest = Math.max(slowest, performance.now() - start);
      if (read.direction !== known.direction) wrongDirections++;
      addTo(plain, page, read);
      for (const [i, alteration] of alterations.entries()) {
        const other = await alteration.apply(page);
        const direction = alteration.tellsDirection ? other.direction : 'auto';
        addTo(tallies[i]!, other, readPage(other.raster, { direction }));
      }
    }
    rows.push(
      ...rowsOf(set.name, set, plain, 1),
      rowOf(`${set.name}: pages of the wrong direction`, wrongDirections, 'lower'),
    );
    for (const [i, { name }] of alterations.entries()) {
      altered.push(...rowsOf(`${set.name}, ${name}`, set, tallies[i]!, OF_FLOOR));
    }
  }
  rows.push(...altered, rowOf('slowest page', Math.round(slowest), 'lower', undefined, 'ms'));
  return { name: 'panels', rows };
}

function emptyTally(): Tally {
  return { known: 0, found: 0, half: 0, close: 0, right: 0, pages: 0 };
}

function addTo(tally: Tally, page: TruePage, read: Page): void {
  const known = page.panels.map((panel) => boxOnPage(panel, page));
  const found = read.panels.map(({ box }) => box);
  const pairs = matched(found, known, 0.5);
  const inOrder = [...pairs]
    .sort((a, b) => a[0] - b[0])
    .every(([, at], i, all) => i === 0 || all[i - 1]![1] < at);
  tally.known += known.length;
  tally.found += found.length;
  tally.half += pairs.length;
  tally.close += matched(found, known, 0.75).length;
  tally.right += inOrder && pairs.length === found.length && found.length === known.length ? 1 : 0;
  tally.pages++;
}

function rowsOf(what: string, { floors }: KnownSet, tally: Tally, share: number): BenchRow[] {
  const f1 = (hits: number): number => (2 * hits) / Math.max(1, tally.known + tally.found);
  return [
    rowOf(`${what}: F1 at IoU 0.5`, f1(tally.half), 'higher', floors[0] * share),
    rowOf(`${what}: F1 at IoU 0.75`, f1(tally.close), 'higher', floors[1] * share),
    rowOf(`${what}: pages all right`, tally.right / tally.pages, 'higher', floors[2] * share),
  ];
}

async function loaded({ file, direction, panels }: KnownPage): Promise<TruePage> {
  const { data, info } = await sharp(file)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raster = { width: info.width, height: info.height, data: new Uint8Array(data) };
  return { raster, direction, panels };
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
