import { filtered, highPass, highShelf, lowPass } from '../media/biquad.ts';
import { SOUND_RATE } from '../media/sound.ts';
import type { Manner } from './manner.ts';
import { roomAnswer } from './small-room.ts';
import type { Take } from './take.ts';

/** Root mean square of plain speech where it is heard: 23 dB below full scale. */
const SPEECH_LEVEL = 0.07;
/** Where effort begins to be heard. */
const BRIGHT_FROM = 1800;
/** Below this there is no speech, only what microphones heard besides. */
const LOWEST = 60;

/**
 * Gives speech at `SOUND_RATE` the sound of its manner: effort, a wall before it, the room around it, and
 * the level that goes with it whoever speaks.
 */
export function colourSpeech(
  samples: Float32Array,
  take: Take,
  manner: Pick<Manner, 'bright' | 'level' | 'muffled' | 'room'>,
): Float32Array {
  let sound = filtered(samples, highPass(LOWEST, SOUND_RATE));
  if (manner.bright !== 0) {
    sound = filtered(sound, highShelf(BRIGHT_FROM, manner.bright, SOUND_RATE));
  }
  if (manner.muffled !== undefined) {
    const wall = lowPass(manner.muffled, SOUND_RATE);
    sound = filtered(filtered(sound, wall), wall);
  }
  const active = activeLevel(sound, take);
  if (active === 0) return samples;
  const gain = (SPEECH_LEVEL / active) * 10 ** (manner.level / 20);
  const answer = manner.room > 0 ? roomAnswer(sound, SOUND_RATE) : undefined;
  const direct = 1 - 0.35 * manner.room;
  return sound.map((sample, n) => {
    const heard = answer ? sample * direct + answer[n]! * manner.room : sample;
    return limited(heard * gain);
  });
}

/** A recording at the level of plain speech: made softer, or louder by 30 dB at most. */
export function levelled(samples: Float32Array, take: Take): Float32Array {
  const active = activeLevel(samples, take);
  if (active === 0) return samples;
  const gain = Math.min(SPEECH_LEVEL / active, 10 ** (30 / 20));
  return samples.map((sample) => limited(sample * gain));
}

/** Root mean square over what is not silence; over all where no phones are known. */
function activeLevel(samples: Float32Array, { phones }: Take): number {
  if (phones.every(({ phone }) => phone === 'pau')) {
    return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
  }
  let power = 0;
  let count = 0;
  for (const { phone, range } of phones) {
    if (phone === 'pau') continue;
    const end = range.start.value + range.duration.value;
    for (let n = range.start.value; n < end; n++) power += samples[n]! ** 2;
    count += range.duration.value;
  }
  return count === 0 ? 0 : Math.sqrt(power / count);
}

/** Bends peaks above 0.7 so that none passes full scale. */
function limited(sample: number): number {
  const size = Math.abs(sample);
  if (size <= 0.7) return sample;
  return Math.sign(sample) * (0.7 + 0.28 * Math.tanh((size - 0.7) / 0.28));
}
