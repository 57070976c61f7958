import { ANY_WORD, type Lexicon } from '../comic/lexicon.ts';
import { sayWord } from './say-word.ts';

/** What follows a word: how long the voice rests, and how it falls. */
export type Mark = '' | ',' | '.' | '?' | '!' | '…' | '—';

/** A word of a line and what is said for it. */
export interface TextWord {
  /** As it is written, with its punctuation. */
  readonly text: string;
  /** First character in the line's text, and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** Plain English words; empty where nothing is said. */
  readonly says: readonly string[];
  readonly mark: Mark;
}

/** What is said in one breath: up to a mark that ends a sentence, or to where there is room for breath. */
export interface Sentence {
  readonly words: readonly TextWord[];
  /** Never empty. A sentence that is broken off for its length ends with a comma. */
  readonly end: Exclude<Mark, ''>;
}

/**
 * Words go to the next space; a dash or dots inside them end them, too. Marks that lead belong to what
 * they stand before.
 */
const WORDS =
  /(?:\.{2,}|[…—–]+|-{2,})?(?:(?!--|\.\.)[^\s—–…])+(?:-{2,}|\.{2,}|[—–…]+)*["'”’»)\]!?]*|\S+/gu;
/** A breath of more words is divided. */
const LONGEST_BREATH = 36;
const INITIAL = /^["'“‘(]*\p{Lu}\.$/u;
const SHORTENED = /^["'“‘(]*(mr|mrs|ms|dr|prof|st|lt|capt|sgt|col|gen|rev|mt|vs|e\.g|i\.e)\.$/iu;

/** Divides a line into what is said in one breath each, every word as it is said. */
export function spokenText(text: string, lexicon: Lexicon = ANY_WORD): readonly Sentence[] {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  const capitals = letters > 0 && small < letters * 0.2;
  const found = [...text.matchAll(WORDS)];
  const bare = (n: number) =>
    (found[n]?.[0] ?? '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
  const words = found.map((match, n): TextWord => {
    const place = { lexicon, capitals, before: bare(n - 1), after: bare(n + 1) };
    const says = sayWord(match[0], place);
    const mark = markOf(match[0], found[n + 1]?.[0]);
    return { text: match[0], from: match.index, to: match.index + match[0].length, says, mark };
  });
  return breathsOf(words);
}

/** Whether there is anything to say in it. */
export function isSaid({ words }: Sentence): boolean {
  return words.some(({ says }) => says.length > 0);
}

function markOf(written: string, next: string | undefined): Mark {
  const closed = written.replace(/["'”’»)\]*]+$/u, '');
  if (/(\.{2,}|…)[!?]*$/u.test(closed)) return /\?$/.test(closed) ? '?' : '…';
  if (/[?？]!*$/u.test(closed) || /\?!+$/.test(closed)) return '?';
  if (/[!！]$/u.test(closed)) return closed.includes('?') ? '?' : '!';
  if (/([—–]|--)$/u.test(closed)) return '—';
  if (/[.。]$/u.test(closed)) {
    if (next !== undefined && (INITIAL.test(written) || SHORTENED.test(written))) return '';
    return '.';
  }
  return /[,;:、，]$/u.test(closed) ? ',' : '';
}

function breathsOf(words: readonly TextWord[]): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let open: TextWord[] = [];
  const close = (end: Sentence['end']) => {
    if (open.length > 0) sentences.push({ words: open, end });
    open = [];
  };
  for (const word of words) {
    open.push(word);
    if (word.mark !== '' && word.mark !== ',') close(word.mark);
    else if (open.length >= LONGEST_BREATH) {
      const comma = open.findLastIndex(({ mark }) => mark === ',');
      const rest = comma >= LONGEST_BREATH / 3 ? open.splice(comma + 1) : [];
      close(',');
      open = rest;
    }
  }
  close('.');
  return sentences;
}

/** What a synthesiser of English is given for a sentence. */
export function plainText({ words, end }: Sentence): string {
  const said = words.filter(({ says }) => says.length > 0);
  const text = said
    .map(({ says, mark }, n) => {
      const comma = mark !== '' && n < said.length - 1 ? ',' : '';
      return says.join(' ') + comma;
    })
    .join(' ');
  return `${text}${end === '?' || end === '!' ? end : '.'}`;
}
