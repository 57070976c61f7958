import { describe, expect, test } from 'vitest';
import { polygonOf } from '../space/polygon.ts';
import type { Cover } from './cover.ts';
import { type LineShape, shapeOfLine } from './line-shape.ts';
import { splitBalloon } from './split-balloon.ts';

type Within = (x: number, y: number) => boolean;

const WINDOW = { x: 40, y: 30, width: 300, height: 240 };
const SIZE = 18;

function coverOf(isWithin: Within): Cover {
  const mask = new Uint8Array(WINDOW.width * WINDOW.height).map((_, i) =>
    isWithin((i % WINDOW.width) + WINDOW.x, Math.floor(i / WINDOW.width) + WINDOW.y) ? 1 : 0,
  );
  return { window: WINDOW, mask };
}

function ellipse(cx: number, cy: number, rx: number, ry: number): Within {
  return (x, y) => ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;
}

/** Lines 130 pixels long with their middles at these heights. */
function linesAt(cx: number, heights: readonly number[], width = 130): readonly LineShape[] {
  return heights.map((y, at) => {
    const box = { x: cx - width / 2, y: y - SIZE / 2, width, height: SIZE };
    const text = `line ${y}`;
    return shapeOfLine({ outline: polygonOf(box), box, text, confidence: 0.95, words: [] }, at);
  });
}

/** Each part by its lines, from the top. */
function partsOf(
  cover: Cover,
  lines: readonly LineShape[],
  frames?: Parameters<typeof splitBalloon>[2],
) {
  const parts = splitBalloon(cover, lines, frames).map((part) =>
    part.lines.map(({ line }) => Number(line.text.slice(5))).sort((a, b) => a - b),
  );
  return parts.sort((a, b) => a[0]! - b[0]!);
}

describe('two balloons drawn far over one another', () => {
  const upper = ellipse(180, 100, 100, 50);
  const lower = ellipse(180, 165, 100, 50);
  const cover = coverOf((x, y) => upper(x, y) || lower(x, y));

  test('are parted where their outline has a notch on both sides and their lines stand apart', () => {
    expect(partsOf(cover, linesAt(180, [89, 111, 154, 176]))).toEqual([
      [89, 111],
      [154, 176],
    ]);
  });

  test('have every pixel between them', () => {
    const parts = splitBalloon(cover, linesAt(180, [89, 111, 154, 176]));
    const sum = cover.mask.map((_, i) => parts[0]!.mask[i]! + parts[1]!.mask[i]!);
    expect(sum).toEqual(cover.mask);
  });

  test('are one where all lines are set alike: the waist of a single one', () => {
    expect(partsOf(cover, linesAt(180, [100, 122, 144, 166]))).toHaveLength(1);
  });
});
