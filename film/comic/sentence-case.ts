import { isWord, type Lexicon, stemOf, WORD } from './lexicon.ts';

/** From this share of capitals on, lettering is all capitals: some signs look alike in both cases. */
const CAPITALS = 0.8;

/** What keeps its capitals. */
const INITIALS = new Set(
  'usa uk fbi cia tv ufo ok sos dna id nasa pc dj vip ceo bbc hq ww'.split(' '),
);

/** Before a name; written with a capital itself. */
const TITLES = new Set(
  'mr mrs ms dr prof sgt capt lt col sir lady lord miss madame doctor professor captain sergeant inspector colonel king queen prince princess saint'.split(
    ' ',
  ),
);

/** A dot after them ends no sentence. */
const SHORTENED = new Set('mr mrs ms dr prof sgt capt lt col st jr sr'.split(' '));

/** Said to somebody after a comma, and no name. */
const NOT_NAMES = new Set(
  (
    'sir madam maam dear darling honey sweetheart baby boy boys girl girls man men friend friends fool ' +
    'idiot folks guys kid kids son please now then yes no though right huh eh well okay ok too again ' +
    'here there this that it me you him her us them so oh ah yeah nothing never always maybe perhaps ' +
    'gentlemen ladies everyone everybody somebody anyone mother father mom dad sister brother child ' +
    'children master mistress stranger thanks again today tonight tomorrow first last finally indeed ' +
    'however but and or if when what why who how look listen wait stop come go quick hurry help sorry ' +
    'also still even course once all one two three my the a an i we he she they alas hello hi hey'
  ).split(' '),
);

/** Whether a text is lettered in capitals throughout. */
export function isAllCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{Lu}\p{Ll}]/gu, '');
  if (letters.length < 2) return false;
  return letters.replace(/\p{Ll}/gu, '').length >= CAPITALS * letters.length;
}

/** Turns a text in capitals to sentence case. Names, and words of no language, keep a capital. */
export function toSentenceCase(text: string, lexicon: Lexicon, names: ReadonlySet<string>): string {
  let isStart = !/^[^\p{L}\p{N}]*(?:\.\.|…|--|—)/u.test(text);
  let end = 0;
  let last = '';
  const cased = text.replace(WORD, (word, at: number) => {
    const between = text.slice(end, at);
    if (end > 0) isStart = endsSentence(between, last);
    end = at + word.length;
    const written = inSentence(word, last, between, lexicon, names);
    last = word.toLowerCase();
    return isStart ? capitalised(written) : written;
  });
  return cased;
}

/** Whether what stands between two words ends a sentence; `...` and a dash only pause. */
function endsSentence(between: string, last: string): boolean {
  if (/[!?]/.test(between)) return true;
  if (/\.\.|…/.test(between)) return false;
  return between.includes('.') && !SHORTENED.has(last) && last.length > 1;
}

function inSentence(
  word: string,
  last: string,
  between: string,
  lexicon: Lexicon,
  names: ReadonlySet<string>,
): string {
  const lower = word.toLowerCase();
  const stem = stemOf(word);
  if (/^i(?:'|$)/.test(lower) || (lower.length === 1 && lower !== 'a' && TITLES.has(last)))
    return capitalised(lower);
  if (INITIALS.has(stem))
    return word.slice(0, stem.length).toUpperCase() + lower.slice(stem.length);
  if (lower.includes('-')) {
    return lower
      .split('-')
      .map((part) => (names.has(stemOf(part)) || /^i(?:'|$)/.test(part) ? capitalised(part) : part))
      .join('-');
  }
  if (names.has(stem) || SHORTENED.has(stem)) return capitalised(lower);
  if (TITLES.has(last) && /^\.? $/.test(between) && !lexicon.isCommon(stem))
    return capitalised(lower);
  // Nobody is "a Jacoby": what nobody knows after an article was misread.
  if (last === 'a' || last === 'an') return lower;
  return looksLikeName(stem, lexicon) ? capitalised(lower) : lower;
}

/** A word of no language, that can be said and is no cry. */
function looksLikeName(stem: string, lexicon: Lexicon): boolean {
  if (isWord(stem, lexicon) || stem.length < 3) return false;
  return (
    /[aeiouyà-ÿ]/i.test(stem) &&
    /[^aeiouh]/i.test(stem) &&
    !/(.)\1\1/.test(stem) &&
    !/\p{N}/u.test(stem)
  );
}

function capitalised(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/**
 * The names in the lettering of a page or a book, in lower case: what is written with a capital within
 * a sentence, what no lexicon knows and comes again, and who is spoken to.
 */
export function namesIn(texts: readonly string[], lexicon: Lexicon): ReadonlySet<string> {
  const names = new Set<string>();
  const counts = new Map<string, number>();
  for (const text of texts) {
    const capitals = isAllCapitals(text);
    let end = 0;
    let last = '';
    for (const match of text.matchAll(WORD)) {
      const word = match[0];
      const stem = stemOf(word);
      const between = text.slice(end, match.index);
      const isInside = end > 0 && !/[.!?…:"“*]/.test(between);
      end = match.index + word.length;
      if (!capitals && isInside && /^\p{Lu}\p{Ll}{2}/u.test(word) && !NOT_NAMES.has(stem)) {
        if (!lexicon.isCommon(stem) || /,/.test(between)) names.add(stem);
      }
      if (looksLikeName(stem, lexicon)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
      if (TITLES.has(last) && /^\.? $/.test(between) && !lexicon.isCommon(stem)) names.add(stem);
      last = word.toLowerCase();
    }
    for (const stem of spokenTo(text)) {
      if (stem.length > 2 && !NOT_NAMES.has(stem) && !lexicon.isCommon(stem)) names.add(stem);
    }
  }
  for (const [stem, count] of counts) if (count > 1) names.add(stem);
  return names;
}

/** Single words between a comma and the end of a sentence. */
function spokenTo(text: string): readonly string[] {
  return [...text.matchAll(/, (\p{L}+) ?[.!?]/gu)].map((match) => match[1]!.toLowerCase());
}
