import type { Container } from '@inkreel/film/delivery/container.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { gainFor, mixdown, stemOf } from '@inkreel/film/mix/mixdown.ts';
import { STEMS, type StemName } from '@inkreel/film/mix/stem.ts';
import type { MixStep } from '@inkreel/film/production/plan-mix.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { encodeSound } from '../ffmpeg/encode-sound.ts';
import type { Ffmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { intoPlace } from '../ffmpeg/into-place.ts';
import { writeWav } from '../wav/wav-file.ts';
import { openMix } from './open-mix.ts';

export interface MixOrder {
  readonly step: MixStep;
  readonly store: Store;
  readonly ffmpeg: Ffmpeg;
  readonly container: Container;
  readonly signal?: AbortSignal;
}

/** Mixes a film's sound and encodes it; returns where it is kept. Its sounds are in the store. */
export async function makeMix(order: MixOrder): Promise<string> {
  const { step, store, ffmpeg, container, signal } = order;
  const { target } = step.input;
  const { mix, close } = await openMix(step.input, (sound) => kept(store, sound));
  try {
    return await store.keep(step.key, `.${container}`, async (path) => {
      const { gain } = await gainFor(mix, target);
      const stretches = mixdown(mix, gain, target.ceiling);
      await encodeSound({ ffmpeg, container, stretches, path, ...(signal && { signal }) });
    });
  } finally {
    await close();
  }
}

/**
 * Writes the stems of a film as they go into the mix, at its gain and not limited: 24-bit WAV, stereo, all
 * as long as the film.
 *
 * @param pathOf where each stem goes
 * @returns where they went
 */
export async function exportStems(
  { input }: MixStep,
  store: Store,
  pathOf: (stem: StemName) => string,
): Promise<readonly string[]> {
  const { mix, close } = await openMix(input, (sound) => kept(store, sound));
  try {
    const { gain } = await gainFor(mix, input.target);
    const factor = 10 ** (gain / 20);
    for (const stem of STEMS) {
      const form = { rate: SOUND_RATE, channels: 2, depth: '24-bit' } as const;
      await intoPlace(pathOf(stem), async (path) => {
        await writeWav(path, form, scaled(stemOf(mix, stem), factor));
      });
    }
    return STEMS.map(pathOf);
  } finally {
    await close();
  }
}

async function* scaled(stretches: ReturnType<typeof stemOf>, factor: number) {
  for await (const { rate, channels } of stretches) {
    yield { rate, channels: channels.map((channel) => channel.map((sample) => sample * factor)) };
  }
}

async function kept(store: Store, sound: ContentHash): Promise<string> {
  const path = await store.find(sound);
  if (path === undefined) throw new Error(`The sound ${sound} was made and is not in the store.`);
  return path;
}
