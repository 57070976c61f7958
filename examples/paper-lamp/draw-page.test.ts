import { englishLexicon } from '@inkreel/adapters/lexicon/english-lexicon.ts';
import { openFigureFinder } from '@inkreel/adapters/models/figure-finder.ts';
import { openPaddleReader } from '@inkreel/adapters/paddle/paddle-reader.ts';
import { readWords } from '@inkreel/adapters/reading/read-words.ts';
import { readPage } from '@inkreel/film/comic/read-page.ts';
import { wordBalloons } from '@inkreel/film/comic/word-balloons.ts';
import { boundsOf } from '@inkreel/film/space/polygon.ts';
import { beforeAll, expect, test } from 'vitest';
import { drawPage, pageDrawing } from './draw-page.ts';
import { PAGE, PAGES, PANEL_NAMES } from './layout.ts';

let pages: readonly Awaited<ReturnType<typeof drawPage>>[];

beforeAll(async () => {
  pages = await Promise.all(PAGES.map((_, page) => drawPage(page)));
});

test('every panel of the story is on one page, in order', () => {
  expect(PAGES.flat().map(({ name }) => name)).toEqual([...PANEL_NAMES]);
});

test('a page is the same whenever it is drawn, and asks for no font of the machine', async () => {
  const again = await drawPage(1);
  expect(Buffer.compare(again.data, pages[1]!.data)).toBe(0);
  expect(again).toMatchObject(PAGE);
  for (const page of PAGES.keys()) {
    expect(pageDrawing(page)).not.toMatch(/<text|font-family|<image/);
    expect(pageDrawing(page)).not.toContain('NaN');
  }
});

test.each([...PAGES.keys()])('page %i is read as it was laid out', (page) => {
  const { panels } = readPage(pages[page]!, { direction: 'ltr' });
  const drawn = PAGES[page]!.map(({ outline }) => boundsOf(outline));
  expect(panels).toHaveLength(drawn.length);
  panels.forEach(({ box }, n) => {
    const want = drawn[n]!;
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(Math.abs(box[side] - want[side]), `${side} of panel ${n + 1}`).toBeLessThan(24);
    }
  });
});

/** What is said and told on each page, in reading order. */
const WORDS = [
  [
    'For forty years the lamp of Gull Rock had not missed a night.',
    'There, old girl. Shine.',
    'Until the ninth of November.',
  ],
  [
    'The lamp is dead, and somebody is out there!',
    'A page of the log, a stub of candle.',
    'A small light is still a light.',
    'Go and find them.',
  ],
  [
    'It did not weigh more than a letter.',
    'A light! Hard over, follow it!',
    'All night it went before them, between the teeth of the Rock.',
    'I think this is yours.',
    'Keep it. Some night you may need a lamp.',
  ],
];

test('every word of the story is read as it is lettered', async () => {
  const [reader, finder] = await Promise.all([openPaddleReader(), openFigureFinder()]);
  try {
    const read = [];
    for (const page of pages) {
      const laidOut = readPage(page, { direction: 'ltr' });
      read.push(await readWords(page, laidOut, reader, async () => finder));
    }
    const said = wordBalloons(read, englishLexicon()).map((balloons) =>
      balloons.filter(({ kind }) => kind !== 'sfx' && kind !== 'sign').map(({ text }) => text),
    );
    expect(said).toEqual(WORDS);
  } finally {
    await Promise.all([reader.close(), finder.close()]);
  }
});
