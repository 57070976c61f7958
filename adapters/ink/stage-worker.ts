import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import type { StageRecipe } from '@inkreel/film/production/plan-production.ts';
import { answerOrders } from '../crew/crew-member.ts';
import { openFigureFinder } from '../models/figure-finder.ts';
import { hashOfFile } from '../storage/hash.ts';
import { contentOf } from './known-art.ts';
import { makeStage } from './make-stage.ts';
import { writeStage } from './stage-file.ts';

/** What a worker is asked: make this stage and write it there. */
export interface StageOrder {
  readonly input: StageRecipe;
  readonly reference: MediaReference | undefined;
  readonly base: string;
  readonly path: string;
}

let finder: Promise<FigureFinder> | undefined;

answerOrders(async (order: StageOrder) => {
  const staged = await makeStage(order.input, order.reference, order.base, () => {
    finder ??= openFigureFinder();
    return finder;
  });
  await requireUnchanged(order);
  await writeStage(staged, order.path);
});

/** Hashes of files as they were at a time, by path: many stages are made from one book. */
const hashes = new Map<string, { readonly stamp: string; readonly hash: ContentHash }>();

/**
 * Says that a picture is another one now than when its stage's key was taken. Kept under that key, the
 * stage would be believed ever after.
 */
async function requireUnchanged({ input, reference, base }: StageOrder): Promise<void> {
  const { source } = input;
  const wanted = source.kind === 'picture' ? source.content : source.behind?.content;
  if (reference === undefined || wanted === undefined) return;
  const path = resolve(base, reference.file);
  const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
  const stamp = [size, mtimeNs, ctimeNs, ino].join(' ');
  const known = hashes.get(path);
  const hash = known?.stamp === stamp ? known.hash : await hashOfFile(path);
  hashes.set(path, { stamp, hash });
  if (contentOf(hash, reference) === wanted) return;
  throw new FilmError(
    'art-unreadable',
    `${reference.file} was changed while the film was made. Run the command again.`,
    { file: reference.file },
  );
}
