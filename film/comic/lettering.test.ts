import { expect, it } from 'vitest';
import { findLettering } from './lettering.ts';
import type { PageTone } from './page-tone.ts';

const LIGHT = 1 | (1 << 8);
const DARK = 1 << 24;

/** Two lines of marks like letters, so close that one would be taken to go on with the other. */
function twoLines(isFramed: boolean): PageTone {
  const [width, height] = [300, 300];
  const byRows = new Uint32Array(width * height).fill(LIGHT);
  for (const top of [100, 115]) {
    for (let letter = 0; letter < 12; letter++) {
      for (let y = top; y < top + 8; y++) {
        byRows[y * width + 60 + letter * 12] = DARK;
        byRows[y * width + 66 + letter * 12] = DARK;
      }
      for (let x = 60; x < 66; x++) byRows[(top + 4) * width + x + letter * 12] = DARK;
    }
  }
  if (isFramed) for (let x = 20; x < 280; x++) byRows[111 * width + x] = DARK;
  return { width, height, byRows, byColumns: byRows, hasMargin: true, isClean: true };
}

it('takes lines that stand close for one block, but not across a frame', () => {
  expect(findLettering(twoLines(false)).blocks).toHaveLength(1);
  expect(findLettering(twoLines(true)).blocks).toHaveLength(2);
});
