import type { LetteredLine } from './balloon.ts';
import { isWord, type Lexicon } from './lexicon.ts';

/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const BROKEN = /([\p{L}'’-]+)( ?)-$/u;

/** The lines of one balloon, in order, as one text: words broken at the ends of lines are made whole. */
export function joinLines(lines: readonly LetteredLine[], lexicon: Lexicon): string {
  let text = '';
  for (const line of lines) {
    const next = line.text.trim();
    if (next === '') continue;
    if (text === '') text = next;
    else if (UNSPACED.test(text.slice(-1)) && UNSPACED.test(next[0]!)) text += next;
    else text = joinTwo(text, next, lexicon);
  }
  return text;
}

function joinTwo(text: string, next: string, lexicon: Lexicon): string {
  const [, before, space] = BROKEN.exec(text) ?? [];
  const after = /^[\p{L}'’-]+/u.exec(next)?.[0];
  if (before === undefined || after === undefined || before.endsWith('-')) return `${text} ${next}`;
  if (isOneWord(before, after, lexicon)) return text.slice(0, space ? -2 : -1) + next;
  return space ? `${text} ${next}` : text + next;
}

/**
 * Whether the hyphen between them only breaks a line. It belongs to the word where both sides are words
 * that make none together (`well-known`), where syllables are spelt out (`mi-ra-cu-lous`), and where
 * somebody stammers (`b-but`).
 */
function isOneWord(before: string, after: string, lexicon: Lexicon): boolean {
  const left = before.split('-').at(-1)!;
  const right = after.split('-')[0]!;
  const isSpelt = before.includes('-') || after.includes('-');
  if (left.length === 1 && !isSpelt && right[0]?.toLowerCase() === left.toLowerCase()) return false;
  if (isWord(left + right, lexicon)) return true;
  if (isSpelt) return false;
  return !(isWord(left, lexicon) && isWord(right, lexicon));
}
