import { describe, expect, it } from 'vitest';
import { chanceFrom } from './drawn-page.ts';
import { findPaper, isNear } from './paper.ts';
import type { SmallPage } from './small-page.ts';

/**
 * Pictures under each other on white, cut along their sides: hills, a pale sky, a
 * balloon. The paper has a grain of so many levels.
 */
function pale(grain: number): SmallPage {
  const [width, height] = [400, 600];
  const chance = chanceFrom(7);
  const rgb = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++) {
    const down = y % 150;
    for (let x = 0; x < width; x++) {
      const isGutter = down >= 132 && y < 580;
      const isBalloon = x > 240 && x < 390 && down > 10 && down < 95;
      const isHill = x < 200 || down > 100;
      // Washes of many tints, each nearly white.
      const tint = (c: number): number => 255 - (((x >> 3) * 7 + (down >> 3) * 13 + c * 17) % 40);
      const white = 255 - grain * chance();
      const colour = isGutter || isBalloon ? [white, white, white] : [tint(0), tint(1), tint(2)];
      rgb.set(
        isHill && !isGutter ? [30 + 0.5 * x, 130 - 0.3 * x + 60 * chance(), 80] : colour,
        (y * width + x) * 3,
      );
    }
  }
  return { width, height, rgb };
}

describe('findPaper', () => {
  const paperOf = (page: SmallPage) => {
    const grey = page.rgb.filter((_, i) => i % 3 === 1);
    return findPaper(page, 200, grey).paper!;
  };

  it('measures clean paper by its gutters, not by art that is as pale', () => {
    const paper = paperOf(pale(2));
    expect(isNear(paper, 254, 254, 254)).toBe(true);
    expect(isNear(paper, 250, 240, 226)).toBe(false);
  });

  it('lets grained paper be of many shades', () => {
    const paper = paperOf(pale(40));
    expect(isNear(paper, 254, 254, 254)).toBe(true);
    expect(isNear(paper, 222, 222, 222)).toBe(true);
  });
});
