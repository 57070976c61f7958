import { parentPort } from 'node:worker_threads';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import type { StageRecipe } from '@inkreel/film/production/plan-production.ts';
import { openFigureFinder } from '../models/figure-finder.ts';
import { makeStage } from './make-stage.ts';
import { writeStage } from './stage-file.ts';

/** What a worker is asked: make this stage and write it there. */
export interface StageOrder {
  readonly input: StageRecipe;
  readonly reference: MediaReference | undefined;
  readonly base: string;
  readonly path: string;
}

/** What it answers. A FilmError does not survive the passage between threads, so its parts travel. */
export type StageAnswer =
  | { readonly made: true }
  | {
      readonly made: false;
      readonly code?: FilmError['code'];
      readonly message: string;
      readonly file?: string | undefined;
      readonly stack?: string | undefined;
    };

let finder: Promise<FigureFinder> | undefined;

parentPort?.on('message', async (order: StageOrder) => {
  let answer: StageAnswer;
  try {
    const staged = await makeStage(order.input, order.reference, order.base, () => {
      finder ??= openFigureFinder();
      return finder;
    });
    await writeStage(staged, order.path);
    answer = { made: true };
  } catch (error) {
    answer =
      error instanceof FilmError
        ? { made: false, code: error.code, message: error.message, file: error.file }
        : { made: false, message: String(error), stack: (error as Error)?.stack };
  }
  parentPort!.postMessage(answer);
});
