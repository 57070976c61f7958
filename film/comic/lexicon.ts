/** The words of a language. All words are asked for in lower case, without marks around them. */
export interface Lexicon {
  /** Whether it is a word at all. Names are none. */
  has(word: string): boolean;
  /** Whether it is among the words that everybody uses. */
  isCommon(word: string): boolean;
}

/** A language whose words nobody listed: any word may be of it. */
export const ANY_WORD: Lexicon = { has: () => true, isCommon: () => false };

/** A word in a text: letters and digits, with apostrophes and hyphens inside it. */
export const WORD = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu;

/** What stands after an apostrophe in English. */
const ENDINGS = new Set(['s', 're', 've', 'll', 'd', 'm', 'em', 'am', 'clock']);

/** Whether a word, in any case, is of the language: itself, shortened (`don't`, `goin`), or made of words by hyphens. */
export function isWord(word: string, lexicon: Lexicon): boolean {
  const lower = word.toLowerCase();
  if (lexicon.has(lower) || /^\p{N}+(?:st|nd|rd|th|s)?$/u.test(lower)) return true;
  if (lower.includes('-')) {
    // Syllables spelt out are known by their sum.
    if (lexicon.has(lower.replaceAll('-', ''))) return true;
    return lower.split('-').every((part) => part.length < 2 || isWord(part, lexicon));
  }
  const mark = lower.indexOf("'");
  if (mark < 0) return lower.endsWith('in') && lower.length > 3 && lexicon.isCommon(`${lower}g`);
  const stem = lower.slice(0, mark);
  const ending = lower.slice(mark + 1);
  if (ending === 't') return /^(ca|wo|sha|ai)n$/.test(stem) || lexicon.has(stem.replace(/n$/, ''));
  return ENDINGS.has(ending) && isWord(stem, lexicon);
}

/** A word without what may be added to a name: `pepper's` is Pepper. */
export function stemOf(word: string): string {
  return word
    .toLowerCase()

    .replace(/'(s|ll|d|re|ve|m)?$/, '');
}
