import { loadPicture } from '@inkreel/adapters/codecs/load-picture.ts';
import { englishLexicon } from '@inkreel/adapters/lexicon/english-lexicon.ts';
import { openPaddleReader } from '@inkreel/adapters/paddle/paddle-reader.ts';
import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import { readBalloons } from '@inkreel/film/comic/read-balloons.ts';
import { readPage } from '@inkreel/film/comic/read-page.ts';
import type { Reader } from '@inkreel/film/comic/reader.ts';
import { wordBalloons } from '@inkreel/film/comic/word-balloons.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { matched } from './panels.ts';
import { harukoPages, type KnownBalloonPage, pepperPages } from './reading/known-balloons.ts';
import { addScores, type PageScore, scorePage, tauOf } from './reading/score-page.ts';
import { SHARED_ART } from './shared-panels.ts';
import { type BenchRow, type BenchTable, rowOf } from './table.ts';

const NAME = 'reading';
/** An episode of seven pages, its credits among them, that time and memory are told of. */
const EPISODE = 'E11';

/**
 * Reads pages whose balloons and texts are known, from the picture alone, and compares. The short form
 * reads one episode and a few pages of the manga. Nobody wrote down who speaks, so figures, which tell
 * nothing but speakers, are not looked for.
 */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const pepper = pepperPages();
  if (pepper.length === 0) {
    const missing = `${SHARED_ART} (comic pages with known balloons). Put them there to measure the reader.`;
    return { name: NAME, rows: [], missing };
  }
  let reader: Reader;
  try {
    reader = await openPaddleReader();
  } catch (error) {
    if (!(error instanceof FilmError) || error.code !== 'weights-missing') throw error;
    return { name: NAME, rows: [], missing: error.message };
  }
  try {
    const episode = pepper.filter(({ name }) => name.startsWith(EPISODE));
    const others = short ? [] : pepper.filter((page) => !episode.includes(page));
    const start = performance.now();
    const scores = await scoreBook(reader, episode);
    const seconds = (performance.now() - start) / 1000;
    // The most that the process has held so far, kilobytes.
    const { maxRSS } = process.resourceUsage();
    scores.push(...(await scoreBook(reader, others)));
    return {
      name: NAME,
      rows: [
        ...scoreRows(scores),
        await harukoRow(reader, short ? harukoPages().slice(0, 3) : harukoPages()),
        rowOf(`${episode.length} pages, each`, seconds / episode.length, 'lower', undefined, 's'),
        rowOf(
          `${episode.length} pages, memory at most`,
          Math.round(maxRSS / 1024),
          'lower',
          undefined,
          'MB',
        ),
      ],
    };
  } finally {
    await reader.close();
  }
}

/** Reads pages as one book, whose names are known throughout, and scores each. */
async function scoreBook(reader: Reader, pages: readonly KnownBalloonPage[]): Promise<PageScore[]> {
  const found: (readonly Balloon[])[] = [];
  for (const page of pages) found.push(await balloonsOf(reader, page));
  return wordBalloons(found, englishLexicon()).map((balloons, at) =>
    scorePage(balloons, pages[at]!),
  );
}

async function balloonsOf(reader: Reader, { file }: KnownBalloonPage): Promise<readonly Balloon[]> {
  const raster = await loadPicture({ file }, '.');
  const page = readPage(raster, { direction: 'auto' });
  return readBalloons(raster, page, await reader.read(raster));
}

function scoreRows(pages: readonly PageScore[]): readonly BenchRow[] {
  const all = addScores(pages);
  const taus = pages.map(tauOf).filter((tau) => tau !== undefined);
  const tau = taus.reduce((sum, value) => sum + value, 0) / Math.max(1, taus.length);
  const part = (some: number, of: number): number => some / Math.max(1, of);
  const name = 'Pepper&Carrot';
  return [
    rowOf(`${name}: recall by cluster`, part(all.clustersFound, all.clusters), 'higher', 0.92),
    rowOf(`${name}: precision by cluster`, part(all.foundRight, all.found), 'higher', 0.9),
    rowOf(`${name}: recall one by one`, part(all.balloonsFound, all.balloons), 'higher'),
    rowOf(`${name}: precision one by one`, part(all.foundAlone, all.found), 'higher'),
    rowOf(`${name}: joined balloons told apart`, part(all.joinedFound, all.joined), 'higher'),
    rowOf(
      `${name}: character error rate, end to end`,
      part(all.errors, all.letters),
      'lower',
      0.05,
    ),
    rowOf(`${name}: the same without spaces`, part(all.errorsTight, all.lettersTight), 'lower'),
    rowOf(
      `${name}: sound effects and signs called speech`,
      part(all.freeTextsSaid, all.freeTexts),
      'lower',
      0.05,
    ),
    rowOf(`${name}: order of balloons, Kendall's tau`, tau, 'higher', 0.95),
  ];
}

/** The manga's labels are not complete, so that what is found beyond them tells nothing. */
async function harukoRow(reader: Reader, pages: readonly KnownBalloonPage[]): Promise<BenchRow> {
  let known = 0;
  let found = 0;
  for (const page of pages) {
    const boxes = (await balloonsOf(reader, page)).map(({ box }) => box);
    known += page.balloons.length;
    found += matched(
      boxes,
      page.balloons.map(({ box }) => box),
      0.5,
    ).length;
  }
  return rowOf('Haruko: recall', found / Math.max(1, known), 'higher', 0.8);
}
