import { expect, it } from 'vitest';
import { distanceTo, fillPolygon } from './distance.ts';

it('measures the straight distance to the nearest set pixel', () => {
  const size = { width: 23, height: 17 };
  const set = [3 + 5 * 23, 20 + 2 * 23, 11 + 16 * 23];
  const field = distanceTo(size, (i) => set.includes(i));
  for (let i = 0; i < size.width * size.height; i++) {
    const least = Math.min(
      ...set.map((s) => Math.hypot((s % 23) - (i % 23), Math.floor(s / 23) - Math.floor(i / 23))),
    );
    expect(field.distance[i]).toBeCloseTo(least, 4);
  }
});

it('answers infinity where nothing is set', () => {
  const field = distanceTo({ width: 4, height: 4 }, () => false);
  expect(field.distance[5]).toBe(Number.POSITIVE_INFINITY);
  expect(field.nearest[5]).toBe(-1);
});

it('fills the pixels whose centres lie inside', () => {
  const corners = [
    { x: 1, y: 1 },
    { x: 4, y: 1 },
    { x: 4, y: 3 },
    { x: 1, y: 3 },
  ];
  const plane = fillPolygon({ width: 6, height: 5 }, corners);
  expect(plane.data.filter((value) => value === 255)).toHaveLength(6);
  expect([plane.data[6 + 1], plane.data[6 + 3], plane.data[6 + 4]]).toEqual([255, 255, 0]);
});
