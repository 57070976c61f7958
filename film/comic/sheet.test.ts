import { describe, expect, it } from 'vitest';
import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { chanceFrom, type DrawnStyle, drawPage } from './drawn-page.ts';
import { readPage } from './read-page.ts';
import { sheetOf } from './sheet.ts';

const STYLE: DrawnStyle = {
  width: 430,
  height: 600,
  paper: [250, 250, 250],
  gutter: 9,
  margin: 22,
  frame: 2,
  slant: 0,
  balloons: false,
};

/** A sheet on a scanner's bed of one grey, which shows on the sides named by their widths. */
function scanned(sheet: Raster, grey: number, { x, y, width, height }: Box): Raster {
  const scan = emptyRaster(sheet.width + width, sheet.height + height);
  scan.data.fill(grey);
  for (let at = 3; at < scan.data.length; at += 4) scan.data[at] = 255;
  for (let row = 0; row < sheet.height; row++) {
    const from = row * sheet.width * 4;
    scan.data.set(
      sheet.data.subarray(from, from + sheet.width * 4),
      ((y + row) * scan.width + x) * 4,
    );
  }
  return scan;
}

describe('sheetOf', () => {
  const bed: Box = { x: 14, y: 20, width: 24, height: 45 };

  it.each([
    ['dark', 20, 22],
    ['grey', 128, 22],
    ['dark, under art that runs to the edge,', 20, 0],
  ])('leaves a bed that is %s out', (_, grey, margin) => {
    // A frame on the sheet's edge would look like more of a dark bed.
    const frame = margin > 0 ? STYLE.frame : 0;
    const page = drawPage({ ...STYLE, margin, frame }, chanceFrom(11));
    const { width, height } = page.raster;
    expect(sheetOf(scanned(page.raster, grey, bed))).toEqual({ x: 14, y: 20, width, height });
  });

  it('takes no margin for a bed, light or black', () => {
    for (const paper of [
      [250, 250, 250],
      [14, 14, 18],
    ] as const) {
      const { raster } = drawPage({ ...STYLE, paper, frame: 0 }, chanceFrom(11));
      expect(sheetOf(raster)).toEqual({ x: 0, y: 0, width: 430, height: 600 });
    }
  });

  it('leaves panels where they are in the scan', () => {
    const page = drawPage(STYLE, chanceFrom(11));
    const plain = readPage(page.raster, { direction: 'ltr' }).panels;
    const inScan = readPage(scanned(page.raster, 20, bed), { direction: 'ltr' }).panels;
    expect(plain.length).toBeGreaterThan(2);
    expect(inScan.map(({ box }) => box)).toEqual(
      plain.map(({ box }) => ({ ...box, x: box.x + 14, y: box.y + 20 })),
    );
  });
});
