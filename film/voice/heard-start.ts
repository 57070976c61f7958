import { SOUND_RATE } from '../media/sound.ts';

/** Sounds that begin with closed lips or tongue: after a silence nothing is heard before they burst. */
const STOPS = new Set('p t k b d g ch jh'.split(' '));
const WINDOW = Math.round(0.005 * SOUND_RATE);
/** What is heard, against the loudest of the word: 30 dB less. */
const HEARD = 10 ** (-30 / 20);

/** A sound of speech in samples. */
interface PlacedPhone {
  readonly phone: string;
  readonly from: number;
  readonly to: number;
}

/**
 * Where a word is first heard: where its first phone begins, but after a silence a stop is heard only when
 * it bursts.
 *
 * @param phones of the sentence; the word has those from `first` up to `last`
 */
export function heardStart(
  samples: Float32Array,
  phones: readonly PlacedPhone[],
  first: number,
  last: number,
): number {
  const { phone, from, to } = phones[first]!;
  const before = phones[first - 1]?.phone ?? 'pau';
  if (before !== 'pau' || !STOPS.has(phone)) return from;
  const power = (at: number): number => {
    let sum = 0;
    for (let n = at; n < at + WINDOW; n++) sum += (samples[n] ?? 0) ** 2;
    return sum;
  };
  let loudest = 0;
  for (let at = from; at < phones[last]!.to; at += WINDOW) loudest = Math.max(loudest, power(at));
  for (let at = from; at < to; at += WINDOW >> 1) {
    if (power(at) >= loudest * HEARD * HEARD) return at;
  }
  return from;
}
