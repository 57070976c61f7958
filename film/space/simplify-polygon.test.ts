import { expect, it } from 'vitest';
import { polygonArea, polygonOf } from './polygon.ts';
import { simplifyPolygon } from './simplify-polygon.ts';

const ring = Array.from({ length: 720 }, (_, k) => ({
  x: 200 + 100 * Math.cos((k * Math.PI) / 360),
  y: 200 + 60 * Math.sin((k * Math.PI) / 360),
}));

it('leaves corners out and stays where it was', () => {
  const few = simplifyPolygon(ring, 0.5);
  expect(few.length).toBeLessThan(60);
  expect(Math.abs(polygonArea(few) / polygonArea(ring) - 1)).toBeLessThan(0.01);
  for (const corner of few) expect(ring).toContainEqual(corner);
});

it('keeps a sharp tail', () => {
  const tail = { x: 320, y: 330 };
  const tailed = [...ring.slice(0, 90), tail, ...ring.slice(90)];
  expect(simplifyPolygon(tailed, 0.5)).toContainEqual(tail);
});

it('keeps a box as it is, and stairs of one pixel become their slope', () => {
  const box = polygonOf({ x: 0, y: 0, width: 9, height: 4 });
  expect(simplifyPolygon(box, 1)).toEqual(box);
  const stairs = Array.from({ length: 40 }, (_, k) => ({ x: (k + 1) >> 1, y: k >> 1 }));
  const slope = simplifyPolygon([...stairs, { x: 0, y: 20 }], 0.75);
  expect(slope.length).toBeLessThanOrEqual(5);
});
