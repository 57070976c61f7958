import { availableParallelism } from 'node:os';
import type { ShotId } from '@inkreel/film/board/shot.ts';
import type { CaptionCue } from '@inkreel/film/cut/caption-cue.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import {
  type ProductionPlan,
  planProduction,
  type SegmentStep,
  type StageStep,
  stagesOf,
} from '@inkreel/film/production/plan-production.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { encodeSegment, encodingKey } from '../ffmpeg/encode-segment.ts';
import { type Ffmpeg, findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { joinSegments } from '../ffmpeg/join-segments.ts';
import { sideBySide } from '../ffmpeg/side-by-side.ts';
import { hashOf } from '../storage/hash.ts';
import { type DoubtfulBalloons, doubtfulBalloons } from './doubtful-balloons.ts';
import { knowArt } from './known-art.ts';
import { madeBy } from './made-by.ts';

/** How far a production has come. `frames`, `stages` and `plates` count only what has to be made. */
export interface ProductionProgress {
  readonly doing: 'cleaning' | 'staging' | 'rendering' | 'joining';
  readonly plates: { readonly made: number; readonly of: number };
  readonly stages: { readonly made: number; readonly of: number };
  readonly frames: { readonly made: number; readonly of: number };
}

export interface ProductionOrder {
  /** The whole film, whatever of it is made. */
  readonly film: Film;
  /** The shots that are wanted; all where it is missing. */
  readonly only?: ReadonlySet<ShotId>;
  /** The folder that the film's references are relative to. */
  readonly base: string;
  /** Where the film goes. Appears only when it is whole. */
  readonly out: string;
  readonly store: Store;
  /** Captions that are drawn into the picture; missing: none. */
  readonly captions?: readonly CaptionCue[];
  /** Path of the encoded mix; missing: the film is silent. */
  readonly sound?: string | undefined;
  /** Captions for players that show them, as SubRip; missing: none. */
  readonly subtitles?: string | undefined;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ProductionProgress) => void;
}

/** What was done. */
export interface Produced {
  readonly frames: number;
  readonly rate: number;
  readonly segments: { readonly made: number; readonly kept: number };
  readonly stages: { readonly made: number; readonly kept: number };
  readonly doubtful: DoubtfulBalloons;
  /** The steps it was made by. */
  readonly plan: ProductionPlan;
}

/**
 * Makes a film: stages what is not staged yet, paints and encodes the segments that are not in the
 * store, two side by side, and joins them. What is in the store already is not made again.
 *
 * @throws FilmError for art that is missing or cannot be read, a missing ffmpeg, a full disk, and
 * 'interrupted' when `signal` fires; what was finished by then stays in the store.
 */
export async function produceFilm(order: ProductionOrder): Promise<Produced> {
  const { film, only, base, out, store, signal } = order;
  const [ffmpeg, known] = await Promise.all([
    findFfmpeg(film.preset.codec),
    knowArt(film.art, base),
  ]);
  const tools = {
    hash: hashOf,
    encoder: encodingKey(ffmpeg, film.preset),
    madeBy: madeBy(),
  };
  const plan = planProduction(film, known, tools, { only, captions: order.captions });

  const segments = await missingOf(plan.segments, store);
  const wanted = new Set(segments.flatMap(stagesOf));
  const stages = await missingOf(
    plan.stages.filter((stage) => wanted.has(stage.key)),
    store,
  );
  const shown = new Set(stages.flatMap(plateOf));
  const plates = await missingOf(
    plan.plates.filter((plate) => shown.has(plate.key)),
    store,
  );
  const advance = progressOf({ segments, stages, plates }, order.onProgress);
  if (plates.length > 0) {
    const { makePlates } = await import('./make-plates.ts');
    await makePlates(plates, { base, store, signal, onPlate: () => advance('cleaning', 1) });
  }
  await makeStages(stages, base, store, advance, signal);
  await makeSegments(segments, ffmpeg, store, advance, signal);

  advance('joining', 0);
  const paths = await Promise.all(plan.segments.map(({ key }) => kept(store, key)));
  await joinSegments({
    ffmpeg,
    preset: film.preset,
    segments: paths,
    path: out,
    frames: plan.frames,
    sound: order.sound,
    captions: order.subtitles,
    ...(signal && { signal }),
  });
  return {
    frames: plan.frames,
    rate: plan.rate,
    segments: made(plan.segments, segments),
    stages: made(plan.stages, stages),
    doubtful: await doubtfulBalloons(plan.stages, store),
    plan,
  };
}

/** The clean page that a stage is made from, if any. */
function plateOf({ input: { source } }: StageStep): readonly ContentHash[] {
  return source.kind === 'picture' && source.plate ? [source.plate] : [];
}

async function makeStages(
  steps: readonly StageStep[],
  base: string,
  store: Store,
  advance: Advance,
  signal: AbortSignal | undefined,
): Promise<void> {
  if (steps.length === 0) return;
  const { openStageCrew } = await import('./stage-crew.ts');
  const crew = openStageCrew();
  const stop = () => void crew.close();
  signal?.addEventListener('abort', stop);
  try {
    await sideBySide(
      steps,
      async (step) => {
        const { key, input, reference } = step;
        const [clean] = plateOf(step);
        const plate = clean && (await kept(store, clean));
        await store.keep(key, '.stage', (path) =>
          crew.make({ input, reference, base, plate, path }),
        );
        advance('staging', 1);
      },
      { concurrency: crew.threads, ...(signal && { signal }) },
    );
  } finally {
    signal?.removeEventListener('abort', stop);
    await crew.close();
  }
}

async function makeSegments(
  steps: readonly SegmentStep[],
  ffmpeg: Ffmpeg,
  store: Store,
  advance: Advance,
  signal: AbortSignal | undefined,
): Promise<void> {
  const first = steps[0];
  if (!first) return;
  // Painting is not needed, nor its modules loaded, where everything is in the store.
  const [{ openPainter }, { openLookShelf }, { openSegmentPainter }, { readStage }] =
    await Promise.all([
      import('../painter/node-painter.ts'),
      import('./look-shelf.ts'),
      import('./paint-segment.ts'),
      import('./stage-file.ts'),
    ]);
  const { frame, preset } = first.input;
  const painter = await openPainter(frame);
  const looks = openLookShelf(painter, frame, preset.rate, async ({ stage }) =>
    readStage(await kept(store, stage)),
  );
  const makeOne = async ({ key, input }: SegmentStep, stop: AbortSignal) => {
    const segment = await openSegmentPainter(painter, input, looks);
    try {
      await store.keep(key, '.mp4', (path) =>
        encodeSegment({
          ffmpeg,
          preset: input.preset,
          size: input.frame,
          count: input.count,
          paint: segment.paint,
          frames: segment.frames,
          path,
          onFrame: () => advance('rendering', 1),
          signal: stop,
        }),
      );
    } finally {
      segment.close();
    }
  };
  await sideBySide(inOrderOfWork(steps), makeOne, {
    concurrency: SEGMENTS_AT_ONCE,
    ...(signal && { signal }),
  });
}

/**
 * One more than there are processors, so that none waits while a segment is opened, its encoder starts
 * or what it wrote goes to the disk. Each holds some memory.
 */
const SEGMENTS_AT_ONCE = Math.min(6, availableParallelism()) + 1;

/**
 * The order of the film, in which neighbours share the looks they show, but for the last few: of those
 * the longest are begun first, so that all processors have work until the end.
 */
function inOrderOfWork(steps: readonly SegmentStep[]): readonly SegmentStep[] {
  const last = steps.slice(-3 * SEGMENTS_AT_ONCE);
  const longestFirst = last.sort((a, b) => b.input.count - a.input.count);
  return [...steps.slice(0, steps.length - last.length), ...longestFirst];
}

/** The steps that are not in the store, each once. */
async function missingOf<One extends { readonly key: ContentHash }>(
  steps: readonly One[],
  store: Store,
): Promise<readonly One[]> {
  const once = [...new Map(steps.map((step) => [step.key, step])).values()];
  const found = await Promise.all(once.map(({ key }) => store.find(key)));
  return once.filter((_, index) => found[index] === undefined);
}

async function kept(store: Store, key: ContentHash): Promise<string> {
  const path = await store.find(key);
  if (path === undefined) throw new Error(`${key} was made and is not in the store.`);
  return path;
}

function made(all: readonly { readonly key: string }[], missing: readonly unknown[]) {
  const steps = new Set(all.map(({ key }) => key)).size;
  return { made: missing.length, kept: steps - missing.length };
}

type Advance = (doing: ProductionProgress['doing'], by: number) => void;

function progressOf(
  {
    segments,
    stages,
    plates,
  }: {
    readonly segments: readonly SegmentStep[];
    readonly stages: readonly StageStep[];
    readonly plates: readonly unknown[];
  },
  onProgress: ProductionOrder['onProgress'],
): Advance {
  const cleaned = { made: 0, of: plates.length };
  const staged = { made: 0, of: stages.length };
  const painted = { made: 0, of: segments.reduce((sum, { input }) => sum + input.count, 0) };
  let told = Number.NEGATIVE_INFINITY;
  return (doing, by) => {
    if (doing === 'cleaning') cleaned.made += by;
    if (doing === 'staging') staged.made += by;
    if (doing === 'rendering') {
      painted.made += by;
      // Nobody reads faster, and telling another thread takes a while.
      if (performance.now() - told < 40 && painted.made < painted.of) return;
      told = performance.now();
    }
    onProgress?.({ doing, plates: { ...cleaned }, stages: { ...staged }, frames: { ...painted } });
  };
}
