import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import { openLoudnessMeter } from '@inkreel/film/mix/loudness.ts';
import type { Mix } from '@inkreel/film/mix/mixdown.ts';
import type { SoundReader } from '@inkreel/film/mix/stem.ts';
import type { MixRecipe, PlannedSound } from '@inkreel/film/production/plan-mix.ts';
import { openWav, type WavFile } from '../wav/wav-file.ts';

/** A mix whose sounds are open to be read. */
export interface OpenMix {
  readonly mix: Mix;
  close(): Promise<void>;
}

/** The most a sound is raised to reach its level, decibels: what is all but silent stays so. */
const MOST_GAIN = 30;
/** Samples that are measured at a time. */
const STRETCH = 10 * SOUND_RATE;

/**
 * Opens the sounds of a mix and brings each to its level.
 *
 * @param pathOf where a step's sound lies
 */
export async function openMix(
  { length, sounds, ducking }: Pick<MixRecipe, 'length' | 'sounds' | 'ducking'>,
  pathOf: (sound: ContentHash) => Promise<string>,
): Promise<OpenMix> {
  const files = new Map<ContentHash, WavFile>();
  const close = async () => {
    await Promise.all([...files.values()].map((file) => file.close()));
  };
  try {
    const loudness = new Map<ContentHash, number>();
    const readers: SoundReader[] = [];
    for (const planned of sounds) {
      const { sound } = planned;
      const file = files.get(sound) ?? (await openWav(await pathOf(sound)));
      files.set(sound, file);
      const loud =
        loudness.get(sound) ??
        (planned.level === undefined ? Number.NaN : await loudnessOfFile(file));
      loudness.set(sound, loud);
      readers.push(readerOf(planned, file, loud));
    }
    return { mix: { length, readers, ducking }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function readerOf(
  { sound: _, level, ...place }: PlannedSound,
  file: WavFile,
  loud: number,
): SoundReader {
  const raised =
    level === undefined || !Number.isFinite(loud) ? 0 : Math.min(MOST_GAIN, level - loud);
  return {
    placed: { ...place, gain: place.gain + raised },
    read: (from, count) => file.read(from, count),
  };
}

/**
 * A mono sound is heard from both loudspeakers, and measured so. What is shorter than a block of the meter
 * is measured with silence behind it, of which the gates take no notice beyond the first block.
 */
async function loudnessOfFile(file: WavFile): Promise<number> {
  const meter = openLoudnessMeter(file.rate, 2);
  const least = Math.round(0.4 * file.rate);
  for (let from = 0; from < file.length; from += STRETCH) {
    const count = Math.max(least, Math.min(STRETCH, file.length - from));
    const { channels, rate } = await file.read(from, count);
    meter.add({ rate, channels: [channels[0]!, channels[1] ?? channels[0]!] });
  }
  return meter.integrated();
}
