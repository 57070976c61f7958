import { expect, it } from 'vitest';
import { inpaint } from './inpaint.ts';
import type { Raster } from './raster.ts';

const SIZE = 128;

function stripes(): Raster {
  const data = new Uint8Array(SIZE * SIZE * 4);
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const bright = (x >> 3) & 1 ? 220 : 40;
      data.set([bright, 90, 160, 255], (y * SIZE + x) * 4);
    }
  }
  return { width: SIZE, height: SIZE, data };
}

it('carries stripes on through a hole, and touches nothing else', () => {
  const whole = stripes();
  const holed: Raster = { ...whole, data: whole.data.slice() };
  const missing = new Uint8Array(SIZE * SIZE);
  for (let y = 44; y < 84; y++) {
    for (let x = 44; x < 84; x++) {
      missing[y * SIZE + x] = 1;
      holed.data.set([0, 255, 0, 255], (y * SIZE + x) * 4);
    }
  }
  const filled = inpaint(holed, missing, undefined, 3, SIZE);
  let wrong = 0;
  for (let i = 0; i < missing.length; i++) {
    if (!missing[i]) expect(filled.data[i * 4]).toBe(whole.data[i * 4]);
    else if (Math.abs(filled.data[i * 4]! - whole.data[i * 4]!) > 60) wrong++;
  }
  expect(wrong / (40 * 40)).toBeLessThan(0.15);
});

it('fills even where no whole patch is known', () => {
  const whole = stripes();
  const missing = new Uint8Array(SIZE * SIZE).fill(1);
  for (let y = 0; y < SIZE; y++) missing.fill(0, y * SIZE, y * SIZE + 5);
  const filled = inpaint(whole, missing, undefined, 1);
  expect(Math.abs(filled.data[(SIZE * 64 + 64) * 4]! - 40)).toBeLessThan(4);
});
