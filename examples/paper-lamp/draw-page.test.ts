import { readPage } from '@inkreel/film/comic/read-page.ts';
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
