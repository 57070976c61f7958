import { areaOf } from '../space/box.ts';
import type { LetteredLine } from './balloon.ts';
import { joinLines } from './join-lines.ts';
import { isWord, type Lexicon, stemOf, WORD } from './lexicon.ts';
import { mendCommas, mendExclamations, tidyMarks } from './mend-marks.ts';
import { mendWords } from './mend-words.ts';
import { isAllCapitals, toSentenceCase } from './sentence-case.ts';

/** How far words that nobody knows lower the trust in a text. */
const UNKNOWN = 0.5;

/** What the lettering of one balloon says. */
export interface Sentence {
  readonly text: string;
  /** 0 to 1: how far the text is to be believed. */
  readonly confidence: number;
}

/** What is known of the language and the book. */
export interface Wording {
  readonly lexicon: Lexicon;
  /** Names of the book, in lower case; see `namesIn`. */
  readonly names: ReadonlySet<string>;
}

/**
 * Puts the lines of one balloon, in reading order, back together into what they say. Lettering in
 * capitals comes in sentence case, mixed lettering as it was lettered:
 *
 *     I DID IT, MR. LEE! WHAT A WON-  +  DERFUL DAY...   becomes   I did it, Mr. Lee! What a wonderful day...
 */
export function sentenceOf(lines: readonly LetteredLine[], { lexicon, names }: Wording): Sentence {
  const lettered = tidyMarks(joinLines(lines, lexicon));
  const capitals = isAllCapitals(lettered);
  const marked = mendExclamations(lettered, { lexicon, names }, capitals);
  const mended = mendWords(marked, lexicon, names);
  const text = capitals ? toSentenceCase(mended, lexicon, names) : mendCommas(mended, lexicon);
  return {
    text,
    confidence: confidenceOf(lines) * (1 - UNKNOWN * unknownShare(text, lexicon, names)),
  };
}

/** Each line's confidence by its size on the page: a line that could not be read takes its share away. */
function confidenceOf(lines: readonly LetteredLine[]): number {
  let all = 0;
  let sum = 0;
  for (const { box, text, confidence } of lines) {
    const area = Math.max(1, areaOf(box));
    all += area;
    sum += text === '' ? 0 : area * confidence;
  }
  return all > 0 ? sum / all : 0;
}

/** The share of a text's letters in words that are neither the language's nor names. */
function unknownShare(text: string, lexicon: Lexicon, names: ReadonlySet<string>): number {
  let all = 0;
  let unknown = 0;
  for (const [word] of text.matchAll(WORD)) {
    all += word.length;
    // A capital within mixed lettering is a name's, until the contrary is known.
    const isKnown =
      isWord(word, lexicon) || names.has(stemOf(word)) || /^\p{Lu}\p{Ll}+$/u.test(word);
    if (!isKnown) unknown += word.length;
  }
  return all > 0 ? unknown / all : 0;
}
