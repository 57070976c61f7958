import { expect, test } from 'vitest';
import { polygonOf } from '../space/polygon.ts';
import { edgeDistance } from './edge-distance.ts';

test('is the straight distance to a slanted edge, whatever the pixel', () => {
  // The line x = 10 + y / 4 bounds the art on its left.
  const outline = [
    { x: 10, y: 0 },
    { x: 60, y: 0 },
    { x: 60, y: 80 },
    { x: 30, y: 80 },
  ];
  const away = edgeDistance({ x: 2, y: 1, width: 50, height: 78 }, outline, 3);
  for (let y = 8; y < 70; y++) {
    for (let x = 0; x < 40; x++) {
      const px = x + 2.5;
      const py = y + 1.5;
      const exact = (10 + py / 4 - px) / Math.hypot(1, 0.25);
      expect(away[y * 50 + x]).toBeCloseTo(Math.max(-3, Math.min(3, exact)), 4);
    }
  }
});

test('goes around corners and stays at its reach far from every edge', () => {
  const away = edgeDistance(
    { x: 0, y: 0, width: 20, height: 20 },
    polygonOf({ x: 5, y: 5, width: 10, height: 10 }),
    4,
  );
  expect(away[3 * 20 + 3]).toBeCloseTo(Math.hypot(1.5, 1.5), 5);
  expect(away[0]).toBe(4);
  expect(away[10 * 20 + 10]).toBe(-4);
  expect(away[10 * 20 + 5]).toBeCloseTo(-0.5, 5);
});
