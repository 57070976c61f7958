import { type Sound, silence } from '../media/sound.ts';

/** The kinds of sound that are mixed apart and can be handed over apart. */
export const STEMS = ['dialogue', 'music', 'effects'] as const;
export type StemName = (typeof STEMS)[number];

/** A sound with its place in the film. All counts are samples at `SOUND_RATE`. */
export interface PlacedSound {
  readonly stem: StemName;
  /** Its first sample in the film. */
  readonly at: number;
  readonly length: number;
  /** Decibels. */
  readonly gain: number;
  /** How long it comes up at its beginning and goes down at its end. */
  readonly fadeIn: number;
  readonly fadeOut: number;
}

/** A placed sound that can be read from `from` on, counted from its own beginning. */
export interface SoundReader {
  readonly placed: PlacedSound;
  read(from: number, count: number): Promise<Sound>;
}

/** `count` samples of a stem in stereo, from the film's sample `from` on: its sounds, one over the other. */
export async function stemFrom(
  readers: readonly SoundReader[],
  stem: StemName,
  from: number,
  count: number,
): Promise<Sound> {
  const out = silence(count, 2);
  for (const { placed, read } of readers) {
    const begin = Math.max(from, placed.at);
    const end = Math.min(from + count, placed.at + placed.length);
    if (placed.stem !== stem || begin >= end) continue;
    const sound = await read(begin - placed.at, end - begin);
    const gain = 10 ** (placed.gain / 20);
    out.channels.forEach((channel, index) => {
      const heard = sound.channels[index] ?? sound.channels[0]!;
      for (let i = 0; i < end - begin; i++) {
        const at = begin - placed.at + i;
        const inside = at >= placed.fadeIn && placed.length - at > placed.fadeOut;
        channel[begin - from + i]! += heard[i]! * gain * (inside ? 1 : fadeAt(placed, at));
      }
    });
  }
  return out;
}

/** Fades of equal power: two sounds that cross keep their loudness. */
function fadeAt({ length, fadeIn, fadeOut }: PlacedSound, at: number): number {
  let level = 1;
  if (at < fadeIn) level *= Math.sin((Math.PI / 2) * (at / fadeIn));
  if (length - at <= fadeOut) level *= Math.sin((Math.PI / 2) * ((length - 1 - at) / fadeOut));
  return level;
}
