import { describe, expect, it } from 'vitest';
import { letOutMatte } from './matte.ts';

describe('letOutMatte', () => {
  it('takes the drawn outline along, and fades soon beyond it', () => {
    const size = { width: 120, height: 120 };
    const picture = { ...size, data: new Uint8Array(120 * 120 * 4).fill(255) };
    const matte = { ...size, data: new Uint8Array(120 * 120) };
    const radius = (i: number) => Math.hypot((i % 120) - 60, Math.floor(i / 120) - 60);
    for (let i = 0; i < matte.data.length; i++) {
      const shade = radius(i) < 30 ? 170 : radius(i) < 34 ? 10 : 220;
      picture.data.set([shade, shade, shade, 255], i * 4);
      // The matte stops at the inner side of the ink, as finders do.
      matte.data[i] = radius(i) < 29.5 ? 255 : 0;
    }
    const out = letOutMatte(picture, matte, { x: 30, y: 30, width: 60, height: 60 });
    const least = (from: number, to: number) => {
      let value = 255;
      for (let i = 0; i < out.data.length; i++) {
        if (radius(i) >= from && radius(i) < to) value = Math.min(value, out.data[i]!);
      }
      return value;
    };
    expect(least(0, 34)).toBe(255);
    expect(least(40, 41)).toBe(0);
    expect(out.data.some((value) => value > 0 && value < 255)).toBe(true);
  });
});
