import { expect, test } from 'vitest';
import { emptyRaster, type Raster } from '../media/raster.ts';
import { type Box, overlap } from '../space/box.ts';
import type { ReadingDirection } from './page.ts';
import { readPage } from './read-page.ts';

const SHEET = { width: 600, height: 860 };
const WHOLE: Box = { x: 30, y: 30, width: 540, height: 500 };
const LOWER: Box = { x: 30, y: 548, width: 540, height: 280 };

/** Mottled art with streaks in a drawn frame. */
function drawPanel(
  { data, width }: Raster,
  { x, y, width: w, height: h }: Box,
  tone: number,
): void {
  for (let v = y; v < y + h; v++) {
    for (let u = x; u < x + w; u++) {
      const isFrame = u < x + 3 || v < y + 3 || u >= x + w - 3 || v >= y + h - 3;
      const streak = Math.sin((u + 2 * v) / 5) > 0.93 ? -80 : 0;
      const art = tone + streak + 60 * Math.sin(u / 31 + Math.sin(v / 47)) * Math.sin(v / 39);
      const at = (v * width + u) * 4;
      data.fill(isFrame ? 15 : Math.round(art), at, at + 3);
    }
  }
}

function clear({ data, width }: Raster, { x, y, width: w, height: h }: Box): void {
  for (let v = y; v < y + h; v++) data.fill(255, (v * width + x) * 4, (v * width + x + w) * 4);
}

function pageWith(insets: readonly Box[], band: number): Raster {
  const page = emptyRaster(SHEET.width, SHEET.height);
  page.data.fill(255);
  drawPanel(page, WHOLE, 150);
  drawPanel(page, LOWER, 120);
  for (const { x, y, width, height } of insets) {
    clear(page, { x: x - band, y: y - band, width: width + 2 * band, height: height + 2 * band });
    drawPanel(page, { x, y, width, height }, 95);
  }
  return page;
}

function boxesOf(page: Raster, direction: ReadingDirection): readonly Box[] {
  return readPage(page, { direction }).panels.map(({ box }) => box);
}

function expectBoxes(found: readonly Box[], wanted: readonly Box[]): void {
  expect(found).toHaveLength(wanted.length);
  for (const [at, box] of wanted.entries()) expect(overlap(found[at]!, box)).toBeGreaterThan(0.85);
}

const LEFT: Box = { x: 80, y: 90, width: 150, height: 120 };
const RIGHT: Box = { x: 370, y: 320, width: 150, height: 140 };

test('a panel set into another is told apart, and read after it', () => {
  expectBoxes(boxesOf(pageWith([RIGHT], 8), 'ltr'), [WHOLE, RIGHT, LOWER]);
});

test('two of them are read in the order of the page', () => {
  const level = { ...RIGHT, y: 100 };
  const page = pageWith([LEFT, level], 8);
  expectBoxes(boxesOf(page, 'ltr'), [WHOLE, LEFT, level, LOWER]);
  expectBoxes(boxesOf(page, 'rtl'), [WHOLE, level, LEFT, LOWER]);
});

test('a box in the drawing without paper around it is a part of the drawing', () => {
  expectBoxes(boxesOf(pageWith([RIGHT], 0), 'ltr'), [WHOLE, LOWER]);
});

test('a window in a white wall has no picture around it', () => {
  expectBoxes(boxesOf(pageWith([{ ...RIGHT, x: 240, y: 210 }], 90), 'ltr'), [WHOLE, LOWER]);
});
