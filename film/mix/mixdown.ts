import { SOUND_RATE, type Sound } from '../media/sound.ts';
import { type LevelPoint, levelsFrom } from './ducking.ts';
import { openLimiter } from './limiter.ts';
import { openLoudnessMeter } from './loudness.ts';
import { addRoomTone } from './room-tone.ts';
import { type SoundReader, STEMS, type StemName, stemFrom } from './stem.ts';

/** What is mixed: sounds in their places, and how music gives way to speech. */
export interface Mix {
  /** Samples of the whole film at `SOUND_RATE`. */
  readonly length: number;
  readonly readers: readonly SoundReader[];
  /** The level of the music. */
  readonly ducking: readonly LevelPoint[];
}

/** How loud a film is to be. */
export interface LoudnessTarget {
  /** Over the whole film, LUFS: -14 on the web, -23 in broadcasting. */
  readonly integrated: number;
  /** The highest it may reach, dBTP. */
  readonly ceiling: number;
}

/** What came of it: gains in decibels. */
export interface MixGain {
  readonly gain: number;
  /** As measured behind the limiter, LUFS; -Infinity for silence. */
  readonly loudness: number;
}

/** Samples that are mixed at a time: memory does not grow with the film. */
const STRETCH = SOUND_RATE;
/** Near enough to the target, LU. */
const NEAR = 0.1;
const ATTEMPTS = 4;
/** A film of next to nothing is not blown up to full loudness: its noise would be heard. */
const MOST_GAIN = 24;

/** One stem as it goes into the mix, ducked, before the common gain; a stretch at a time. */
export async function* stemOf(mix: Mix, stem: StemName): AsyncGenerator<Sound> {
  for (let from = 0; from < mix.length; from += STRETCH) {
    yield stretchOf(mix, stem, from, Math.min(STRETCH, mix.length - from));
  }
}

async function stretchOf(mix: Mix, stem: StemName, from: number, count: number): Promise<Sound> {
  const sound = await stemFrom(mix.readers, stem, from, count);
  if (stem === 'music') {
    const levels = levelsFrom(mix.ducking, from, count);
    for (const channel of sound.channels) {
      for (let i = 0; i < count; i++) channel[i]! *= levels[i]!;
    }
  }
  if (stem === 'effects') {
    sound.channels.forEach((channel, which) => {
      addRoomTone(channel, from, which);
    });
  }
  return sound;
}

/** All stems together with a gain, held below the ceiling; as many samples as the film has. */
export async function* mixdown(mix: Mix, gain: number, ceiling: number): AsyncGenerator<Sound> {
  const limiter = openLimiter(SOUND_RATE, 2, ceiling);
  const factor = 10 ** (gain / 20);
  for (let from = 0; from < mix.length; from += STRETCH) {
    const count = Math.min(STRETCH, mix.length - from);
    const [sum, ...others] = await Promise.all(
      STEMS.map((stem) => stretchOf(mix, stem, from, count)),
    );
    sum!.channels.forEach((channel, index) => {
      for (const other of others) {
        const added = other.channels[index]!;
        for (let i = 0; i < count; i++) channel[i]! += added[i]!;
      }
      for (let i = 0; i < count; i++) channel[i]! *= factor;
    });
    yield limiter.push(sum!);
  }
  yield limiter.end();
}

/**
 * The gain that brings a film to its target. The limiter takes a little loudness away, so that the
 * gain is tried and corrected.
 */
export async function gainFor(mix: Mix, target: LoudnessTarget): Promise<MixGain> {
  let gain = 0;
  let loudness = await loudnessWith(mix, gain, Number.POSITIVE_INFINITY);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (loudness === Number.NEGATIVE_INFINITY) return { gain: 0, loudness };
    if (attempt > 0 && Math.abs(target.integrated - loudness) <= NEAR) break;
    gain = Math.min(MOST_GAIN, gain + target.integrated - loudness);
    loudness = await loudnessWith(mix, gain, target.ceiling);
    if (gain === MOST_GAIN) break;
  }
  return { gain, loudness };
}

async function loudnessWith(mix: Mix, gain: number, ceiling: number): Promise<number> {
  const meter = openLoudnessMeter(SOUND_RATE, 2);
  for await (const stretch of mixdown(mix, gain, ceiling)) meter.add(stretch);
  return meter.integrated();
}
