import { expect, it } from 'vitest';
import { emptyRaster } from '../media/raster.ts';
import { stageOfCutOut } from './stage-of-alpha.ts';

const FRAME = { width: 1280, height: 720 };

/** A figure in the middle of a clear sheet with an arm of `arm` rows that its left edge cuts off. */
function art(arm: number) {
  const picture = emptyRaster(300, 400);
  const fill = (x0: number, x1: number, y0: number, y1: number) => {
    for (let y = y0; y < y1; y++)
      for (let x = x0; x < x1; x++) picture.data.set([150, 90, 60, 255], (y * 300 + x) * 4);
  };
  fill(110, 190, 40, 360);
  fill(0, 150, 200, 200 + arm);
  return picture;
}

it('sets a figure that is cut off along its side at the edge of the frame', () => {
  const { stage } = stageOfCutOut(art(150), FRAME);
  expect(stage.layers[1]!.box.x).toBeLessThan(0);
});

it('lets a figure run on and fade where the art cuts off little of it, and leaves the art as it is', () => {
  const picture = art(40);
  const { stage, rasters, artAt } = stageOfCutOut(picture, FRAME);
  const { box } = stage.layers[1]!;
  expect(box.x).toBeGreaterThan(100);
  const figure = rasters.get('figure-1')!;
  const alphaAt = (x: number, y: number) => figure.data[(y * figure.width + x) * 4 + 3]!;
  const own = { x: artAt!.x - box.x, y: artAt!.y - box.y };
  expect(own.x).toBeGreaterThan(8);
  const arm = 220 + own.y;
  for (let x = 1; x <= own.x; x++)
    expect(alphaAt(x, arm)).toBeGreaterThanOrEqual(alphaAt(x - 1, arm));
  expect(alphaAt(0, arm)).toBeLessThan(40);
  for (let y = 40; y < 360; y++) {
    for (let x = 0; x < 190; x++) {
      expect(alphaAt(x + own.x, y + own.y)).toBe(picture.data[(y * 300 + x) * 4 + 3]);
    }
  }
});

it('mirrors at the cut only what is cut off there', () => {
  const picture = art(40);
  // Something near the cut that the art does not cut off.
  for (let y = 60; y < 120; y++)
    for (let x = 4; x < 60; x++) picture.data.set([150, 90, 60, 255], (y * 300 + x) * 4);
  const { stage, rasters, artAt } = stageOfCutOut(picture, FRAME);
  const figure = rasters.get('figure-1')!;
  const own = { x: artAt!.x - stage.layers[1]!.box.x, y: artAt!.y - stage.layers[1]!.box.y };
  for (let x = 0; x < own.x; x++) {
    expect(figure.data[((90 + own.y) * figure.width + x) * 4 + 3]).toBe(0);
  }
});
