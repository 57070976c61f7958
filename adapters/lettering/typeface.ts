import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { HAN_STYLES, type HanStyle } from '@inkreel/film/story/han-style.ts';
import { type FontFile, openFontFile } from './font-file.ts';

const resolvePath = createRequire(import.meta.url).resolve;

/** The typefaces we carry: Bangers for titles, Comic Neue for everything that is read at length. */
export const TYPEFACES = ['bangers', 'comic-neue'] as const;
export type TypefaceName = (typeof TYPEFACES)[number];

/** The files of one typeface: each has some signs of it, and its package tells which. */
interface Book {
  /** Path of what says which file has which signs. */
  readonly contents: string;
  readonly files: string;
  /** How its files' names end. */
  readonly ending: string;
}

function noto(contents: string): Book {
  const folder = contents.slice(0, contents.lastIndexOf('/'));
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  return { contents, files: `${folder}/files/${name}`, ending: '-wght-normal.woff2' };
}

const BANGERS: Book = {
  contents: resolvePath('@fontsource/bangers/unicode.json'),
  files: '@fontsource/bangers/files/bangers',
  ending: '-400-normal.woff2',
};
const COMIC_NEUE: Book = {
  contents: resolvePath('@fontsource/comic-neue/unicode.json'),
  files: '@fontsource/comic-neue/files/comic-neue',
  ending: '-700-normal.woff2',
};

/** Noto Sans for every script that neither of ours has: Latin, Greek, Cyrillic and Devanagari first. */
const OTHERS: readonly Book[] = [
  noto(resolvePath('@fontsource-variable/noto-sans/unicode.json')),
  noto(resolvePath('@fontsource-variable/noto-sans-arabic/unicode.json')),
  noto(resolvePath('@fontsource-variable/noto-sans-hebrew/unicode.json')),
  noto(resolvePath('@fontsource-variable/noto-sans-thai/unicode.json')),
];
const HAN: Readonly<Record<HanStyle, Book>> = {
  japanese: noto(resolvePath('@fontsource-variable/noto-sans-jp/unicode.json')),
  korean: noto(resolvePath('@fontsource-variable/noto-sans-kr/unicode.json')),
  chinese: noto(resolvePath('@fontsource-variable/noto-sans-sc/unicode.json')),
  'traditional-chinese': noto(resolvePath('@fontsource-variable/noto-sans-tc/unicode.json')),
};

/** How heavy the other scripts are beside each of ours. */
const WEIGHT: Readonly<Record<TypefaceName, number>> = { bangers: 900, 'comic-neue': 600 };

/** A part of a book: what it may have, and its file. */
interface Part {
  readonly ranges: readonly (readonly [from: number, to: number])[];
  readonly file: string;
}

const read = new Map<Book, readonly Part[]>();

/** Parts of a book, as its package lists them: `{ "latin": "U+0000-00ff,U+0131", "[12]": ... }`. */
function partsOf(book: Book): readonly Part[] {
  const before = read.get(book);
  if (before) return before;
  const listed = JSON.parse(readFileSync(book.contents, 'utf8')) as Record<string, string>;
  const parts = Object.entries(listed).map(([name, ranges]) => ({
    file: `${book.files}-${name.replace(/[[\]]/g, '')}${book.ending}`,
    ranges: ranges.split(',').map((range): readonly [number, number] => {
      const [from = '', to = from] = range.trim().replace(/^U\+/i, '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
    }),
  }));
  read.set(book, parts);
  return parts;
}

const found = new Map<string, FontFile | undefined>();

/** The file of a book that has a sign; opened only where the book says that it may. */
function fileWith(book: Book, sign: number, weight: number): FontFile | undefined {
  const name = `${book.files} ${sign} ${weight}`;
  if (found.has(name)) return found.get(name);
  let file: FontFile | undefined;
  for (const part of partsOf(book)) {
    if (!part.ranges.some(([from, to]) => sign >= from && sign <= to)) continue;
    const opened = openFontFile(part.file, book.ending.startsWith('-wght') ? weight : undefined);
    if (opened.has(sign)) file = opened;
    if (file) break;
  }
  found.set(name, file);
  return file;
}

/** The file that a typeface's measures are taken from: that of its Latin capitals. */
export function mainFileOf(name: TypefaceName): FontFile {
  return fileWith(name === 'bangers' ? BANGERS : COMIC_NEUE, 0x48, WEIGHT[name])!;
}

/** A stretch of text that one font file sets. */
export interface FontRun {
  readonly file: FontFile;
  readonly text: string;
  /** Where it begins in the text it was taken from, UTF-16 units. */
  readonly at: number;
}

/** Joiners, variation selectors and direction marks: nothing is seen where they are left out. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}|\p{Cc}/u;
const SIGNS = new Intl.Segmenter('en');

/**
 * Splits text into stretches by who has their signs. A word is set in one typeface where one has all of it:
 * ours, else one of the Noto family; else each of its signs is set in the first that has it, marks with what
 * they belong to. Latin words are all set in one typeface: letters with accents that ours lack take the
 * others along. Signs that no font has are left out and named in `missing`: an empty box is never drawn.
 *
 * @param whole what the text is a part of
 * @param han whose forms signs of Chinese origin have
 */
export function splitByFont(
  text: string,
  name: TypefaceName,
  whole = text,
  han: HanStyle = 'chinese',
): { readonly runs: readonly FontRun[]; readonly missing: readonly string[] } {
  const books = booksOf(name, han);
  const latin = whole.match(/\p{Script=Latin}\p{M}*/gu)?.join('') ?? '';
  const first = Math.max(
    0,
    books.findIndex((book) => hasAll(book, latin, WEIGHT[name])),
  );
  const order = [...books.slice(first), ...books.slice(0, first)];
  const runs: { file: FontFile; text: string; at: number }[] = [];
  const missing = new Set<string>();
  for (const { 0: word, index } of text.matchAll(/\s+|\S+/gu)) {
    const all = order.find((book) => hasAll(book, word, WEIGHT[name]));
    for (const { segment: sign, index: within } of SIGNS.segment(word)) {
      const book = all ?? order.find((each) => hasAll(each, sign, WEIGHT[name]));
      const base = seenIn(sign)[0];
      const file =
        base === undefined ? runs.at(-1)?.file : book && fileWith(book, base, WEIGHT[name]);
      if (!file) {
        for (const part of seenIn(sign)) missing.add(String.fromCodePoint(part));
        continue;
      }
      const at = index + within;
      const last = runs.at(-1);
      if (last && last.file === file && last.at + last.text.length === at) last.text += sign;
      else runs.push({ file, text: sign, at });
    }
  }
  return { runs, missing: [...missing] };
}

/** Whether one file of a book has all of a sign, for all signs of a text. */
function hasAll(book: Book, text: string, weight: number): boolean {
  for (const { segment } of SIGNS.segment(text)) {
    const [base, ...marks] = seenIn(segment);
    if (base === undefined) continue;
    const file = fileWith(book, base, weight);
    if (!file || !marks.every((mark) => file.has(mark))) return false;
  }
  return true;
}

function seenIn(sign: string): readonly number[] {
  return [...sign].filter((part) => !UNSEEN.test(part)).map((part) => part.codePointAt(0)!);
}

function booksOf(name: TypefaceName, han: HanStyle): readonly Book[] {
  const own = name === 'bangers' ? [BANGERS, COMIC_NEUE] : [COMIC_NEUE];
  const others = HAN_STYLES.filter((style) => style !== han).map((style) => HAN[style]);
  return [...own, ...OTHERS, HAN[han], ...others];
}
