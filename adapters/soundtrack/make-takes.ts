import { resolve } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { KnownTake } from '@inkreel/film/production/plan-mix.ts';
import type { TakeStep } from '@inkreel/film/production/plan-takes.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { LineId } from '@inkreel/film/story/line.ts';
import { sideBySide } from '../ffmpeg/side-by-side.ts';
import { readTake, writeTake } from '../wav/take-file.ts';

export interface TakesOrder {
  /** Folder of the document, which recordings are relative to. */
  readonly base: string;
  readonly steps: readonly TakeStep[];
  readonly store: Store;
  /** Called when it begins and after each line: how many are made of those that were not kept. */
  readonly onTake: (made: number, of: number) => void;
  /** What somebody should know of a recording, when it is first heard: it is clipped, words are missing. */
  readonly onNote?: ((note: string) => void) | undefined;
  readonly signal?: AbortSignal;
}

/** What was spoken, and why some lines were not: their language is none of the voice's. */
export interface MadeTakes {
  readonly takes: ReadonlyMap<LineId, KnownTake>;
  readonly unspoken: readonly FilmError[];
}

/**
 * Speaks the lines that are not in the store yet, or hears their recordings, and tells what is heard in
 * each. A line that its voice cannot say is left out: it is read, not heard.
 */
export async function makeTakes(order: TakesOrder): Promise<MadeTakes> {
  const { base, steps, store, onTake, onNote, signal } = order;
  const unspoken: FilmError[] = [];
  const missing = new Map<string, TakeStep>();
  for (const step of steps) if (!(await store.find(step.key))) missing.set(step.key, step);
  let made = 0;
  if (missing.size > 0) {
    onTake(made, missing.size);
    const [{ openVoices }, { hearRecording }] = await Promise.all([
      import('./open-voices.ts'),
      import('./hear-recording.ts'),
    ]);
    const voice = openVoices();
    const stop = () => void voice.close();
    signal?.addEventListener('abort', stop);
    try {
      await sideBySide(
        [...missing.values()],
        async ({ key, input, reference }) => {
          const { speech } = input;
          try {
            await store.keep(key, '.wav', async (path) => {
              if (!reference) return writeTake(path, await voice.speak(speech));
              const file = resolve(base, reference.file);
              const { notes, ...heard } = await hearRecording(file, speech.text, voice, signal);
              for (const note of notes) onNote?.(note);
              return writeTake(path, heard);
            });
          } catch (error) {
            if (!(error instanceof FilmError) || error.code !== 'voice-unfit') throw error;
            unspoken.push(error);
          }
          onTake(++made, missing.size);
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
