import { expect, test } from 'vitest';
import { boundsOf, contains, polygonArea, polygonOf } from '../space/polygon.ts';
import { patchesOf, reachesOut, roundedBeyond, seenBox } from './stage-lettering.ts';

const SIZE = { width: 400, height: 300 };
const PANEL = polygonOf({ x: 0, y: 0, ...SIZE });
const inside = polygonOf({ x: 20, y: 1, width: 100, height: 60 });
const over = polygonOf({ x: 300, y: -50, width: 140, height: 100 });

test('a balloon covers its outline, and nothing where it lies outside', () => {
  const beside = polygonOf({ x: 500, y: 0, width: 50, height: 50 });
  const [first, second] = patchesOf([inside, beside], SIZE);
  expect(first!.area).toBe(6000);
  expect(first!.box).toEqual({ x: 20, y: 1, width: 100, height: 60 });
  expect(second!.area).toBe(0);
});

test('a balloon reaches out where it goes over the edge, not up to it', () => {
  expect(reachesOut(inside, PANEL)).toBe(false);
  expect(reachesOut(polygonOf({ x: -2, y: -2, width: 100, height: 60 }), PANEL)).toBe(false);
  expect(reachesOut(over, PANEL)).toBe(true);
  // Over a slanted edge, though inside the box around the panel.
  const slanted = [...PANEL.slice(0, 3), { x: 200, y: 300 }];
  expect(reachesOut(polygonOf({ x: 30, y: 200, width: 100, height: 60 }), slanted)).toBe(true);
});

test('what reaches out is seen whole, but not across the page', () => {
  expect(seenBox(over, SIZE, PANEL)).toEqual(boundsOf(over));
  const far = polygonOf({ x: -900, y: 100, width: 1000, height: 60 });
  expect(seenBox(far, SIZE, PANEL)).toEqual({ x: -160, y: 100, width: 260, height: 60 });
});

test('corners are rounded beyond the panel only', () => {
  expect(roundedBeyond(inside, PANEL)).toEqual(inside);
  const rounded = roundedBeyond(over, PANEL);
  expect(rounded).toContainEqual({ x: 300, y: 50 });
  expect(rounded).not.toContainEqual({ x: 440, y: -50 });
  expect(contains(rounded, { x: 370, y: 0 })).toBe(true);
  expect(polygonArea(rounded)).toBeGreaterThan(0.85 * polygonArea(over));
});
