import type { Manner } from './manner.ts';
import type { Take } from './take.ts';

/** Root mean square of plain speech where it is heard: about -20 dB below full scale. */
const SPEECH_LEVEL = 0.1;

/** Gives speech the sound of its manner and the level that goes with it. */
export function colourSpeech(samples: Float32Array, take: Take, manner: Manner): Float32Array {
  const active = activeLevel(samples, take);
  if (active === 0) return samples;
  const gain = (SPEECH_LEVEL / active) * 10 ** (manner.level / 20);
  return samples.map((sample) => limited(sample * gain));
}

/** Root mean square over what is not silence. */
function activeLevel(samples: Float32Array, { phones }: Take): number {
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
