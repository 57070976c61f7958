import { expect, test } from 'vitest';
import { bandsOf, cutBand } from './reading-band.ts';

test('a page is one band', () => {
  expect(bandsOf({ width: 1000, height: 1500 })).toEqual([
    { top: 0, bottom: 1500, from: 0, to: 1500 },
  ]);
});

test('bands of a long strip are of one height, and each row is the own of one of them', () => {
  const bands = bandsOf({ width: 850, height: 30_000 });
  expect(bands.length).toBeGreaterThan(8);
  let at = 0;
  for (const [i, { top, bottom, from, to }] of bands.entries()) {
    expect(bottom - top).toBe(3400);
    expect(from).toBe(at);
    at = to;
    // Half a column to either side of what is its own is seen as well.
    if (i > 0) expect(from - top).toBeGreaterThan(400);
    if (i < bands.length - 1) expect(bottom - to).toBeGreaterThan(400);
  }
  expect(at).toBe(30_000);
  expect(bands.at(-1)!.bottom).toBe(30_000);
});

test('a band is those rows of the picture', () => {
  const data = new Uint8Array(2 * 10 * 4).map((_, i) => Math.floor(i / 8));
  const part = cutBand({ width: 2, height: 10, data }, { top: 3, bottom: 7, from: 3, to: 7 });
  expect(part.height).toBe(4);
  expect([...part.data.subarray(0, 8)]).toEqual(new Array(8).fill(3));
  expect(part.data).toHaveLength(4 * 8);
});
