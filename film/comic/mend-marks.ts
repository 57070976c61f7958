import { isWord, type Lexicon, stemOf } from './lexicon.ts';
import { LINKS } from './mend-words.ts';

/** Words that "I" may stand after without a verb of its own. */
const BEFORE_I = new Set(
  (
    'and or nor but than as am can do may shall should will would could must have had did was if ' +
    'when what where how why that so because since until while before after though only'
  ).split(' '),
);

/** Words that never follow the "I" they belong to: after them it was an exclamation mark. */
const NEVER_AFTER_I = new Set(
  (
    'i it its you your he she we they the that this there these those how why what where when who my ' +
    'his her our their a an but if yes no oh perhaps don'
  ).split(' '),
);

/** Marks as they are typed, whatever is known of the words: one kind of each, and no space before a comma. */
export function tidyMarks(text: string): string {
  return text
    .replace(/[！？，．：；（）]/g, (mark) => String.fromCharCode(mark.charCodeAt(0) - 0xfee0))
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/\s+/g, ' ')
    .replace(/(?<!\.)\.(?: \.(?!\.))+/g, (dots) => dots.replaceAll(' ', ''))
    .replace(/(?<!\.)\.\.(?!\.)|\.{5,}/g, '...')
    .replace(/ +(?=,|\.(?![.\p{L}]))/gu, '')
    .replace(/(\p{L}{2}|(?<!\p{L})\p{Lu})\.(?=\p{Lu}\p{L})(?!(?:COM|ORG|NET)(?!\p{L}))/gu, '$1. ')
    .replace(/(\p{L})([,;])(?=\p{L})/gu, '$1$2 ')
    .replace(/(\p{L}\p{L}[!?])(?=\p{L}\p{L})/gu, '$1 ')
    .replace(/(?<!\p{L})(mr|mrs|ms|dr)\. ?(?=\p{L})/giu, '$1. ')
    .replace(/(\p{L}) ?' ?(t|s|re|ve|ll|d|m)(?!\p{L})/giu, "$1'$2")
    .replace(/(?<![\p{L}'-])([\p{L}']+) ?- ?(?=\1(?!\p{L}))/giu, '$1-')
    .replace(/(?<!(?:^|\s)'.*)(?<=\p{L}[^\P{L}sSnN])' (?=\p{L})/gu, ' ')
    .trim();
}

/**
 * Exclamation marks of hand lettering lean, and are taken for strokes and for "I". A stroke between
 * words in capitals is one; an "I" is one at the end of a word that is none with it, and where what
 * comes next cannot follow "I".
 */
export function mendExclamations(
  text: string,
  { lexicon, names }: { readonly lexicon: Lexicon; readonly names: ReadonlySet<string> },
  capitals: boolean,
): string {
  const isKnown = (word: string): boolean => isWord(word, lexicon) || names.has(stemOf(word));
  let mended = text;
  if (capitals) {
    mended = mended
      .replace(/(\p{L}) ?\/(?! ?(?:OR|\p{N}))/gu, '$1!')
      .replace(/(\p{L}!)(?=\p{L})/gu, '$1 ')
      .replace(/ +(?=[!?])/g, '');
  }
  mended = mended.replace(
    /([\p{L}']{2,})[Il](?![\p{L}'-])( [\p{L}']+)?/gu,
    (all, stem: string, next = '') => {
      if (isKnown(all.slice(0, stem.length + 1)) || !isKnown(stem)) return all;
      // Tony may be written TONI, and Phil is no "Phi!".
      if (stem.length < 4 && !(LINKS.has(stem.toLowerCase()) && all[stem.length] === 'I'))
        return all;
      if (BEFORE_I.has(stem.toLowerCase())) return `${stem} I${next}`;
      return next === '' || neverAfterI(next) || !isWord(next.trim(), lexicon)
        ? `${stem}!${next}`
        : `${stem} I${next}`;
    },
  );
  if (!capitals) return mended;
  return mended.replace(
    /([\p{L}']+) I(?=$| ([\p{L}'-]+))/gu,
    (all, before: string, next: string | undefined) => {
      if (BEFORE_I.has(before.toLowerCase()) || /^i$/i.test(before)) return all;
      return next === undefined || neverAfterI(next) || names.has(stemOf(next))
        ? `${before}!`
        : all;
    },
  );
}

/** Abbreviations that a sentence goes on after. */
const SHORTENED = new Set('etc vs no st ave inc ltd approx dept est fig vol'.split(' '));

/**
 * A full stop after which a sentence goes on in lower case was a comma: at a page's size the two differ by a
 * pixel or two. Only in mixed lettering that begins with a capital, between words of the language.
 */
export function mendCommas(text: string, lexicon: Lexicon): string {
  if (!/^\P{L}*\p{Lu}/u.test(text)) return text;
  return text.replace(
    /(?<![\p{L}.'])([\p{L}']{2,})\.(?= (\p{Ll}[\p{Ll}'-]*)(?!\p{L}))/gu,
    (all, before: string, after: string) =>
      SHORTENED.has(before.toLowerCase()) || !isWord(before, lexicon) || !isWord(after, lexicon)
        ? all
        : `${before},`,
  );
}

function neverAfterI(word: string): boolean {
  const lower = word.trim().toLowerCase();
  return NEVER_AFTER_I.has(lower.split("'")[0]!) || /^\p{L}(?:-\p{L})+$/u.test(lower);
}
