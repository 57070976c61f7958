import type { Mood } from '../../story/mood.ts';
import type { Rational } from '../../time/rational.ts';
import type { TimeRange } from '../../time/time-range.ts';
import type { Score } from './score.ts';

/**
 * Music in its place in a film. Cues may overlap: where a mood gives way to another, the last chord of
 * the one rings on into the beginning of the next, and both are heard.
 */
export interface MusicCue {
  /** Film time, counted at `SOUND_RATE`; what `score` plays is exactly so long. */
  readonly range: TimeRange;
  readonly mood: Mood;
  readonly score: Score;
  /** Moments of the film that a bar line meets, with that bar's number. */
  readonly met: readonly { readonly at: Rational; readonly bar: number }[];
}
