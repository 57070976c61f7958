import type { FoundInArt } from '@inkreel/adapters/casting/casting-worker.ts';
import type { OpenedPicture } from '@inkreel/adapters/codecs/open-inputs.ts';
import { hashOfCode } from '@inkreel/adapters/storage/code-hash.ts';
import { keptAnswer } from '@inkreel/adapters/storage/kept-answer.ts';
import type { FilmArt } from '@inkreel/film/document/film-document.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { askCrew } from './ask-crew.ts';
import type { Desk } from './desk.ts';

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
  const { answers, lacking } = await askCrew(
    {
      label: 'Finding figures',
      things: pictures,
      open: async () =>
        (await import('@inkreel/adapters/casting/casting-crew.ts')).openCastingCrew(),
      async ask({ art, opened }, crew) {
        const lettering = (art.balloons ?? []).map(({ outline }) => outline);
        const question = {
          figures: {
            foundBy: hashOfCode(FINDER),
            content: opened.hash,
            panels: art.panels ?? [],
            lettering,
          },
        };
        const { reference, panels } = art;
        const order = { reference, ...(panels && { panels }), lettering, base };
        return (await keptAnswer(store, question, async () => (await crew()).make(order))).value;
      },
    },
    desk,
  );
  if (lacking) desk.say(`Nobody is cast: ${lacking.message}`);
  return answers;
}
