import { expect, it } from 'vitest';
import { findLettering } from './lettering.ts';
import { levelView } from './line-profile.ts';
import type { PageTone } from './page-tone.ts';
import { regionOf } from './region.ts';
import { trimLevel } from './trim-region.ts';

const LIGHT = 1 | (1 << 8);
const DARK = (1 << 24) | (1 << 16);

/** An old sheet of 300 x 300: two lines of letters over a black picture, with or without a soft frame around both. */
function sheet(isFramed: boolean): PageTone {
  const [width, height] = [300, 300];
  const byRows = new Uint32Array(width * height).fill(LIGHT);
  for (let y = 110; y < 260; y++) byRows.fill(DARK, y * width + 50, y * width + 250);
  for (let line = 0; line < 2; line++) {
    for (let letter = 0; letter < 14; letter++) {
      for (let y = 82 + line * 12; y < 89 + line * 12; y++) {
        byRows[y * width + 58 + letter * 13] = DARK;
        byRows[y * width + 63 + letter * 13] = DARK;
      }
      byRows.fill(
        DARK,
        (85 + line * 12) * width + 58 + letter * 13,
        (85 + line * 12) * width + 63 + letter * 13,
      );
    }
  }
  if (isFramed) {
    for (let y = 74; y < 110; y++) byRows[y * width + 50] = byRows[y * width + 249] = DARK;
    // Of its upper side half is gone.
    for (let x = 50; x < 250; x += 2) byRows[74 * width + x] = DARK;
  }
  const byColumns = new Uint32Array(width * height);
  for (let i = 0; i < byRows.length; i++) {
    byColumns[(i % width) * height + Math.floor(i / width)] = byRows[i]!;
  }
  return { width, height, byRows, byColumns, hasMargin: true, isClean: false };
}

function topOf(tone: PageTone): number {
  const view = levelView(tone, findLettering(tone), undefined);
  return trimLevel(view, regionOf(tone.width, tone.height), false)!.top.at;
}

it('leaves lettering out that stands over a frame, and keeps what the frame goes around', () => {
  expect(topOf(sheet(false))).toBe(110);
  expect(topOf(sheet(true))).toBeLessThan(83);
});
