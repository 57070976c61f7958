/** How many characters of running text are read in a second from a screen. */
const CHARACTERS_A_SECOND = 16;
/** Nothing is read in less. */
const LEAST_SECONDS = 1;
/** A sign that stands for a syllable or a word takes as long as this many letters. */
const LETTERS_OF_A_SIGN = 3;

const SIGNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu;

/** How long a text takes to be read from a screen, in seconds. */
export function readingSeconds(text: string): number {
  const plain = text.trim().replace(/\s+/g, ' ');
  const signs = plain.match(SIGNS)?.length ?? 0;
  const letters = [...plain].length + signs * (LETTERS_OF_A_SIGN - 1);
  return Math.max(LEAST_SECONDS, letters / CHARACTERS_A_SECOND);
}
