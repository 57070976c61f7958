import type { Rational } from '../../time/rational.ts';
import type { DrumName, InstrumentName } from './instrument.ts';
import type { MetreName } from './metre.ts';
import type { SectionKind } from './piece.ts';

/** Ticks of one count, whatever note a count is. */
export const TICKS = 960;

/** A note as it is played. */
export interface ScoreNote {
  /** Ticks from the beginning. */
  readonly at: number;
  readonly length: number;
  /** MIDI pitch; of the drum kit, its key. */
  readonly pitch: number;
  /** 1 to 127. */
  readonly velocity: number;
}

/** How far a player opens up while notes sound: MIDI's expression. */
export interface Swell {
  readonly at: number;
  /** 0 to 127. */
  readonly value: number;
}

/** What one player plays. */
export interface ScorePart {
  readonly name: string;
  readonly plays: 'melody' | 'second' | 'chords' | 'bass' | 'drum';
  readonly on: { readonly instrument: InstrumentName } | { readonly drum: DrumName };
  /** Loudness of the part, 0 to 127. */
  readonly level: number;
  /** In order of time. */
  readonly notes: readonly ScoreNote[];
  readonly swells: readonly Swell[];
}

/** The speed from a tick on. */
export interface Tempo {
  readonly at: number;
  /** Microseconds that a count takes. */
  readonly microseconds: number;
}

/** A stretch of the form. */
export interface ScoreSection {
  readonly kind: SectionKind;
  readonly bar: number;
  readonly bars: number;
}

/** Music written out: every note of every part, and when it is. */
export interface Score {
  /** Id and title of the piece it comes from. */
  readonly piece: string;
  readonly title: string;
  readonly metre: MetreName;
  /** Exact, counted at the rate of sound; the last chord has rung out by then. */
  readonly length: Rational;
  readonly tempos: readonly Tempo[];
  readonly parts: readonly ScorePart[];
  readonly sections: readonly ScoreSection[];
  /** Number of bars; the last one is the last chord. */
  readonly bars: number;
  /** Semitones above C of the key it ends in. */
  readonly tonic: number;
}

/** Seconds from the beginning at a tick, as the tempos have it. */
export function secondsAt(tempos: readonly Tempo[], tick: number): number {
  let seconds = 0;
  for (const [i, tempo] of tempos.entries()) {
    const until = Math.min(tick, tempos[i + 1]?.at ?? tick);
    if (until <= tempo.at) break;
    seconds += ((until - tempo.at) / TICKS) * (tempo.microseconds / 1e6);
  }
  return seconds;
}

/** The tick at a number of seconds, not rounded. */
export function tickAt(tempos: readonly Tempo[], seconds: number): number {
  let left = seconds;
  for (const [i, tempo] of tempos.entries()) {
    const next = tempos[i + 1]?.at;
    const rate = tempo.microseconds / 1e6 / TICKS;
    const span = next === undefined ? Number.POSITIVE_INFINITY : (next - tempo.at) * rate;
    if (left <= span) return tempo.at + left / rate;
    left -= span;
  }
  return 0;
}
