import { expect, test } from 'vitest';
import type { Raster } from '../media/raster.ts';
import { stripSections } from './strip-sections.ts';

/** A strip 40 wide: noise for 90 rows, then 10 bare ones, over and over. */
function stripOf(height: number, gaps = true): Raster {
  const data = new Uint8Array(40 * height * 4).fill(255);
  for (let y = 0; y < height; y++) {
    if (gaps && y % 100 >= 90) continue;
    for (let x = 0; x < 40; x++) data[(y * 40 + x) * 4] = (x * 37 + y * 11) % 256;
  }
  return { width: 40, height, data };
}

test('cuts a long strip in bare rows only, into sections that are strips themselves', () => {
  const strip = stripOf(4000);
  const sections = stripSections(strip);
  expect(sections.length).toBeGreaterThan(15);
  let at = 0;
  for (const { top, raster } of sections) {
    expect(top).toBe(at);
    at += raster.height;
    expect(raster.height).toBeGreaterThanOrEqual(92);
    expect(raster.data[0]).toBe(strip.data[top * 160]);
    if (top > 0) expect(top % 100).toBeGreaterThan(90);
  }
  expect(at).toBe(4000);
});

test('leaves pages, short strips and art without a gap whole', () => {
  expect(stripSections({ width: 40, height: 60, data: new Uint8Array(40 * 60 * 4) })).toHaveLength(
    1,
  );
  expect(stripSections(stripOf(150))).toHaveLength(1);
  expect(stripSections(stripOf(500, false))).toHaveLength(1);
});
