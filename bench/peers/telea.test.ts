import type { Raster } from '@inkreel/film/media/raster.ts';
import { describe, expect, it } from 'vitest';
import { inpaintByTelea } from './telea.ts';

const SIZE = 48;

function picture(level: (x: number, y: number) => number): Raster {
  const data = new Uint8Array(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const value = level(x, y);
      data.set([value, value, value, 255], (y * SIZE + x) * 4);
    }
  }
  return { width: SIZE, height: SIZE, data };
}

/** Covers a square in the middle, and answers how far off the filled pixels are at most. */
function worst(whole: Raster, side: number): number {
  const from = (SIZE - side) / 2;
  const missing = new Uint8Array(SIZE * SIZE);
  const data = whole.data.slice();
  for (let y = from; y < from + side; y++) {
    for (let x = from; x < from + side; x++) {
      missing[y * SIZE + x] = 1;
      data.set([255, 0, 255, 255], (y * SIZE + x) * 4);
    }
  }
  const filled = inpaintByTelea({ ...whole, data }, missing, 3);
  let most = 0;
  for (let i = 0; i < missing.length; i++) {
    const off = Math.abs(filled.data[i * 4]! - whole.data[i * 4]!);
    if (!missing[i]) expect(off).toBe(0);
    most = Math.max(most, off);
  }
  return most;
}

describe('inpaintByTelea', () => {
  it('gives an even ground back', () => {
    expect(
      worst(
        picture(() => 137),
        16,
      ),
    ).toBeLessThanOrEqual(1);
  });

  it('carries an upright edge across a narrow hole', () => {
    expect(
      worst(
        picture((x) => (x < SIZE / 2 ? 40 : 200)),
        4,
      ),
    ).toBeLessThan(80);
  });

  it('keeps a slow gradient within a few steps', () => {
    expect(
      worst(
        picture((x) => 40 + 3 * x),
        12,
      ),
    ).toBeLessThan(25);
  });

  it('fills a hole at the corner', () => {
    const missing = new Uint8Array(SIZE * SIZE);
    for (let y = 0; y < 9; y++) missing.fill(1, y * SIZE, y * SIZE + 9);
    const filled = inpaintByTelea(
      picture(() => 90),
      missing,
      5,
    );
    expect(Math.abs(filled.data[0]! - 90)).toBeLessThanOrEqual(1);
  });
});
