import { otsuLevel } from '@inkreel/film/media/otsu.ts';
import type { LevelLine } from './line-picture.ts';
import { LINE_HEIGHT } from './paddle-networks.ts';

/** Rows at the top and the foot of a line that neighbouring lines reach into. */
export const RIM = 7;

/** What of a level line is ink: 1 for each such pixel, `LINE_HEIGHT` rows of `width`. */
export interface LineInk {
  readonly width: number;
  readonly ink: Uint8Array;
}

/**
 * Tells ink from paper by lightness, judged on the columns from `from` up to `to`: paper is what there is
 * more of there, be it light or dark.
 */
export function findInk(line: LevelLine, from: number, to: number): LineInk {
  const { width, planes } = line;
  const plane = LINE_HEIGHT * width;
  const light = new Uint8Array(plane);
  const counts = new Uint32Array(256);
  for (let y = 0; y < LINE_HEIGHT; y++) {
    const judged = y >= RIM && y < LINE_HEIGHT - RIM;
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const value =
        0.114 * planes[i]! + 0.587 * planes[i + plane]! + 0.299 * planes[i + 2 * plane]!;
      const level = Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)));
      light[i] = level;
      if (judged && x >= from && x < to) counts[level]!++;
    }
  }
  const level = otsuLevel(counts);
  let dark = 0;
  let all = 0;
  for (let k = 0; k < 256; k++) {
    all += counts[k]!;
    if (k <= level) dark += counts[k]!;
  }
  const inkIsDark = dark * 2 <= all;
  return { width, ink: light.map((value) => (value <= level === inkIsDark ? 1 : 0)) };
}

/** The columns from one place up to another. */
export function cutInk({ ink, width }: LineInk, from: number, to: number): LineInk {
  const cut = new Uint8Array(LINE_HEIGHT * (to - from));
  for (let y = 0; y < LINE_HEIGHT; y++) {
    cut.set(ink.subarray(y * width + from, y * width + to), y * (to - from));
  }
  return { width: to - from, ink: cut };
}
