import { describe, expect, it } from 'vitest';
import { emptyRaster, type Raster } from '../media/raster.ts';
import { colourSpread, sharedColour } from './colour-spread.ts';
import { headOf, type Sighting } from './sighting.ts';

const BOX = { x: 0, y: 0, width: 120, height: 160 };

/** A figure of two colours on clear ground. */
function figure(hair: readonly number[], coat: readonly number[]): Sighting {
  const picture: Raster = emptyRaster(BOX.width, BOX.height);
  for (let y = 10; y < 150; y++) {
    for (let x = 20; x < 100; x++) {
      picture.data.set([...(y < 60 ? hair : coat), 255], (y * BOX.width + x) * 4);
    }
  }
  return { picture, box: BOX };
}

describe('the traits of a figure', () => {
  const red = [190, 60, 40];
  const blue = [50, 70, 180];

  it('has shares of colours that sum to 1, and none where nothing is', () => {
    const spread = colourSpread(figure(red, blue), BOX);
    expect(spread.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 3);
    const empty = colourSpread({ picture: emptyRaster(40, 40), box: BOX }, BOX);
    expect(Math.max(...empty)).toBe(0);
  });

  it('tells other colours from the same, and does not tell a hair of difference', () => {
    const mine = colourSpread(figure(red, blue), BOX);
    expect(sharedColour(mine, mine)).toBeCloseTo(1, 5);
    const almost = colourSpread(figure([192, 62, 41], [49, 71, 178]), BOX);
    expect(sharedColour(mine, almost)).toBeGreaterThan(0.97);
    const other = colourSpread(figure([60, 150, 40], [200, 200, 60]), BOX);
    expect(sharedColour(mine, other)).toBeLessThan(0.3);
  });

  it('takes the head from the face, or the upper part of the figure', () => {
    const sighting = figure(red, blue);
    expect(headOf(sighting)).toEqual({ x: 0, y: 0, width: 120, height: 160 * 0.38 });
    const face = { x: 50, y: 30, width: 20, height: 20 };
    expect(headOf({ ...sighting, face })).toEqual({ x: 39, y: 15, width: 42, height: 43 });
  });
});
