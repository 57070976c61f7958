import { expect, it } from 'vitest';
import { balloonCover } from './balloons.ts';
import type { LetteringBlock } from './lettering.ts';
import type { PageTone } from './page-tone.ts';

const LIGHT = 1 | (1 << 8);
const DARK = 1 << 24;

/** A sheet of 300 x 300 with a box drawn on it from 60 to 120, closed but for a gap in its lower side. */
function sheetWith(gap: number): PageTone {
  const [width, height] = [300, 300];
  const byRows = new Uint32Array(width * height).fill(LIGHT);
  for (let k = 60; k <= 120; k++) {
    byRows[60 * width + k] = DARK;
    byRows[k * width + 60] = DARK;
    byRows[k * width + 120] = DARK;
    if (k < 90 || k >= 90 + gap) byRows[120 * width + k] = DARK;
  }
  return { width, height, byRows, byColumns: byRows, hasMargin: true, isClean: true };
}

const lettering: LetteringBlock = {
  box: { x: 75, y: 75, width: 30, height: 30 },
  letters: 12,
  runs: 'level',
  plain: 1,
};

it('covers a caption box and its outline', () => {
  const cover = balloonCover(sheetWith(0), [lettering])!;
  expect(cover[90 * 300 + 62]).toBe(1);
  expect(cover[90 * 300 + 60]).toBe(1);
  expect(cover[90 * 300 + 50]).toBe(0);
});

it('covers nothing where the ground runs on to the sheet', () => {
  expect(balloonCover(sheetWith(8), [lettering])).toBeUndefined();
});

it('covers nothing around marks on a ground that is not plain', () => {
  expect(balloonCover(sheetWith(0), [{ ...lettering, plain: 0.4 }])).toBeUndefined();
});

it('covers the lettering of a balloon that the edge of the sheet cuts off, and no more of it', () => {
  const box = { x: 20, y: 2, width: 60, height: 30 };
  const atEdge: LetteringBlock = { ...lettering, box, letters: 24, plain: 0.4 };
  const cover = balloonCover(sheetWith(0), [atEdge])!;
  expect(cover[15 * 300 + 40]).toBe(1);
  expect(cover[40 * 300 + 40]).toBe(0);
  const within = { ...atEdge, box: { ...box, y: 200, x: 150 } };
  expect(balloonCover(sheetWith(0), [within])).toBeUndefined();
});
