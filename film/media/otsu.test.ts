import { expect, test } from 'vitest';
import { otsuLevel } from './otsu.ts';

test('parts two heaps of levels between them', () => {
  const counts = new Uint32Array(256);
  counts.fill(10, 20, 41);
  counts.fill(3, 180, 241);
  const level = otsuLevel(counts);
  expect(level).toBeGreaterThanOrEqual(40);
  expect(level).toBeLessThan(180);
});

test('of one level alone is the middle', () => {
  const counts = new Uint32Array(256);
  counts[200] = 50;
  expect(otsuLevel(counts)).toBe(127);
});
