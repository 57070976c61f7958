import { describe, expect, test } from 'vitest';
import { emptyPlane } from '../media/raster.ts';
import { headOf } from './head.ts';

/** A round head on a narrow neck over shoulders, or a plain block. */
function figure(hasNeck: boolean) {
  const matte = emptyPlane(100, 200);
  for (let y = 0; y < 200; y++) {
    const half = !hasNeck ? 30 : y < 80 ? 24 : y < 100 ? 9 : 45;
    for (let x = 50 - half; x < 50 + half; x++) matte.data[y * 100 + x] = 255;
  }
  return matte;
}

describe('the head of a figure', () => {
  test('ends at its neck', () => {
    const head = headOf(figure(true), { x: 5, y: 0, width: 90, height: 200 });
    expect(head.y).toBe(0);
    expect(head.height).toBeGreaterThanOrEqual(80);
    expect(head.height).toBeLessThanOrEqual(100);
    expect(head.x + head.width / 2).toBeCloseTo(50, -1);
  });

  test('is guessed where it has none', () => {
    const head = headOf(figure(false), { x: 20, y: 0, width: 60, height: 200 });
    expect(head.height).toBe(60);
  });
});
