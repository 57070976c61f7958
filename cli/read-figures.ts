import type { CastingCrew } from '@inkreel/adapters/casting/casting-crew.ts';
import type { FoundInArt } from '@inkreel/adapters/casting/casting-worker.ts';
import type { OpenedPicture } from '@inkreel/adapters/codecs/open-inputs.ts';
import { hashOfCode } from '@inkreel/adapters/storage/code-hash.ts';
import type { FilmArt } from '@inkreel/film/document/film-document.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { Desk } from './desk.ts';
import { keptAnswer } from './kept-answer.ts';

/** The code that looks: what other code found is not believed. */
const FINDER = new URL(import.meta.resolve('@inkreel/adapters/casting/casting-worker.ts'));

/** A picture whose figures are wanted. */
export interface PictureToCast {
  readonly art: FilmArt;
  readonly opened: Pick<OpenedPicture, 'hash'>;
}

/**
 * Finds who is drawn in pictures. What was looked at before is not looked at again. Where the weights that look are
 * missing, says so once and finds nobody.
 *
 * @returns the figures of each picture in turn; undefined where nobody could look.
 */
export async function readFigures(
  pictures: readonly PictureToCast[],
  { base, store }: { readonly base: string; readonly store: Store },
  desk: Desk,
): Promise<readonly (readonly FoundInArt[] | undefined)[]> {
  let crew: Promise<CastingCrew> | undefined;
  const openCrew = () => {
    crew ??= import('@inkreel/adapters/casting/casting-crew.ts').then((module) =>
      module.openCastingCrew(),
    );
    return crew;
  };
  const stop = () => void crew?.then((each) => each.close());
  desk.signal.addEventListener('abort', stop);
  let done = 0;
  let lacking: FilmError | undefined;
  const readOne = async ({ art, opened }: PictureToCast) => {
    const lettering = (art.balloons ?? []).map(({ outline }) => outline);
    const order = {
      reference: art.reference,
      ...(art.panels && { panels: art.panels }),
      lettering,
    };
    const question = {
      figures: {
        foundBy: hashOfCode(FINDER),
        content: opened.hash,
        panels: art.panels ?? [],
        lettering,
      },
    };
    try {
      const { value } = await keptAnswer(store, question, async () =>
        (await openCrew()).make({ ...order, base }),
      );
      return value;
    } catch (error) {
      if (!(error instanceof FilmError) || error.code !== 'weights-missing') throw error;
      lacking = error;
      return undefined;
    } finally {
      done++;
      desk.progress({ label: 'Finding figures', done, total: pictures.length });
    }
  };
  try {
    desk.progress({ label: 'Finding figures', done, total: pictures.length });
    const found = await Promise.all(pictures.map(readOne));
    desk.signal.throwIfAborted();
    if (lacking) desk.say(`Nobody is cast: ${lacking.message}`);
    return found;
  } finally {
    desk.signal.removeEventListener('abort', stop);
    await crew?.then((each) => each.close());
  }
}
