import { describe, expect, it } from 'vitest';
import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { divideSheet, drawnOnGround } from './divide-sheet.ts';

type Colour = readonly [number, number, number, number];
const RED: Colour = [200, 40, 30, 255];

function sheet(ground: Colour, figures: readonly Box[], width = 200, height = 100): Raster {
  const raster = emptyRaster(width, height);
  const paint = (box: Box, colour: Colour) => {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) raster.data.set(colour, (y * width + x) * 4);
    }
  };
  paint({ x: 0, y: 0, width, height }, ground);
  for (const box of figures) paint(box, RED);
  return raster;
}

const one = { x: 10, y: 10, width: 40, height: 70 };
const two = { x: 80, y: 15, width: 30, height: 60 };

describe('a model sheet', () => {
  for (const [name, ground] of [
    ['that is clear around its figures', [0, 0, 0, 0]],
    ['on white paper', [252, 251, 248, 255]],
  ] as const) {
    it(`${name} is divided into them`, () => {
      const drawn = drawnOnGround(sheet(ground, [one, two]))!;
      expect(divideSheet(drawn)).toEqual([one, two]);
    });
  }

  it('of one figure is that figure, with what lies close beside it', () => {
    const hand = { x: 51, y: 40, width: 6, height: 6 };
    const drawn = drawnOnGround(sheet([0, 0, 0, 0], [one, hand]))!;
    expect(divideSheet(drawn)).toEqual([{ ...one, width: 47 }]);
  });

  it('has rows that are read from the left', () => {
    const rows = [
      { x: 120, y: 5, width: 30, height: 30 },
      { x: 20, y: 8, width: 30, height: 30 },
      { x: 20, y: 60, width: 30, height: 30 },
    ];
    const drawn = drawnOnGround(sheet([0, 0, 0, 0], rows))!;
    expect(divideSheet(drawn)).toEqual([rows[1], rows[0], rows[2]]);
  });

  it('loses labels and scraps', () => {
    const label = { x: 150, y: 90, width: 8, height: 3 };
    const drawn = drawnOnGround(sheet([0, 0, 0, 0], [one, label]))!;
    expect(divideSheet(drawn)).toEqual([one]);
  });

  it('keeps white that is enclosed, for that is a shirt', () => {
    const picture = sheet([255, 255, 255, 255], [one]);
    for (let y = 30; y < 40; y++) {
      for (let x = 20; x < 30; x++) picture.data.set([255, 255, 255, 255], (y * 200 + x) * 4);
    }
    expect(drawnOnGround(picture)!.data[35 * 200 + 25]).toBe(255);
  });

  it('is none where a scene fills the picture', () => {
    const picture = emptyRaster(60, 40);
    for (let i = 0; i < 60 * 40; i++) picture.data.set([i % 251, (i * 7) % 251, 90, 255], i * 4);
    expect(drawnOnGround(picture)).toBeUndefined();
  });
});
