import { describe, expect, it } from 'vitest';
import type { Raster } from '../media/raster.ts';
import { overlap } from '../space/box.ts';
import { boundsOf } from '../space/polygon.ts';
import { chanceFrom, type DrawnPage, type DrawnStyle, drawPage } from './drawn-page.ts';
import { flattened } from './paper-field.ts';
import { readPage } from './read-page.ts';
import type { SmallPage } from './small-page.ts';

const STYLE: DrawnStyle = {
  width: 430,
  height: 600,
  paper: [246, 236, 200],
  gutter: 9,
  margin: 34,
  frame: 1,
  slant: 0,
  balloons: false,
};

/** The page as its sheet ages: brown toward its rim and on one side more, blue going before red. */
function aged(page: DrawnPage): DrawnPage {
  const { width, height } = page.raster;
  const data = page.raster.data.map((value, i) => {
    if (i % 4 === 3) return value;
    const at = (i - (i % 4)) / 4;
    const u = (2 * (at % width)) / width - 1;
    const v = (2 * Math.floor(at / width)) / height - 1;
    const brown = 0.06 + 0.3 * u * u * (u > 0 ? 1 : 0.6) + 0.22 * v * v;
    return value * (1 - brown * [0.35, 0.7, 1.3][i % 4]!);
  });
  return { ...page, raster: { width, height, data } };
}

function softened({ width, height, data }: Raster): Raster {
  const soft = data.slice();
  const row = width * 4;
  for (let i = row + 4; i < data.length - row - 4; i++) {
    soft[i] = (2 * data[i]! + data[i - 4]! + data[i + 4]! + data[i - row]! + data[i + row]!) / 6;
  }
  return { width, height, data: soft };
}

function smallOf({ width, height, data }: Raster): SmallPage {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) rgb.set(data.subarray(i * 4, i * 4 + 3), i * 3);
  return { width, height, rgb };
}

const PAPER = {
  r: 238,
  g: 220,
  b: 170,
  tolerance: 24,
  from: 0.75,
  to: 1.2,
  share: 0.6,
  isClean: false,
};

describe('flattened', () => {
  it('gives the rims, the middle and the gutters of an old sheet one colour', () => {
    const { raster, panels } = aged(drawPage(STYLE, chanceFrom(11)));
    const small = smallOf(raster);
    const flat = flattened(small, PAPER)!;
    const gutter = boundsOf(panels[0]!);
    const places = [
      [6, 6],
      [423, 300],
      [215, 594],
      [215, Math.round(gutter.y + gutter.height + 4)],
    ] as const;
    const spread = ({ rgb }: SmallPage): number => {
      const blues = places.map(([x, y]) => rgb[(y * 430 + x) * 3 + 2]!);
      return Math.max(...blues) - Math.min(...blues);
    };
    expect(spread(small)).toBeGreaterThan(60);
    expect(spread(flat)).toBeLessThan(24);
  });

  it('says nothing of a sheet that was cut along its panels', () => {
    const { raster } = aged(drawPage({ ...STYLE, margin: 0 }, chanceFrom(11)));
    expect(flattened(smallOf(raster), PAPER)).toBeUndefined();
  });
});

describe('readPage on old sheets', () => {
  it.each([11, 14, 21, 33])('finds soft panels between brown rims, page %d', (seed) => {
    const page = aged(drawPage(STYLE, chanceFrom(seed)));
    const read = readPage(softened(softened(page.raster)), { direction: 'ltr' }).panels;
    expect(read).toHaveLength(page.panels.length);
    for (const [i, panel] of page.panels.entries()) {
      expect(overlap(boundsOf(panel), read[i]!.box)).toBeGreaterThan(0.75);
    }
  });
});
