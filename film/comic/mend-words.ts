import { isWord, type Lexicon, stemOf, WORD } from './lexicon.ts';

/** Short words that lettering runs together with their neighbours. */
export const LINKS: ReadonlySet<string> = new Set(
  (
    'a i an am as at be by do go he if in is it me my no of oh on or so to up us we all and any are ' +
    'been but can did for from get give got had has have her here him his how into its just let like ' +
    'more must not now off one our out over she should some than that the their them then there these ' +
    'they this those was were what when where which who why will with would you your'
  ).split(' '),
);

/** Digits that letters are taken for. */
const DIGITS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 5: 's', 8: 'b', 4: 'a', 6: 'g' };

/** Shortened words as they look without their apostrophe. Those that are words themselves (`well`) are not here. */
const BARE = new Map(
  (
    "don't doesn't didn't isn't wasn't weren't aren't couldn't wouldn't shouldn't haven't hasn't hadn't " +
    "can't i'm i've you're you've you'll they're they've they'll we've it'll that's there's what's " +
    "who's he's she's let's here's where's must've could've would've should've might've"
  )
    .split(' ')
    .map((word) => [word.replace("'", ''), word]),
);

/** A hyphen with a space after it: it joins what could be a compound. */
const LOOSE_HYPHEN = /(?<![\p{L}'-])(\p{L}+)- (?=(\p{L}+))/gu;

/** What stands before a noun: a link before it is a word of its own. */
const BEFORE_NOUNS = /^(?:the|a|an|my|your|his|her|our|their|this|that|it|me|you|him|us|them)\b/i;

/** What follows "I" and nothing that a "1" would stand before. */
const AFTER_I =
  /^(am|have|do|did|don't|know|think|must|shall|see|hear|want|need|wish|love|hate|feel|never|just|thought|saw|felt|knew|can't|won't|didn't|couldn't|swear|say|said|told|guess|hope|mean|believe|remember|understand)$/i;

/**
 * Mends what recognisers get wrong in lettering, where the lexicon leaves no doubt: spaces that were
 * lost or invented, letters taken for each other, apostrophes. Names are left alone.
 */
export function mendWords(text: string, lexicon: Lexicon, names: ReadonlySet<string>): string {
  const mended = text
    .split(' ')
    .map((piece, at, pieces) =>
      /:\/\/|www\.|@/i.test(piece)
        ? piece
        : piece.replace(WORD, (word) => {
            if (names.has(stemOf(word))) return word;
            return mendWord(word, pieces[at + 1] ?? '', lexicon, names);
          }),
    )
    .join(' ');
  const isPart = (word: string): boolean =>
    isWord(word, lexicon) && !LINKS.has(word.toLowerCase()) && word.length > 2;
  return closeUp(mended, lexicon, names)
    .replace(LOOSE_HYPHEN, (all, left: string, right: string) =>
      isPart(left) && isPart(right) ? `${left}-` : all,
    )
    .replace(/(?<![\p{L}\p{N}])[1|] (?=([\p{L}']+))/gu, (all, next: string) =>
      AFTER_I.test(next) ? 'I ' : all,
    );
}

function mendWord(
  word: string,
  next: string,
  lexicon: Lexicon,
  names: ReadonlySet<string>,
): string {
  if (word === 'l') return 'I';
  if (/^[IlLT1]'[MN]$/.test(word) || word === "l'm")
    return "I'm".slice(0, 2) + (word.endsWith('m') ? 'm' : 'M');
  if (/^l'(ll|ve|d)$/.test(word)) return `I${word.slice(1)}`;
  if (/^(i|you|he|she|we|they|it|who)'[o0q]$/i.test(word)) return `${word.slice(0, -1)}D`;
  if (/'(?:il|li|l1|1l)$/.test(word)) return `${word.slice(0, -2)}ll`;
  if (/^[IlLT1]-[IlLT1]$/.test(word)) return 'I-I';
  if (isWord(word, lexicon)) return word;
  const bare = BARE.get(word.toLowerCase());
  if (bare) return likeCase(word, bare);
  return (
    // A word that is in no list may be a name: no other letters are put in place of its own.
    withoutDigits(word, lexicon) ?? takenApart(word, next, lexicon, names) ?? word
  );
}

/** `Y0U` is YOU: digits among letters, where letters make a word. */
function withoutDigits(word: string, lexicon: Lexicon): string | undefined {
  if (!/\p{L}/u.test(word) || !/\p{N}/u.test(word)) return undefined;
  const letters = word.replace(/\p{N}/gu, (digit) => DIGITS[digit] ?? digit);
  return isWord(letters, lexicon) ? likeCase(word, letters.toLowerCase()) : undefined;
}

/** Common words run together: a name and a word, two long ones, or some with a link among them. */
function takenApart(
  word: string,
  next: string,
  lexicon: Lexicon,
  names: ReadonlySet<string>,
): string | undefined {
  const turn = /^(\p{L}*\p{Ll})(\p{Lu}\p{L}*)$/u.exec(word);
  if (turn && lexicon.isCommon(turn[1]!.toLowerCase())) return `${turn[1]} ${turn[2]}`;
  const [, plain = '', rest = ''] = /^(\p{L}+)(.*)$/u.exec(word) ?? [];
  if (plain.length < 5) return undefined;
  const lower = plain.toLowerCase();
  for (const name of names) {
    if (name.length > 3 && lower.startsWith(name) && lower.length - name.length > 3) {
      return `${plain.slice(0, name.length)} ${plain.slice(name.length)}${rest}`;
    }
  }
  const parts = fewestWords(lower, lexicon, 4);
  if (!parts || parts.length < 2 || !isMeant(parts, next)) return undefined;
  if (rest !== '' && !isWord(parts.at(-1)! + rest, lexicon)) return undefined;
  let at = 0;
  const apart = parts.map((part) => {
    const piece = plain.slice(at, at + part.length);
    at += part.length;
    return piece === 'i' ? 'I' : piece;
  });
  return apart.join(' ') + rest;
}

/** Whether words run together are words and no name: Jackson is no "jacks on", Atwood no "at wood". */
function isMeant(parts: readonly string[], next: string): boolean {
  const links = parts.filter((part) => LINKS.has(part));
  if (parts.length > 2) return links.length > 0;
  if (links.length === 2) return true;
  if (links.length === 0)
    return parts.every((part) => part.length >= 4) && parts.join('').length > 9;
  const other = parts.find((part) => !LINKS.has(part))!;
  if (other.length >= 6) return true;
  if (links[0]!.length > 2) return other.length >= 4;
  return parts[1] === links[0] && other.length >= 4 && BEFORE_NOUNS.test(next);
}

/** The fewest words, of at least two letters but for "a" and "I", that make up the letters. */
function fewestWords(
  letters: string,
  lexicon: Lexicon,
  most: number,
): readonly string[] | undefined {
  if (letters === '') return [];
  if (most <= 0) return undefined;
  let found: readonly string[] | undefined;
  for (let end = letters.length; end > 0; end--) {
    const word = letters.slice(0, end);
    if (!(LINKS.has(word) || (word.length > 2 && lexicon.isCommon(word)))) continue;
    const rest = fewestWords(letters.slice(end), lexicon, (found?.length ?? most + 1) - 2);
    if (rest) found = [word, ...rest];
  }
  return found;
}

/** Two neighbours that make one common word, where one of them is none. */
function closeUp(text: string, lexicon: Lexicon, names: ReadonlySet<string>): string {
  const pieces = text.split(' ');
  const closed: string[] = [];
  for (const piece of pieces) {
    const before = closed.at(-1);
    const left = before && /(?:^|[^\p{L}\p{N}'’-])(\p{L}+)$/u.exec(before)?.[1];
    const right = /^\p{L}+/u.exec(piece)?.[0];
    const isOne =
      left &&
      right &&
      !names.has(stemOf(left)) &&
      !names.has(stemOf(right)) &&
      !/^\p{Lu}\p{Ll}/u.test(right) &&
      (left + right).length > 3 &&
      !(isWord(left, lexicon) && isWord(right, lexicon)) &&
      lexicon.isCommon((left + right).toLowerCase());
    if (isOne) closed[closed.length - 1] = before + piece;
    else closed.push(piece);
  }
  return closed.join(' ');
}

function likeCase(as: string, lower: string): string {
  const letters = as.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase()) return lower.toUpperCase();
  if (/^\p{Lu}/u.test(as)) return lower[0]!.toUpperCase() + lower.slice(1);
  return lower.replace(/^i(?=['’]|$)/, 'I');
}
