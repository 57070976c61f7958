import { expect, it } from 'vitest';
import { lengthenLine } from './lengthen-line.ts';
import type { LineInk } from './line-ink.ts';
import { LINE_HEIGHT } from './paddle-networks.ts';

const WIDTH = 200;

/** Ink in boxes of x, y, width, height. */
function inkIn(...boxes: readonly (readonly [number, number, number, number])[]): LineInk {
  const ink = new Uint8Array(LINE_HEIGHT * WIDTH);
  for (const [x, y, width, height] of boxes) {
    for (let v = y; v < y + height; v++) ink.fill(1, v * WIDTH + x, v * WIDTH + x + width);
  }
  return { width: WIDTH, ink };
}

const WORD = [40, 12, 60, 24] as const;

it('takes in the dots that stand beside a line', () => {
  const { from, to } = lengthenLine(inkIn(WORD, [106, 32, 4, 4], [114, 32, 4, 4]), 40, 100);
  expect(from).toBe(40);
  expect(to).toBeGreaterThanOrEqual(118);
  expect(to).toBeLessThan(130);
});

it('stops at what runs on above and below, and at what stands far off', () => {
  const edge = [110, 0, 3, LINE_HEIGHT] as const;
  expect(lengthenLine(inkIn(WORD, edge, [120, 32, 4, 4]), 40, 100).to).toBe(100);
  expect(lengthenLine(inkIn(WORD, [170, 32, 4, 4]), 40, 100).to).toBe(100);
});

it('takes in a large first letter that stands out above the line, and no edge that goes through it', () => {
  const line = [60, 12, 60, 24] as const;
  expect(lengthenLine(inkIn(line, [30, 0, 24, 36]), 44, 120).from).toBeLessThanOrEqual(30);
  expect(lengthenLine(inkIn(line, [30, 0, 24, LINE_HEIGHT]), 44, 120).from).toBe(44);
});
