import { unspacedParts } from '../story/unspaced-words.ts';
import { rational } from '../time/rational.ts';
import type { CaptionWord } from './caption-cue.ts';

const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uff60]/u;

const SIGNS = new Intl.Segmenter('en');

/** How wide a text is, in letters; a sign of Chinese, Japanese or Korean is as wide as two. */
export function captionWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of SIGNS.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

/**
 * Divides what is written without spaces, and is too wide to be moved about whole, where its words end.
 * A part is heard for its share of the time.
 */
export function splitUnspaced(
  words: readonly CaptionWord[],
  widest: number,
): readonly CaptionWord[] {
  return words.flatMap((word) => {
    const width = captionWidth(word.text);
    if (width <= widest / 2) return [word];
    const { start, duration } = word.range;
    let passed = 0;
    return partsOf(word.text, widest).map((text, index): CaptionWord => {
      const from = Math.round((duration.value * passed) / width);
      passed += captionWidth(text);
      const to = Math.round((duration.value * passed) / width);
      const range = {
        start: rational(start.value + from, start.rate),
        duration: rational(to - from, start.rate),
      };
      return { text, spaced: index === 0 && word.spaced, range };
    });
  });
}

/** The parts of a text without spaces; what is wider than a line is cut. */
function partsOf(text: string, widest: number): readonly string[] {
  return unspacedParts(text).flatMap((part) => {
    const pieces: string[] = [];
    for (const { segment: sign } of SIGNS.segment(part)) {
      const last = pieces.at(-1);
      if (last === undefined || captionWidth(last + sign) > widest) pieces.push(sign);
      else pieces[pieces.length - 1] = last + sign;
    }
    return pieces;
  });
}
