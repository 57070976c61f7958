import type { Film } from '@inkreel/film/document/film-document.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { Painter, Yuv420 } from '@inkreel/film/motion/painter.ts';
import {
  type ProductionPlan,
  planProduction,
  type SegmentStep,
  type StageStep,
  stagesOf,
} from '@inkreel/film/production/plan-production.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { encodeSegment, type SegmentEncoding } from '../ffmpeg/encode-segment.ts';
import { type Ffmpeg, findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { joinSegments } from '../ffmpeg/join-segments.ts';
import { hashOf } from '../storage/hash.ts';
import { knowArt } from './known-art.ts';

/** How far a production has come. `frames` and `stages` count only what has to be made. */
export interface ProductionProgress {
  readonly doing: 'staging' | 'rendering' | 'joining';
  readonly stages: { readonly made: number; readonly of: number };
  readonly frames: { readonly made: number; readonly of: number };
}

export interface ProductionOrder {
  readonly film: Film;
  /** The folder that the film's references are relative to. */
  readonly base: string;
  /** Where the film goes. Appears only when it is whole. */
  readonly out: string;
  readonly store: Store;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ProductionProgress) => void;
}

/** What was done. */
export interface Produced {
  readonly frames: number;
  readonly rate: number;
  readonly segments: { readonly made: number; readonly kept: number };
  readonly stages: { readonly made: number; readonly kept: number };
}

/**
 * Makes a film: stages what is not staged yet, paints and encodes the segments that are not in the
 * store, two side by side, and joins them. What is in the store already is not made again.
 *
 * @throws FilmError for art that is missing or cannot be read, a missing ffmpeg, a full disk, and
 * 'interrupted' when `signal` fires; what was finished by then stays in the store.
 */
export async function produceFilm(order: ProductionOrder): Promise<Produced> {
  const { film, base, out, store, signal } = order;
  const ffmpeg = await findFfmpeg();
  const known = await knowArt(film.art, base);
  const plan = planProduction(film, known, { hash: hashOf, encoder: ffmpeg.version });

  const segments = await missingOf(plan.segments, store);
  const wanted = new Set(segments.missing.flatMap(stagesOf));
  const stages = await missingOf(
    plan.stages.filter((stage) => wanted.has(stage.key)),
    store,
  );
  const progress = progressOf(segments.missing, stages.missing, order.onProgress);

  await makeStages(stages.missing, base, store, progress, signal);
  await makeSegments(segments.missing, plan, ffmpeg, store, progress, signal);

  progress('joining', 0, 0);
  const paths = await Promise.all(
    plan.segments.map(async ({ key }) => {
      const path = await store.find(key);
      if (path === undefined) throw new Error(`Segment ${key} was made and is not in the store.`);
      return path;
    }),
  );
  await joinSegments({ ffmpeg, paths, out, ...(signal && { signal }) });
  return {
    frames: plan.frames,
    rate: plan.rate,
    segments: { made: segments.missing.length, kept: segments.kept },
    stages: { made: stages.missing.length, kept: plan.stages.length - stages.missing.length },
  };
}

async function makeStages(
  steps: readonly StageStep[],
  base: string,
  store: Store,
  progress: Advance,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (steps.length === 0) return;
  const { openStageCrew } = await import('./stage-crew.ts');
  const crew = openStageCrew();
  const stop = () => void crew.close();
  signal?.addEventListener('abort', stop);
  try {
    signal?.throwIfAborted();
    await allOrFirstFailure(
      steps.map(async ({ key, input, reference }) => {
        await store.keep(key, '.stage', (path) => crew.make({ input, reference, base, path }));
        progress('staging', 1, 0);
      }),
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    await crew.close();
  }
}
