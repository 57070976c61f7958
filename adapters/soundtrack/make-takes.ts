import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { KnownTake } from '@inkreel/film/production/plan-mix.ts';
import type { TakeStep } from '@inkreel/film/production/plan-takes.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { LineId } from '@inkreel/film/story/line.ts';
import { sideBySide } from '../ffmpeg/side-by-side.ts';
import { readTake, writeTake } from '../wav/take-file.ts';

export interface TakesOrder {
  readonly steps: readonly TakeStep[];
  readonly store: Store;
  readonly onTake: () => void;
  readonly signal?: AbortSignal;
}

/** What was spoken, and why some lines were not: their language is none of the voice's. */
export interface MadeTakes {
  readonly takes: ReadonlyMap<LineId, KnownTake>;
  readonly unspoken: readonly FilmError[];
}

/**
 * Speaks the lines that are not in the store yet, and tells what is heard in each. A line that no voice can
 * say is left out: it is read, not heard.
 */
export async function makeTakes(order: TakesOrder): Promise<MadeTakes> {
  const { steps, store, onTake, signal } = order;
  const unspoken: FilmError[] = [];
  const missing = new Map<string, TakeStep>();
  for (const step of steps) if (!(await store.find(step.key))) missing.set(step.key, step);
  if (missing.size > 0) {
    const { openFliteVoice } = await import('../flite/flite-voice.ts');
    const voice = openFliteVoice();
    const stop = () => void voice.close();
    signal?.addEventListener('abort', stop);
    try {
      await sideBySide(
        [...missing.values()],
        async ({ key, input }) => {
          try {
            await store.keep(key, '.wav', async (path) =>
              writeTake(path, await voice.speak(input.speech)),
            );
          } catch (error) {
            if (!(error instanceof FilmError) || error.code !== 'voice-unfit') throw error;
            unspoken.push(error);
          }
          onTake();
        },
        { concurrency: 2, ...(signal && { signal }) },
      );
    } finally {
      signal?.removeEventListener('abort', stop);
      await voice.close();
    }
  }
  const takes = new Map<LineId, KnownTake>();
  for (const { line, key } of steps) {
    const path = await store.find(key);
    if (path !== undefined) takes.set(line, { key, take: await readTake(path) });
  }
  return { takes, unspoken };
}
