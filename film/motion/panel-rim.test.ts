import { expect, it } from 'vitest';
import { chance } from '../grammar/seeded-chance.ts';
import { emptyRaster } from '../media/raster.ts';
import { type Polygon, polygonOf } from '../space/polygon.ts';
import { withoutRim } from './panel-rim.ts';

const PANEL = { x: 100, y: 100, width: 400, height: 400 };
const PANEL_TOP = { x: 100, y: 100, width: 400, height: 3 };

/** A white sheet with one panel of noise, and a dark border of `band` pixels under half of its top. */
function sheet(band: number) {
  const page = emptyRaster(600, 600);
  page.data.fill(255);
  const next = chance(4);
  for (let y = PANEL.y; y < PANEL.y + PANEL.height; y++) {
    for (let x = PANEL.x; x < PANEL.x + PANEL.width; x++) {
      const isBorder = y < PANEL.y + band && x < 300;
      const value = isBorder ? 8 : 80 + Math.floor(20 * next());
      page.data.fill(value, (y * 600 + x) * 4, (y * 600 + x) * 4 + 3);
    }
  }
  return page;
}

it('takes off the soft edge of a panel and little more', () => {
  const { crop } = withoutRim(sheet(0), PANEL, undefined);
  expect(crop.x).toBeGreaterThanOrEqual(100);
  expect(crop.x).toBeLessThan(108);
  expect(crop.x + crop.width).toBeLessThanOrEqual(500);
  expect(crop.width).toBeGreaterThan(384);
});

it.each([-1, 1])('keeps its corners where an outline hardly bends (%i px)', (bend) => {
  const [topLeft, ...others] = polygonOf(PANEL);
  const outline = [topLeft!, { x: 300, y: 100 + bend }, ...others];
  const { crop, outline: inner } = withoutRim(sheet(8), PANEL, outline);
  for (const { x, y } of inner ?? []) {
    expect(x).toBeGreaterThan(98);
    expect(x).toBeLessThan(502);
    expect(y).toBeGreaterThan(98);
    expect(y).toBeLessThan(502);
  }
  expect(crop.width).toBeGreaterThan(380);
});

it('does not take the first line of a balloon for the border', () => {
  const page = sheet(0);
  const ink = (box: { x: number; y: number; width: number; height: number }, value: number) => {
    for (let y = box.y; y < box.y + box.height; y++) {
      for (let x = box.x; x < box.x + box.width; x++) {
        page.data.fill(value, (y * 600 + x) * 4, (y * 600 + x) * 4 + 3);
      }
    }
  };
  // A balloon of the page's own white over most of the panel's top, a line of letters close under the border.
  const balloon = { x: 104, y: 103, width: 330, height: 90 };
  ink(PANEL_TOP, 8);
  ink(balloon, 255);
  for (let x = 110; x < 425; x += 7) ink({ x, y: 108, width: 4, height: 9 }, 8);
  const cutAt = (...balloons: Polygon[]) => withoutRim(page, PANEL, undefined, balloons).crop.y;
  expect(cutAt(polygonOf(balloon))).toBeLessThanOrEqual(106);
});

it('does not take black art for the border before it', () => {
  const page = sheet(0);
  for (let y = PANEL.y; y < PANEL.y + PANEL.height; y++) {
    for (let x = PANEL.x; x < PANEL.x + 11; x++) {
      page.data.fill(8, (y * 600 + x) * 4, (y * 600 + x) * 4 + 3);
    }
  }
  const { crop } = withoutRim(page, PANEL, undefined);
  expect(crop.x).toBeLessThan(106);
});
