import { describe, expect, it } from 'vitest';
import { shapeLine } from './shape-line.ts';

const set = (text: string, whole?: string) =>
  shapeLine(text, { font: 'comic-neue', size: 1000, whole });
/** Places in the text of what is seen from left to right, each once. */
const seen = (text: string, whole?: string) => [
  ...new Set(set(text, whole).glyphs.map(({ at }) => text[at])),
];

describe('shapeLine', () => {
  it('sets scripts that run from right to left beside those that do not', () => {
    expect(seen('אבג Hi')).toEqual(['H', 'i', 'ג', 'ב', 'א']);
    expect(seen('Hi אבג now')).toEqual(['H', 'i', 'ג', 'ב', 'א', 'n', 'o', 'w']);
    // Numbers keep their order.
    expect(seen('אבג 12')).toEqual(['1', '2', 'ג', 'ב', 'א']);
  });

  it('takes the direction from the whole text where a line is a part of it', () => {
    expect(seen('Mara!', 'אבגד הוזח Mara!')[0]).toBe('!');
    expect(seen('Mara!')[0]).toBe('M');
  });

  it('turns brackets round where they run from right to left', () => {
    const text = '(אב)';
    const glyphs = set(text).glyphs.filter(({ at }) => text[at] === '(' || text[at] === ')');
    const open = shapeLine('(', { font: 'comic-neue', size: 1000, whole: 'Příliš' }).glyphs[0]!;
    // What is seen first, from the left, closes the text and looks as one that opens.
    expect(glyphs.map(({ at }) => text[at])).toEqual([')', '(']);
    const bend = ({ outline }: typeof open) => {
      const xs = outline.flatMap(({ values }) => values.filter((_, k) => k % 2 === 0));
      return (
        xs.reduce((sum, x) => sum + x, 0) / xs.length - (Math.min(...xs) + Math.max(...xs)) / 2
      );
    };
    expect(Math.sign(bend(glyphs[0]!))).toBe(Math.sign(bend(open)));
    expect(Math.sign(bend(glyphs[1]!))).toBe(-Math.sign(bend(open)));
  });

  it('joins letters, as they stand, where their script does', () => {
    const apart = set('ب').width * 3;
    expect(set('ببب').width).toBeLessThan(apart * 0.95);
    // A non-joiner keeps them apart, and is not seen itself.
    expect(set('ب\u200cب').width).toBeGreaterThan(set('بب').width);
    expect(set('ب\u200cب').missing).toEqual([]);
    // क्ष is one sign.
    expect(set('क्ष').glyphs).toHaveLength(1);
  });

  it('puts marks over their letters', () => {
    expect(set('บี้').width).toBeCloseTo(set('บ').width, 0);
    expect(set('บี้').above).toBeGreaterThan(set('บ').above);
  });

  it('gives Han signs the forms of the language', () => {
    const form = (han: 'japanese' | 'chinese') =>
      shapeLine('骨', { font: 'comic-neue', size: 100, han }).glyphs[0]!.outline;
    expect(form('japanese')).not.toEqual(form('chinese'));
  });

  it('sets all Latin words in one typeface, whichever has their letters', () => {
    const alone = set('senor').width;
    expect(set('senor', 'señor senor').width).toBe(alone);
    expect(set('senor', 'Příliš senor').width).not.toBe(alone);
  });
});
