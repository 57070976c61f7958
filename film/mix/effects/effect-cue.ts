import type { Shot } from '../../board/shot.ts';
import { SOUND_RATE } from '../../media/sound.ts';
import { type Rational, rational, rescale } from '../../time/rational.ts';
import type { TimeRange } from '../../time/time-range.ts';
import { type EffectKind, isAmbience } from './effect-kind.ts';
import { proposeEffects, type ShotPlace } from './propose-effects.ts';

/** An effect in its place in a film; `synthesise` makes it from kind, length and seed. */
export interface EffectCue {
  readonly kind: EffectKind;
  /** Film time, counted at `SOUND_RATE`. */
  readonly range: TimeRange;
  /** Decibels. */
  readonly gain: number;
  readonly seed: number;
  /** How long it comes up and goes down, counted at `SOUND_RATE`; 0 for what happens at once. */
  readonly fadeIn: Rational;
  readonly fadeOut: Rational;
}

/** A shot where it is in the film. */
export interface ShotInFilm extends ShotPlace {
  readonly shot: Shot;
  /** Film time of its first frame. */
  readonly start: Rational;
}

/** The air of a place comes up and goes down over so many seconds, and lingers behind its shot. */
const RISE = 0.25;
const LINGER = 0.5;
/** Seconds of one piece of it, and over which two of them cross. */
const PIECE = 60;
const CROSS = 1.5;

interface Bed {
  kind: EffectKind;
  from: number;
  to: number;
  gain: number;
  /** The shot that it begins with. */
  own: string;
}

function seedOf(name: string, seed: number): number {
  let mixed = seed | 0;
  for (const letter of name) mixed = Math.imul(mixed ^ letter.codePointAt(0)!, 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 1;
}

/**
 * The effects of shots in order. An ambience goes on through all shots that follow each other and have
 * it, as one sound, so that a cut is not heard; it ends a little after the last of them, no later than
 * `end`. What happens, happens where its shot has it.
 *
 * @param end film time at which nothing is heard any more
 */
export function effectCues(
  shots: readonly ShotInFilm[],
  seed: number,
  end: Rational,
): readonly EffectCue[] {
  const samples = (time: Rational) => rescale(time, SOUND_RATE).value;
  const last = samples(end);
  const beds: Bed[] = [];
  const cues: EffectCue[] = [];
  const fade = (seconds: number) => rational(Math.round(seconds * SOUND_RATE), SOUND_RATE);
  const put = (
    kind: EffectKind,
    from: number,
    to: number,
    gain: number,
    fades: readonly [number, number],
    own: string,
  ) => {
    const length = Math.min(to, last) - from;
    if (length < SOUND_RATE / 20) return;
    cues.push({
      kind,
      range: { start: rational(from, SOUND_RATE), duration: rational(length, SOUND_RATE) },
      gain,
      // Its shot's and its kind's own: another sound elsewhere does not change it.
      seed: seedOf(`${own} ${kind}`, seed),
      fadeIn: fade(fades[0]),
      fadeOut: fade(fades[1]),
    });
  };
  for (const { shot, start, ...place } of shots) {
    const from = samples(start);
    const to = from + samples(shot.length);
    for (const { kind, at, length, gain } of proposeEffects(shot, place)) {
      if (!isAmbience(kind)) {
        put(
          kind,
          from + samples(at),
          from + samples(at) + samples(length),
          gain,
          [0, 0.05],
          shot.id,
        );
        continue;
      }
      // Shots overlap where one blends into the next, and a frame may be lost to rounding.
      const goesOn = beds.find((bed) => bed.kind === kind && bed.to >= from - SOUND_RATE / 10);
      if (goesOn) {
        goesOn.to = Math.max(goesOn.to, to);
        goesOn.gain = Math.max(goesOn.gain, gain);
      } else beds.push({ kind, from, to, gain, own: shot.id });
    }
  }
  for (const { kind, from, to, gain, own } of beds) {
    const end = to + Math.round(LINGER * SOUND_RATE);
    // A long one is laid in pieces that cross, all but the last the same sound: memory stays small.
    const step = Math.round((PIECE - CROSS) * SOUND_RATE);
    for (let at = from; at === from || at + Math.round(CROSS * SOUND_RATE) < end; at += step) {
      const stops = Math.min(at + Math.round(PIECE * SOUND_RATE), end);
      const fades = [at === from ? RISE : CROSS, stops === end ? LINGER : CROSS] as const;
      put(kind, at, stops, gain, fades, own);
    }
  }
  return cues.sort((a, b) => a.range.start.value - b.range.start.value);
}
