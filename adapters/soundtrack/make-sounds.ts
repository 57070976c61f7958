import { assertNever } from '@inkreel/film/grammar/assert-never.ts';
import { SOUND_RATE, type Sound } from '@inkreel/film/media/sound.ts';
import type { EffectRecipe, EffectStep } from '@inkreel/film/production/plan-effects.ts';
import type { MusicStep, TrackStep } from '@inkreel/film/production/plan-music.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { openCrew } from '../crew/crew.ts';
import { openOrchestra } from '../spessasynth/orchestra.ts';
import { writeWav } from '../wav/wav-file.ts';
import { layTrack } from './lay-track.ts';

export interface SoundsOrder {
  readonly steps: readonly (MusicStep | TrackStep | EffectStep)[];
  /** The folder that the film's references are relative to. */
  readonly base: string;
  readonly store: Store;
  readonly onSound: (made: number, of: number) => void;
  readonly signal?: AbortSignal;
}

/** Plays the music and makes the effects that are not in the store yet. */
export async function makeSounds(order: SoundsOrder): Promise<void> {
  const { base, store, onSound, signal } = order;
  const missing = new Map<string, SoundsOrder['steps'][number]>();
  for (const step of order.steps) {
    if (!(await store.find(step.key))) missing.set(step.key, step);
  }
  if (missing.size === 0) return;
  // Threads start with their first order.
  const orchestra = openOrchestra();
  const effects = openCrew<EffectRecipe, Sound>(
    new URL('./effect-worker.ts', import.meta.url),
    'an effect was made',
    1,
  );
  const stop = async () => {
    await Promise.all([orchestra.close(), effects.close()]);
  };
  const abort = () => void stop();
  signal?.addEventListener('abort', abort);
  const made = (step: SoundsOrder['steps'][number]): Promise<Sound> => {
    switch (step.kind) {
      case 'music':
        return orchestra.play(step.input.score);
      case 'track':
        return layTrack(step, base, signal);
      case 'effect':
        return effects.make(step.input);
      default:
        return assertNever(step);
    }
  };
  try {
    let done = 0;
    for (const step of missing.values()) {
      signal?.throwIfAborted();
      onSound(done++, missing.size);
      await store.keep(step.key, '.wav', async (path) => {
        const sound = await made(step);
        const channels = sound.channels.length;
        await writeWav(path, { rate: SOUND_RATE, channels, depth: 'float' }, [sound]);
      });
    }
  } finally {
    signal?.removeEventListener('abort', abort);
    await stop();
  }
}
