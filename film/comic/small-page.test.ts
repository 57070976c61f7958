import { describe, expect, it } from 'vitest';
import { emptyRaster, type Raster } from '../media/raster.ts';
import { smallPage } from './small-page.ts';

/** White with black bars ten pixels wide every 20 pixels. */
function barred(width: number, height: number): Raster {
  const raster = emptyRaster(width, height);
  raster.data.fill(255);
  for (let i = 0; i < width * height; i++) {
    if ((i % width) % 20 < 10) raster.data.fill(0, i * 4, i * 4 + 3);
  }
  return raster;
}

/** Each pixel the mean of three in its row, so often. */
function softened(raster: Raster, times: number): Raster {
  let { data } = raster;
  for (let round = 0; round < times; round++) {
    data = data.map((value, i) => ((data[i - 4] ?? value) + value + (data[i + 4] ?? value)) / 3);
  }
  return { ...raster, data };
}

/** The most that a row changes from one pixel to the next. */
function steepest(data: Uint8Array, width: number, channels: number): number {
  let most = 0;
  const row = 300 * width * channels;
  for (let at = row; at < row + (width - 1) * channels; at += channels) {
    most = Math.max(most, Math.abs(data[at]! - data[at + channels]!));
  }
  return most;
}

describe('smallPage', () => {
  it('leaves a page with plain edges as it is', () => {
    const page = barred(640, 900);
    const { rgb, width, height } = smallPage(page);
    expect([width, height]).toEqual([640, 900]);
    expect(rgb.every((value, i) => value === page.data[Math.floor(i / 3) * 4 + (i % 3)])).toBe(
      true,
    );
  });

  it('makes the edges of a soft page steep again', () => {
    const soft = softened(barred(640, 900), 3);
    const before = steepest(soft.data, 640, 4);
    expect(before).toBeLessThan(80);
    expect(steepest(smallPage(soft).rgb, 640, 3)).toBeGreaterThan(1.3 * before);
  });
});
