import type { Lexicon } from '../comic/lexicon.ts';
import { sayDecimal, sayDigits, sayNumber, sayOrdinal, sayYear } from './say-number.ts';

/** What stands around a written word. */
export interface WordPlace {
  readonly lexicon: Lexicon;
  /** Whether the line is written in capitals throughout: then they mean nothing. */
  readonly capitals: boolean;
  /** The written word before it; empty at the beginning. */
  readonly before: string;
  readonly after: string;
}

const SIGNS: Readonly<Record<string, string>> = {
  '&': 'and',
  '+': 'plus',
  '=': 'equals',
  '@': 'at',
  '%': 'percent',
  '°': 'degrees',
  '×': 'times',
  '½': 'half',
  '¼': 'a quarter',
  '¾': 'three quarters',
  '€': 'euros',
  '£': 'pounds',
  $: 'dollars',
};

/** Shortened words, without their point. Those of the second list are so only with it. */
const SHORT: Readonly<Record<string, string>> = {
  mr: 'mister',
  mrs: 'missus',
  ms: 'miz',
  dr: 'doctor',
  prof: 'professor',
  vs: 'versus',
  etc: 'et cetera',
  jr: 'junior',
  sr: 'senior',
  approx: 'approximately',
};
const SHORT_WITH_POINT: Readonly<Record<string, string>> = {
  lt: 'lieutenant',
  capt: 'captain',
  sgt: 'sergeant',
  col: 'colonel',
  gen: 'general',
  rev: 'reverend',
  no: 'number',
  mt: 'mount',
  'e.g': 'for example',
  'i.e': 'that is',
};

/** Noises of comics as a reader of English words can say them, by their beginnings. */
const NOISES: readonly (readonly [RegExp, string])[] = [
  [/^h+m+$/, 'hum'],
  [/^m{2,}$/, 'um'],
  [/^s+h+$/, 'shush'],
  [/^p+s+t+$/, 'pist'],
  [/^b+r{2,}$/, 'burr'],
  [/^g+r{2,}$/, 'gur'],
  [/^z+$/, ''],
  [/^p+f+t*$/, 'puff'],
  [/^t+s+k+$/, 'tisk'],
  [/^a+r*g+h+$/, 'arg'],
  [/^u+g+h+$/, 'ugg'],
  [/^a+w{2,}$/, 'aw'],
  [/^e+k+$/, 'eek'],
];

const ROMAN: Readonly<Record<string, string>> = {
  II: '2',
  III: '3',
  IV: '4',
  VI: '6',
  VII: '7',
  VIII: '8',
  IX: '9',
  XI: '11',
  XII: '12',
};

/**
 * What is said for one written word: plain English words of small letters and apostrophes, and single
 * capitals for letters that are spelt out. Empty for what is seen and not said: emoji, rules, curses
 * made of signs.
 */
export function sayWord(written: string, place: WordPlace): readonly string[] {
  const text = written.normalize('NFKC').replace(/[‘’ʼ`´]/gu, "'");
  // A smaller number for a sum of money, of a time, a count: before punctuation is taken off.
  const bare = text
    .replace(/^[^\p{L}\p{N}$€£#&+=@%°]+/u, '')
    .replace(/[^\p{L}\p{N}$€£%°&+=@]+$/u, '');
  if (bare === '') return [];
  if (!/[\p{L}\p{N}]/u.test(bare)) {
    // One sign is said; several in a row are a curse.
    const said = bare.length === 1 ? SIGNS[bare] : undefined;
    return said === undefined ? [] : said.split(' ');
  }
  const short = shortened(bare, text, place);
  if (short !== undefined) return short.split(' ');
  const number = /\p{N}/u.test(bare) ? sayFigures(bare, place) : undefined;
  if (number !== undefined) return number;
  return bare
    .split(/(?<=\p{L})\.(?=\p{L})/u)
    .flatMap((part, n) => (n > 0 && isAddress(bare) ? ['dot', part] : [part]))
    .flatMap((part) => sayLetters(part, place));
}

function isAddress(bare: string): boolean {
  return /\p{L}{2,}\.\p{L}{2,}/u.test(bare);
}

function shortened(bare: string, text: string, { before, after }: WordPlace): string | undefined {
  const lower = bare.toLowerCase();
  if (Object.hasOwn(SHORT, lower)) return SHORT[lower];
  const pointed = text.includes(`${bare}.`);
  if (lower === 'st' && (pointed || /^\p{Lu}/u.test(bare))) {
    return /^\p{Lu}/u.test(after) ? 'saint' : 'street';
  }
  if (!pointed || !Object.hasOwn(SHORT_WITH_POINT, lower)) return undefined;
  // `No.` is a number only before one: otherwise somebody refuses.
  if (lower === 'no') return /^#?\d/.test(after) ? 'number' : undefined;
  const titled = ['e.g', 'i.e'].includes(lower) || /^\p{Lu}/u.test(after);
  return titled && !(lower === 'mt' && before === '') ? SHORT_WITH_POINT[lower] : undefined;
}

/** Words with digits in them; undefined where they are of no kind that is known. */
function sayFigures(bare: string, place: WordPlace): readonly string[] | undefined {
  const plain = bare.replace(/(?<=\d),(?=\d{3})/g, '');
  let found = /^([$€£])(\d+(?:\.\d+)?)([kmb]?)$/iu.exec(plain);
  if (found) return sayMoney(found[1]!, found[2]!, found[3]!.toLowerCase());
  found = /^(\d+)(?:st|nd|rd|th)$/iu.exec(plain);
  if (found) return sayOrdinal(found[1]!);
  found = /^(\d{1,2}):(\d{2})(am|pm)?$/iu.exec(plain);
  if (found) {
    const [, hour, minute, half] = found;
    const minutes =
      minute === '00'
        ? half
          ? []
          : ["o'clock"]
        : minute!.startsWith('0')
          ? sayDigits(minute!)
          : sayNumber(minute!);
    return [...sayNumber(hour!.replace(/^0(?=\d)/, '')), ...minutes, ...spelt(half ?? '')];
  }
  found = /^'?(\d{2,3}0)s$/u.exec(plain);
  if (found) {
    const words = found[1]!.length === 4 ? sayYear(found[1]!) : sayNumber(found[1]!);
    return [...words.slice(0, -1), plural(words.at(-1)!)];
  }
  found = /^(\d)\/(\d)$/u.exec(plain);
  if (found) return sayFraction(found[1]!, found[2]!);
  if (/^[1-9]\d{3}$/.test(plain) && !bare.includes(',') && isYear(plain, place)) {
    return sayYear(plain);
  }
  found = /^#?([+-]?)(\d*\.?\d+)(%|°)?$/u.exec(plain);
  if (found) {
    return [
      ...(plain.startsWith('#') ? ['number'] : []),
      ...(found[1] === '' ? [] : [found[1] === '-' ? 'minus' : 'plus']),
      ...sayDecimal(found[2]!),
      ...(found[3] ? [SIGNS[found[3]]!] : []),
    ];
  }
  // Of parts: R2-D2, 24/7, 10-12, 90kg.
  return plain
    .split(/(?<=\d)(?=\p{L})|(?<=\p{L})(?=\d)|[^\p{L}\p{N}.']+/u)
    .filter((part) => part !== '')
    .flatMap((part) => (/\d/.test(part) ? sayParts(part) : sayLetters(part, place)));
}

/** Figures divided by points: a version, a date. */
function sayParts(part: string): readonly string[] {
  const numbers = part.split('.').filter((digits) => /^\d+$/.test(digits));
  if (numbers.length <= 2) return sayDecimal(numbers.join('.'));
  return numbers.flatMap((digits, n) => [...(n > 0 ? ['point'] : []), ...sayNumber(digits)]);
}

/** Four figures alone are a year after a word of time, and where they could hardly be a count. */
function isYear(digits: string, { before }: WordPlace): boolean {
  const value = Number(digits);
  if (value < 1100 || value > 2099) return false;
  if (/^(in|since|of|by|year|until|till|from|to|spring|summer|autumn|winter)$/i.test(before))
    return true;
  return value >= 1500 && value % 100 !== 0;
}

function sayMoney(sign: string, amount: string, scale: string): readonly string[] {
  const [one, many, part] =
    sign === '$'
      ? ['dollar', 'dollars', 'cents']
      : sign === '£'
        ? ['pound', 'pounds', 'pence']
        : ['euro', 'euros', 'cents'];
  const large = scale === 'k' ? 'thousand' : scale === 'm' ? 'million' : 'billion';
  if (scale !== '') return [...sayDecimal(amount), large, many!];
  const [whole, cents] = amount.split('.');
  const unit = whole === '1' ? one! : many!;
  const rest =
    cents === undefined
      ? ''
      : cents
          .slice(0, 2)
          .padEnd(2, '0')
          .replace(/^0(?=\d)/, '');
  return [
    ...sayNumber(whole!),
    unit,
    ...(rest === '' || rest === '0' ? [] : [...sayNumber(rest), part!]),
  ];
}

function sayFraction(top: string, bottom: string): readonly string[] {
  if (bottom === '2') return [...sayNumber(top), top === '1' ? 'half' : 'halves'];
  const part = bottom === '4' ? 'quarter' : sayOrdinal(bottom).at(-1)!;
  return [...sayNumber(top), top === '1' ? part : `${part}s`];
}

function plural(word: string): string {
  return word.endsWith('y') ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function spelt(letters: string): readonly string[] {
  return [...letters.toUpperCase()];
}

/** Letters, with hyphens and apostrophes among them. */
function sayLetters(part: string, place: WordPlace): readonly string[] {
  const pieces = part.split(/[^\p{L}']+/u).filter((piece) => /\p{L}/u.test(piece));
  return pieces.flatMap((piece, n) => {
    const next = pieces[n + 1];
    if (next !== undefined && isStutter(piece, next)) return stutter(piece);
    const roman = Object.hasOwn(ROMAN, piece) && /^\p{Lu}/u.test(place.before);
    if (roman && !place.capitals) return sayNumber(ROMAN[piece]!);
    if (isAcronym(piece, place)) return spelt(piece.replace(/'s$/, ''));
    const lower = withoutAccents(piece)
      .toLowerCase()
      .replace(/[^a-z']/g, '')
      .replace(/^'|'$/g, '');
    if (lower === '') return [];
    const noise = NOISES.find(([pattern]) => pattern.test(lower));
    if (noise) return noise[1] === '' ? [] : [noise[1]];
    return [drawnIn(lower, place.lexicon)];
  });
}

/** `b-but`, `I-I`: the beginning of the next piece. */
function isStutter(piece: string, next: string): boolean {
  return piece.length <= 2 && next.toLowerCase().startsWith(piece.toLowerCase());
}

function stutter(piece: string): readonly string[] {
  const lower = piece.toLowerCase();
  if (/^[aeiou]/.test(lower)) return [lower === 'i' ? 'i' : lower === 'a' ? 'uh' : lower];
  return [`${lower}uh`];
}

/** Capitals that are read out letter by letter: no word of the language, or not to be pronounced. */
function isAcronym(piece: string, { lexicon, capitals }: WordPlace): boolean {
  const letters = piece.replace(/'s$/, '');
  if (!/^[A-Z]{2,6}$/.test(letters)) return false;
  const lower = letters.toLowerCase();
  if (NOISES.some(([pattern]) => pattern.test(lower))) return false;
  if (!/[aeiouy]/.test(lower)) return !lexicon.has(lower) || lower === 'tv';
  return !capitals && letters.length <= 3 && !lexicon.has(lower);
}

/** Letters drawn out (`nooo`, `heeelp`) as the word has them. */
function drawnIn(word: string, lexicon: Lexicon): string {
  if (!/(.)\1\1/.test(word)) return word;
  const one = word.replace(/(.)\1{2,}/g, '$1');
  const two = word.replace(/(.)\1{2,}/g, '$1$1');
  return lexicon.has(one) || !lexicon.has(two) ? one : two;
}

function withoutAccents(word: string): string {
  return word
    .replace(/ß/g, 'ss')
    .replace(/æ/gi, 'ae')
    .replace(/ø/gi, 'o')
    .replace(/œ/gi, 'oe')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}
