import { median } from '../grammar/median.ts';
import type { Balloon } from './balloon.ts';
import { ANY_WORD, isWord, type Lexicon, WORD } from './lexicon.ts';
import { sentenceOf } from './sentence.ts';
import { namesIn } from './sentence-case.ts';

/** A lexicon that knows less than this share of a book's words is another language's. */
const SAME_LANGUAGE = 0.5;

/**
 * Puts the lettering of a book's balloons back into sentences, page by page as given, and measures how high it is. The names are the
 * whole book's: who is spoken to on one page is known on the next. Where the book is in another language
 * than the lexicon's, lines are joined and capitals lowered, and no word is mended.
 */
export function wordBalloons(
  pages: readonly (readonly Balloon[])[],
  lexicon: Lexicon,
): readonly (readonly Balloon[])[] {
  const texts = pages.flatMap((page) =>
    page.map(({ lines }) => lines.map(({ text }) => text).join(' ')),
  );
  const spoken = isWrittenIn(texts, lexicon) ? lexicon : ANY_WORD;
  const names = namesIn(texts, spoken);
  return pages.map((page) =>
    page.map((balloon) => ({
      ...balloon,
      ...(balloon.lines.length > 0 && { letters: lettersOf(balloon.lines) }),
      ...sentenceOf(balloon.lines, { lexicon: spoken, names }),
    })),
  );
}

/** Upright or in columns, letters are as high as a line's shorter side. */
function lettersOf(lines: Balloon['lines']): number {
  return Math.round(median(lines.map(({ box }) => Math.min(box.width, box.height)))!);
}

function isWrittenIn(texts: readonly string[], lexicon: Lexicon): boolean {
  const words = texts.flatMap((text) => text.match(WORD) ?? []);
  const known = words.filter((word) => isWord(word, lexicon));
  return known.length >= SAME_LANGUAGE * words.length;
}
