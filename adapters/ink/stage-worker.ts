import type { MediaReference } from '@inkreel/film/media/art.ts';
import type { FaceFinder } from '@inkreel/film/motion/face.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import type { StageRecipe } from '@inkreel/film/production/plan-production.ts';
import { answerOrders } from '../crew/crew-member.ts';
import { openFaceFinder } from '../models/face-finder.ts';
import { openFigureFinder } from '../models/figure-finder.ts';
import { makeStage } from './make-stage.ts';
import { writeStage } from './stage-file.ts';
import { requireUnchanged } from './unchanged-art.ts';

/** What a worker is asked: make this stage and write it there. */
export interface StageOrder {
  readonly input: StageRecipe;
  readonly reference: MediaReference | undefined;
  readonly base: string;
  /** What the lettering hid, where the stage is made without it. */
  readonly plate?: string | undefined;
  readonly path: string;
}

let finder: Promise<FigureFinder> | undefined;
let faces: Promise<FaceFinder> | undefined;

answerOrders(async (order: StageOrder) => {
  const { input, reference, base, plate, path } = order;
  const openFinder = () => {
    finder ??= openFigureFinder();
    return finder;
  };
  const openFaces = () => {
    faces ??= openFaceFinder();
    return faces;
  };
  const staged = await makeStage(input, { reference, base, plate }, openFinder, openFaces);
  const { source } = input;
  const content = source.kind === 'picture' ? source.content : source.behind?.content;
  if (reference && content) await requireUnchanged(reference, base, content);
  await writeStage(staged, path);
});
