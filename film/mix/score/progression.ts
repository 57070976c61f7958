import { type Chord, chordOf } from './chord.ts';
import type { Key } from './key.ts';

/** A chord where it sounds. */
export interface Harmony {
  /** Counts from the beginning of what it belongs to. */
  readonly at: number;
  /** Counts it lasts; never across a bar line. */
  readonly length: number;
  readonly chord: Chord;
  /** Of the key it is read in, 0 to 11: what steps of the scale count from. */
  readonly tonic: number;
}

/**
 * Reads bars of chords as they are written: bars apart by spaces, two or more chords of a bar joined by
 * `-`, which share it evenly.
 *
 * @example
 * // In 4/4 the last bar has ii for two counts and V for two.
 * progressionOf('I vi IV ii-V', keyOf('C major'), 4);
 */
export function progressionOf(text: string, key: Key, counts: number): readonly Harmony[] {
  return text
    .trim()
    .split(/[\s|]+/)
    .flatMap((bar, place) => {
      const names = bar.split('-');
      // Of three counts the first chord has two.
      const first = Math.ceil(counts / names.length);
      return names.map((name, i): Harmony => {
        const from = i === 0 ? 0 : first + ((i - 1) * (counts - first)) / (names.length - 1);
        const length = i === 0 ? first : (counts - first) / (names.length - 1);
        return { at: place * counts + from, length, chord: chordOf(name, key), tonic: key.tonic };
      });
    });
}

/** Number of bars in a written progression. */
export function barsIn(text: string): number {
  return text.trim().split(/[\s|]+/).length;
}

/** What sounds at a moment; harmonies follow each other without gaps. */
export function harmonyAt(harmonies: readonly Harmony[], at: number): Harmony {
  let found = harmonies[0]!;
  for (const each of harmonies) {
    if (each.at > at + 1e-6) break;
    found = each;
  }
  return found;
}
