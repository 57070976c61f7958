import { expect, it } from 'vitest';
import { chance } from '../grammar/seeded-chance.ts';
import { emptyRaster, type Raster } from '../media/raster.ts';
import { shadowOf, swept } from './balloon-shadow.ts';

const SIZE = { width: 260, height: 180 };
const NEAR = { x: 0, y: 0, ...SIZE };
const BOX = { x: 60, y: 50, width: 140, height: 60 };

const OWN = Uint8Array.from({ length: SIZE.width * SIZE.height }, (_, i) => {
  const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
  return x >= BOX.x && y >= BOX.y && x < BOX.x + BOX.width && y < BOX.y + BOX.height ? 1 : 0;
});

/** A sky that grows lighter downwards with grain, a white box on it, and what falls beside the box. */
function pageWith(darken: (x: number, y: number) => number): Raster {
  const page = emptyRaster(SIZE.width, SIZE.height);
  const next = chance(3);
  for (let i = 0; i < OWN.length; i++) {
    const [x, y] = [i % SIZE.width, Math.floor(i / SIZE.width)];
    const sky = 90 + 0.5 * y + 6 * next();
    const value = OWN[i] ? 250 : sky * darken(x, y);
    page.data.set([value, value, value, 255], i * 4);
  }
  return page;
}

it.each([
  { x: 7, y: 6 },
  { x: -5, y: 9 },
  { x: 3, y: 3 },
])('finds how far a shadow falls: $x, $y', (by) => {
  const shade = swept(OWN, NEAR, by);
  const page = pageWith((x, y) => (shade[y * SIZE.width + x] ? 0.7 : 1));
  const found = shadowOf(page, NEAR, OWN, 12)!;
  // Its edge is looked for over a few pixels, and the whole of it is to be covered.
  expect(found.x * Math.sign(by.x)).toBeGreaterThanOrEqual(Math.abs(by.x) - 1);
  expect(found.y * Math.sign(by.y)).toBeGreaterThanOrEqual(Math.abs(by.y) - 1);
  expect(Math.abs(found.x - by.x)).toBeLessThanOrEqual(3);
  expect(Math.abs(found.y - by.y)).toBeLessThanOrEqual(3);
});

it('finds none beside a box that casts none, whatever is drawn there', () => {
  expect(
    shadowOf(
      pageWith(() => 1),
      NEAR,
      OWN,
      12,
    ),
  ).toBeUndefined();
  // A dark wall on one side, and stripes.
  expect(
    shadowOf(
      pageWith((x) => (x > 206 ? 0.6 : 1)),
      NEAR,
      OWN,
      12,
    ),
  ).toBeUndefined();
  expect(
    shadowOf(
      pageWith((x) => (x % 16 < 8 ? 0.7 : 1)),
      NEAR,
      OWN,
      12,
    ),
  ).toBeUndefined();
});

it('sweeps a shape over its whole way', () => {
  const shape = Uint8Array.from([1, 0, 0, 0, 0, 0, 0, 0, 0]);
  expect([...swept(shape, { x: 0, y: 0, width: 3, height: 3 }, { x: 2, y: 1 })]).toEqual([
    1, 0, 0, 0, 1, 1, 0, 0, 0,
  ]);
});
