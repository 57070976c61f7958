import { describe, expect, it } from 'vitest';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { chanceFrom, type DrawnPage, type DrawnStyle, drawPage } from './drawn-page.ts';
import { toneOf } from './page-tone.ts';
import { readPage } from './read-page.ts';
import { isTitle } from './title.ts';

const STYLE: DrawnStyle = {
  width: 640,
  height: 900,
  paper: [255, 255, 255],
  gutter: 14,
  margin: 40,
  frame: 3,
  slant: 0,
  balloons: false,
};

function fill(raster: Raster, box: Box, colour: readonly number[]): void {
  for (let y = Math.round(box.y); y < box.y + box.height; y++) {
    for (let x = Math.round(box.x); x < box.x + box.width; x++) {
      raster.data.set(colour, (y * raster.width + x) * 4);
    }
  }
}

/** Letters like E, as high as `height`, from the left to the right of a box. */
function drawLetters(raster: Raster, { x, y, width, height }: Box, count: number): void {
  const step = width / count;
  for (let k = 0; k < count; k++) {
    const left = x + k * step;
    const wide = step * 0.6;
    const bar = height * 0.18;
    fill(raster, { x: left, y, width: bar, height }, [190, 20, 20]);
    for (const part of [0, 0.41, 0.82]) {
      fill(raster, { x: left, y: y + part * height, width: wide, height: bar }, [190, 20, 20]);
    }
  }
}

/** A drawn page moved down under a band for a title. */
function under(page: DrawnPage, band: number): Raster {
  const { width, height, data } = page.raster;
  const raster = {
    width,
    height: height + band,
    data: new Uint8Array(width * (height + band) * 4),
  };
  raster.data.fill(255);
  raster.data.set(data, band * width * 4);
  return raster;
}

describe('titles', () => {
  const page = drawPage(STYLE, chanceFrom(11));
  const band: Box = { x: 60, y: 40, width: 520, height: 70 };

  it('are large letters on one line, which pictures are not', () => {
    const raster = under(page, 110);
    drawLetters(raster, band, 7);
    const tone = toneOf(raster);
    const on = (value: number): number => (value * tone.height) / raster.height;
    const small = (box: Box): Box => ({
      x: on(box.x),
      y: on(box.y),
      width: on(box.width),
      height: on(box.height),
    });
    expect(isTitle(tone, small({ x: 50, y: 30, width: 540, height: 90 }))).toBe(true);
    expect(isTitle(tone, small({ x: 40, y: 160, width: 560, height: 90 }))).toBe(false);
  });

  it('above the panels are no panel', () => {
    const raster = under(page, 110);
    const bare = readPage(raster, { direction: 'ltr' }).panels;
    drawLetters(raster, band, 7);
    expect(readPage(raster, { direction: 'ltr' }).panels).toHaveLength(bare.length);
  });

  it('within the frame of a panel stay with it', () => {
    // One picture under its title, a line between them, a frame around both.
    const raster = drawPage({ ...STYLE, margin: 0, frame: 0 }, chanceFrom(11)).raster;
    const art = raster.data.slice();
    fill(raster, { x: 0, y: 0, width: 640, height: 900 }, [255, 255, 255]);
    fill(raster, { x: 36, y: 36, width: 568, height: 828 }, [10, 10, 10]);
    fill(raster, { x: 40, y: 40, width: 560, height: 126 }, [250, 225, 120]);
    for (let y = 170; y < 860; y++) {
      // A row of one panel's art over and over: a picture without gutters.
      const from = (60 + ((y - 170) % 120)) * 640 * 4;
      raster.data.set(art.subarray(from + 40 * 4, from + 240 * 4), (y * 640 + 40) * 4);
      raster.data.set(art.subarray(from + 40 * 4, from + 240 * 4), (y * 640 + 240) * 4);
      raster.data.set(art.subarray(from + 40 * 4, from + 200 * 4), (y * 640 + 440) * 4);
    }
    drawLetters(raster, { x: 60, y: 62, width: 520, height: 80 }, 7);
    const panels = readPage(raster, { direction: 'ltr' }).panels;
    expect(panels[0]!.box.y).toBeLessThan(46);
    expect(panels[0]!.box.height).toBeGreaterThan(200);
  });
});
