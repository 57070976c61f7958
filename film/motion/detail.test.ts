import { expect, test } from 'vitest';
import { detailAt, detailOf, meanDetail } from './detail.ts';

test('says along which rows and columns much is drawn', () => {
  const width = 90;
  const height = 60;
  const data = new Uint8Array(width * height * 4).fill(200);
  // Writing from row 10 to 19, from column 30 to 69.
  for (let y = 10; y < 20; y++) {
    for (let x = 30; x < 70; x++) if ((x + y) % 3 === 0) data[(y * width + x) * 4] = 0;
  }
  const { rows, columns } = detailOf({ width, height, data });
  expect(rows).toHaveLength(60);
  expect(detailAt(rows, 15.5 / 60)).toBeGreaterThan(4);
  expect(detailAt(rows, 40.5 / 60)).toBe(0);
  expect(detailAt(columns, 50.5 / 90)).toBeGreaterThan(1.5);
  expect(detailAt(columns, 80.5 / 90)).toBe(0);
  expect(meanDetail(rows, 0, 1)).toBeCloseTo(1, 1);
});
