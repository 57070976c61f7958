import { expect, it } from 'vitest';
import { laidOver } from './laid-over.ts';

const pixels = (...rgba: number[]) => ({
  width: rgba.length / 4,
  height: 1,
  data: Uint8Array.from(rgba),
});

it('shows the upper picture where it is not clear, and the lower one elsewhere', () => {
  const page = pixels(1, 2, 3, 255, 4, 5, 6, 255);
  const patch = pixels(9, 9, 9, 0, 7, 8, 9, 255);
  expect(laidOver(page, patch)).toEqual(pixels(1, 2, 3, 255, 7, 8, 9, 255));
  expect(page).toEqual(pixels(1, 2, 3, 255, 4, 5, 6, 255));
});

it('refuses a picture of another size', () => {
  expect(() => laidOver(pixels(1, 2, 3, 4), pixels(1, 2, 3, 4, 5, 6, 7, 8))).toThrow(RangeError);
});
