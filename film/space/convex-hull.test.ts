import { expect, test } from 'vitest';
import { convexHull } from './convex-hull.ts';
import { polygonArea } from './polygon.ts';

test('goes round the outermost points alone', () => {
  const inner = Array.from({ length: 30 }, (_, i) => ({
    x: 2 + (i % 6),
    y: 2 + Math.floor(i / 6),
  }));
  const corners = [
    { x: 0, y: 0 },
    { x: 9, y: 0 },
    { x: 9, y: 8 },
    { x: 0, y: 8 },
  ];
  const hull = convexHull([...inner, ...corners, { x: 4, y: 0 }]);
  expect(hull).toHaveLength(4);
  for (const corner of corners) expect(hull).toContainEqual(corner);
  expect(polygonArea(hull)).toBe(72);
});

test('of two points is the two points', () => {
  expect(
    convexHull([
      { x: 3, y: 1 },
      { x: 1, y: 1 },
    ]),
  ).toHaveLength(2);
});
