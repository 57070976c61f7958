import { describe, expect, it } from 'vitest';
import { findLetterGaps } from './letter-gaps.ts';
import { LINE_HEIGHT } from './paddle-networks.ts';
import { findWordEnds, type UnspacedLine } from './word-spaces.ts';

/** A line as read: each sign, and after all but the last the paper to the next, in shares of the pitch. */
function lineOf(
  signs: string,
  gaps: readonly number[],
  spaces: readonly number[] = [],
): UnspacedLine {
  const pitch = 20;
  return {
    signs: [...signs].map((sign, step) => ({ sign, chance: 1, step })),
    gaps: gaps.map((gap) => gap * pitch),
    spaces: gaps.map((_, i) => spaces[i] ?? 0.01),
    pitch,
  };
}

function spaced(line: UnspacedLine, ends: readonly boolean[]): string {
  return line.signs.map(({ sign }, i) => sign + (ends[i] ? ' ' : '')).join('');
}

describe('findWordEnds', () => {
  it('ends words at wide gaps, whatever the recogniser left out', () => {
    const line = lineOf('GOON', [0.1, 0.8, 0.1]);
    expect(spaced(line, findWordEnds([line])[0]!)).toBe('GO ON');
  });

  it('keeps rows of dots together', () => {
    const line = lineOf('go...', [0.1, 0.2, 0.6, 0.6]);
    expect(spaced(line, findWordEnds([line])[0]!)).toBe('go...');
  });

  it('learns from the page how wide a gap must be', () => {
    const wide = lineOf('IT', [0.55]);
    const close = lineOf('ABCDEFGH', [0.3, 0.3, 0.3, 0.9, 0.3, 0.3, 0.3]);
    const page = Array.from({ length: 8 }, () => close);
    expect(findWordEnds([wide])[0]).toEqual([true]);
    expect(findWordEnds([wide, ...page])[0]).toEqual([false]);
  });
});

describe('findLetterGaps', () => {
  /** Strokes that lean by the given pixels a row, each four wide. */
  function strokes(at: readonly number[], lean: number) {
    const width = 120;
    const ink = new Uint8Array(LINE_HEIGHT * width);
    for (const x of at) {
      for (let y = 0; y < LINE_HEIGHT; y++) {
        const from = Math.round(x + (LINE_HEIGHT / 2 - y) * lean);
        for (let i = 0; i < 4; i++) ink[y * width + from + i] = 1;
      }
    }
    return { width, ink };
  }

  it('measures the paper between upright strokes and between slanted ones alike', () => {
    for (const lean of [0, 0.2, -0.2]) {
      const gaps = findLetterGaps(strokes([30, 40, 70], lean));
      expect(Math.abs(gaps.between(32, 42) - 6), `lean ${lean}`).toBeLessThanOrEqual(2);
      expect(Math.abs(gaps.between(42, 72) - 26), `lean ${lean}`).toBeLessThanOrEqual(2);
    }
  });
});
