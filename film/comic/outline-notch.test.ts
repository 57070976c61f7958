import { expect, test } from 'vitest';
import type { Polygon } from '../space/polygon.ts';
import { notchesOf } from './outline-notch.ts';

/** Clockwise on the page, a point every pixel or so; `reach` by the turn from the right. */
function around(reach: (turn: number) => number): Polygon {
  return Array.from({ length: 700 }, (_, k) => {
    const turn = (2 * Math.PI * k) / 700;
    return { x: 200 + reach(turn) * Math.cos(turn), y: 200 + reach(turn) * Math.sin(turn) };
  });
}

test('a round outline has no notch', () => {
  expect(
    Math.max(
      ...notchesOf(
        around(() => 110),
        18,
      ),
    ),
  ).toBe(0);
});

test('where two rounds meet there are two, one across from the other', () => {
  // Two circles of radius 90, their middles 120 apart.
  const outline = around((turn) => {
    const along = 60 * Math.abs(Math.cos(turn));
    return along + Math.sqrt(90 ** 2 - (60 * Math.sin(turn)) ** 2);
  });
  const notches = notchesOf(outline, 18);
  const deep = notches.flatMap((notch, at) => (notch > 40 ? [at] : []));
  expect(deep.length).toBeGreaterThan(2);
  expect(deep.every((at) => Math.abs((at % 350) - 175) < 12)).toBe(true);
  expect(deep.some((at) => at < 350) && deep.some((at) => at > 350)).toBe(true);
});

test('what turns in all around is none', () => {
  const burst = around((turn) => 110 + 22 * Math.cos(turn * 14));
  expect(Math.max(...notchesOf(burst, 12))).toBe(0);
});

test('one deeper than the others all around is one', () => {
  const burst = around((turn) => {
    const bite = 60 * Math.max(0, 1 - Math.abs(turn - Math.PI) / 0.3);
    return 110 + 6 * Math.cos(turn * 14) - bite;
  });
  const notches = notchesOf(burst, 14);
  const deepest = notches.indexOf(Math.max(...notches));
  expect(notches[deepest]).toBeGreaterThan(28);
  expect(Math.abs(deepest - 350)).toBeLessThan(12);
});
