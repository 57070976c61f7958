import { SOUND_RATE } from '../media/sound.ts';
import { rational } from '../time/rational.ts';
import { alignRecording } from './align-recording.ts';
import type { SpokenWord, Take } from './take.ts';
import type { SpokenLine } from './voice.ts';

/** Samples a word that no reference could be matched with is heard for, at least. */
const LEAST = Math.round(0.06 * SOUND_RATE);

/**
 * Tells what is heard when in speech of a voice that does not tell it: by references of the same line, as
 * in a recording. But a voice says all that it is given: a word that was not found lies between its
 * neighbours. Silence at the ends is cut off.
 *
 * @param samples mono at `SOUND_RATE`
 * @param references the same text each; without any, words are spread over what is spoken by their length
 */
export function alignSpeech(
  samples: Float32Array,
  references: readonly SpokenLine[],
  text: string,
): SpokenLine {
  const { sound, take } = alignRecording(samples, references, text);
  const script = references.find((each) => each.take.words.length > 0)?.take.words;
  const words = script ? withUnfound(take, script) : take.words;
  return { sound, take: { ...take, source: 'voice', words, missing: [] } };
}

/** All words of the script, in order; those that were not found share the time between their neighbours. */
function withUnfound(take: Take, script: readonly SpokenWord[]): readonly SpokenWord[] {
  const found = new Map(take.words.map((word) => [word.from, word]));
  const placed: SpokenWord[] = [];
  for (let n = 0; n < script.length; n++) {
    const known = found.get(script[n]!.from);
    if (known) {
      placed.push(known);
      continue;
    }
    const next = script.slice(n).findIndex((word) => found.has(word.from));
    const lost = script.slice(n, next < 0 ? script.length : n + next);
    const after = next < 0 ? undefined : found.get(script[n + next]!.from)!;
    const until = after ? after.range.start.value : take.length.value;
    const before = placed.at(-1);
    let from = before ? endOf(before) : 0;
    const lacking = lost.length * LEAST - (until - from);
    // Without room between them, the word before gives up to half of its own.
    if (lacking > 0 && before) {
      const given = Math.min(lacking, Math.floor(before.range.duration.value / 2));
      from -= given;
      placed[placed.length - 1] = {
        ...before,
        range: span(before.range.start.value, from),
      };
    }
    const letters = lost.reduce((sum, { text }) => sum + text.length, 0);
    let passed = 0;
    for (const word of lost) {
      const begin = from + Math.round(((until - from) * passed) / letters);
      passed += word.text.length;
      const end = from + Math.round(((until - from) * passed) / letters);
      placed.push({ ...word, range: span(begin, Math.max(begin, end)) });
    }
    n += lost.length - 1;
  }
  return placed;
}

function endOf({ range }: SpokenWord): number {
  return range.start.value + range.duration.value;
}

function span(from: number, to: number): SpokenWord['range'] {
  return { start: rational(from, SOUND_RATE), duration: rational(to - from, SOUND_RATE) };
}
