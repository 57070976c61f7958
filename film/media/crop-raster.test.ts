import { describe, expect, it } from 'vitest';
import { cropRaster } from './crop-raster.ts';
import { maskOutside } from './mask-outside.ts';
import { emptyRaster, type Raster } from './raster.ts';

function numbered(width: number, height: number): Raster {
  const raster = emptyRaster(width, height);
  for (let i = 0; i < width * height; i++) raster.data.set([i, 0, 0, 255], i * 4);
  return raster;
}

describe('cropRaster', () => {
  it('takes the pixels inside the box', () => {
    const { width, height, data } = cropRaster(numbered(4, 3), { x: 1, y: 1, width: 2, height: 2 });
    expect([width, height]).toEqual([2, 2]);
    expect([data[0], data[4], data[8], data[12]]).toEqual([5, 6, 9, 10]);
  });

  it('is transparent where the box leaves the picture', () => {
    const { data } = cropRaster(numbered(2, 2), { x: -1, y: -1, width: 2, height: 2 });
    expect([data[3], data[7], data[11], data[15]]).toEqual([0, 0, 0, 255]);
    expect(data[12]).toBe(0);
  });
});

describe('maskOutside', () => {
  const alphas = ({ data }: Raster) => data.filter((_, i) => i % 4 === 3);

  it('keeps what is inside, clears what is outside and halves what is half inside', () => {
    const masked = maskOutside(numbered(4, 1), [
      { x: 0.5, y: 0 },
      { x: 3, y: 0 },
      { x: 3, y: 1 },
      { x: 0.5, y: 1 },
    ]);
    expect([...alphas(masked)]).toEqual([128, 255, 255, 0]);
    expect(masked.data[4]).toBe(1);
  });

  it('follows a slant with a soft edge', () => {
    const masked = maskOutside(numbered(8, 8), [
      { x: 0, y: 0 },
      { x: 8, y: 8 },
      { x: 0, y: 8 },
    ]);
    const alpha = alphas(masked);
    expect(alpha[7]).toBe(0);
    expect(alpha[56]).toBe(255);
    expect(alpha[9]).toBeGreaterThan(110);
    expect(alpha[9]).toBeLessThan(145);
    expect([...numbered(8, 8).data.slice(0, 4)]).toEqual([0, 0, 0, 255]);
  });
});
