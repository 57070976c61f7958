import type { OpenedPicture } from '@inkreel/adapters/codecs/open-inputs.ts';
import { englishLexicon } from '@inkreel/adapters/lexicon/english-lexicon.ts';
import { readerModel, stampOfModel } from '@inkreel/adapters/paddle/reader-model.ts';
import type { Words } from '@inkreel/adapters/reading/reading-worker.ts';
import { hashOfCode } from '@inkreel/adapters/storage/code-hash.ts';
import { keptAnswer } from '@inkreel/adapters/storage/kept-answer.ts';
import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import { wordBalloons } from '@inkreel/film/comic/word-balloons.ts';
import type { FilmArt } from '@inkreel/film/document/film-document.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { askCrew } from './ask-crew.ts';
import type { Desk } from './desk.ts';

/** The code that reads: what other code read is not believed. */
const READER = new URL(import.meta.resolve('@inkreel/adapters/reading/reading-worker.ts'));

/** A picture whose words are wanted. */
export interface PictureToRead {
  readonly art: FilmArt;
  readonly opened: Pick<OpenedPicture, 'hash' | 'size'>;
}

/**
 * Reads what is lettered in pictures, and their colours. What was read before is not read again. Where
 * the weights that read are missing, says so once and leaves the words away; character art has none.
 *
 * @returns the words of each picture in turn.
 */
export async function readWords(
  pictures: readonly PictureToRead[],
  { base, store }: { readonly base: string; readonly store: Store },
  desk: Desk,
): Promise<readonly (Words | undefined)[]> {
  // What another model read is not believed either.
  const model = ownModelStamp();
  const { answers, lacking } = await askCrew(
    {
      label: 'Reading lettering',
      things: pictures,
      open: async () =>
        (await import('@inkreel/adapters/reading/reading-crew.ts')).openReadingCrew(),
      async ask({ art, opened }, crew) {
        if (art.kind === 'cut-out') return undefined;
        const page = pageOf(art, opened);
        const question = {
          words: {
            readBy: hashOfCode(READER),
            content: opened.hash as ContentHash,
            page,
            ...(model !== undefined && { model }),
          },
        };
        const order = { reference: art.reference, base, ...(page ? { page } : {}) };
        return (await keptAnswer(store, question, async () => (await crew()).make(order))).value;
      },
    },
    desk,
  );
  if (lacking) desk.say(`Lettering is not read, and stays as it is drawn: ${lacking.message}`);
  return inSentences(answers);
}

/** Undefined for the model that comes along, and where not even that is there: the crew will tell. */
function ownModelStamp(): string | undefined {
  try {
    return stampOfModel(readerModel());
  } catch (error) {
    if (error instanceof FilmError && error.code === 'weights-missing') return undefined;
    throw error;
  }
}

/**
 * The words of all pictures put into sentences together, for names are the whole book's; the lines have
 * then served.
 */
function inSentences(words: readonly (Words | undefined)[]): readonly (Words | undefined)[] {
  if (!words.some((each) => each && each.balloons.length > 0)) return words;
  const worded = wordBalloons(
    words.map((each) => each?.balloons ?? []),
    englishLexicon(),
  );
  return words.map((each, i) => each && { ...each, balloons: worded[i]!.map(withoutLines) });
}

function withoutLines(balloon: Balloon): Balloon {
  return { ...balloon, confidence: Math.round(balloon.confidence * 1000) / 1000, lines: [] };
}

function pageOf({ kind, panels, direction }: FilmArt, { size }: PictureToRead['opened']) {
  if (kind !== 'page' && kind !== 'strip') return undefined;
  return { size, direction: direction ?? 'ltr', panels: panels ?? [] };
}
