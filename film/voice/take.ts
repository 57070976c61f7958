import type { Rational } from '../time/rational.ts';
import type { TimeRange } from '../time/time-range.ts';

/** A word of a line where it is heard. */
export interface SpokenWord {
  /** As it is written in the line, with its punctuation. */
  readonly text: string;
  /** First character of the word in the line's text, and the one after its last. */
  readonly from: number;
  readonly to: number;
  /** Counted in samples from the beginning of the take. */
  readonly range: TimeRange;
}

/** A sound of speech where it is heard: ARPABET in small letters (`aa`, `b`), `pau` for silence. */
export interface SpokenPhone {
  readonly phone: string;
  /** Counted in samples from the beginning of the take. */
  readonly range: TimeRange;
}

/**
 * One attempt at a line, spoken by a voice or recorded: what of it is heard when. The sound itself lies
 * beside it. All times are counted at `SOUND_RATE`.
 */
export interface Take {
  readonly source: 'voice' | 'recording';
  readonly length: Rational;
  /** In order; without the words that are not heard. */
  readonly words: readonly SpokenWord[];
  /** In order, without gaps; empty where nobody knows them. */
  readonly phones: readonly SpokenPhone[];
  /** Words of the script that the recording lacks, as they are written. */
  readonly missing: readonly string[];
}
