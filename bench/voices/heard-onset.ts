import { SOUND_RATE } from '@inkreel/film/media/sound.ts';
import type { SpokenLine } from '@inkreel/film/voice/voice.ts';

const WINDOW = Math.round(0.004 * SOUND_RATE);
/** Silence before a word, so that the sound alone shows where it begins. */
const BEFORE = Math.round(0.06 * SOUND_RATE);
const SEARCHED = Math.round(0.15 * SOUND_RATE);
/** Against the loudest of the word. */
const RISEN = 10 ** (-32 / 20);

/**
 * Seconds between where the take says a word begins and where the sound rises out of silence, for each word
 * after a silence. The sound is all this looks at: it is shifted by so much silence that the first word has
 * one before it, too.
 */
export function onsetErrors({ sound, take }: SpokenLine): readonly number[] {
  const samples = sound.channels[0]!;
  const level = (from: number): number => {
    let sum = 0;
    for (let n = from; n < from + WINDOW; n++) sum += (samples[n] ?? 0) ** 2;
    return Math.sqrt(sum / WINDOW);
  };
  const errors: number[] = [];
  take.words.forEach(({ range: { start, duration } }, n) => {
    const last = take.words[n - 1]?.range;
    const ended = last ? last.start.value + last.duration.value : Number.NEGATIVE_INFINITY;
    if (start.value - ended < BEFORE) return;
    let loudest = 0;
    for (let at = start.value; at < start.value + duration.value; at += WINDOW) {
      loudest = Math.max(loudest, level(at));
    }
    const first = Math.max(ended + BEFORE / 2, start.value - SEARCHED);
    for (let at = first; at < start.value + SEARCHED; at += WINDOW / 4) {
      if (level(Math.round(at)) < loudest * RISEN) continue;
      errors.push(Math.abs(at + WINDOW / 2 - start.value) / SOUND_RATE);
      return;
    }
    errors.push(SEARCHED / SOUND_RATE);
  });
  return errors;
}
