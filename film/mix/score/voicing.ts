import type { Chord } from './chord.ts';
import { wrap } from './key.ts';
import type { Harmony } from './progression.ts';

/** Pitches of a chord from low to high, the bass apart. */
export interface Voicing {
  readonly bass: number;
  readonly upper: readonly number[];
}

/** Where the voices lie, as MIDI pitches. */
export interface VoiceSpace {
  readonly voices: number;
  readonly low: number;
  readonly high: number;
  readonly bassLow: number;
  readonly bassHigh: number;
}

/**
 * Voices a progression: every chord as near to the one before as can be, no two voices in parallel
 * fifths or octaves, the bass included, the leading tone once, nothing muddy between close low notes.
 */
export function voiced(harmonies: readonly Harmony[], space: VoiceSpace): readonly Voicing[] {
  const made: Voicing[] = [];
  for (const harmony of harmonies) {
    const before = made.at(-1);
    const bass = bassPitch(harmony, space, before?.bass);
    let best: Voicing | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const upper of spreads(harmony, space)) {
      if (upper[0]! <= bass) continue;
      const voicing = { bass, upper };
      const cost = shape(voicing, harmony, space) + (before ? motion(before, voicing) : 0);
      if (cost < least) {
        least = cost;
        best = voicing;
      }
    }
    if (!best) throw new RangeError(`No room for ${harmony.chord.name} in its voices.`);
    made.push(best);
  }
  return made;
}

/** The bass note nearest to the one before, towards the middle of its range. */
function bassPitch(harmony: Harmony, space: VoiceSpace, before: number | undefined): number {
  const { bassLow, bassHigh } = space;
  const middle = (bassLow + bassHigh) / 2;
  const semitone = harmony.tonic + harmony.chord.bass.semitone;
  let best = bassLow;
  let least = Number.POSITIVE_INFINITY;
  for (let pitch = bassLow; pitch <= bassHigh; pitch++) {
    if (wrap(pitch - semitone, 12) !== 0) continue;
    const cost = Math.abs(pitch - (before ?? middle)) + Math.abs(pitch - middle) * 0.4;
    if (cost < least) {
      least = cost;
      best = pitch;
    }
  }
  return best;
}

function* spreads(harmony: Harmony, space: VoiceSpace): Generator<readonly number[]> {
  const semitones = harmony.chord.tones.map(({ semitone }) => harmony.tonic + semitone);
  const pitches: number[] = [];
  for (let pitch = space.low; pitch <= space.high; pitch++) {
    if (semitones.some((semitone) => wrap(pitch - semitone, 12) === 0)) pitches.push(pitch);
  }
  function* choose(from: number, chosen: readonly number[]): Generator<readonly number[]> {
    if (chosen.length === space.voices) {
      yield chosen;
      return;
    }
    for (let i = from; i < pitches.length; i++) {
      const last = chosen.at(-1);
      if (last !== undefined && pitches[i]! - last > 12) return;
      yield* choose(i + 1, [...chosen, pitches[i]!]);
    }
  }
  yield* choose(0, []);
}

/** How well a voicing stands by itself. */
function shape({ bass, upper }: Voicing, harmony: Harmony, space: VoiceSpace): number {
  const { chord, tonic } = harmony;
  const count = (semitone: number) =>
    upper.filter((pitch) => wrap(pitch - tonic - semitone, 12) === 0).length;
  const [root, third, fifth, added] = chord.tones;
  let cost = 0;
  if (count(third!.semitone) === 0) cost += 14;
  if (count(third!.semitone) > 1) cost += 3;
  if (added && count(added.semitone) === 0) cost += 6;
  if (added && count(added.semitone) > 1) cost += 5;
  if (count(fifth!.semitone) === 0) cost += 2;
  if (count(root!.semitone) === 0 && chord.bass !== root) cost += 8;
  // The leading tone, and whatever was altered, is not doubled.
  if (count(11) > 1) cost += 10;
  const middle = (space.low + space.high) / 2;
  const mean = upper.reduce((sum, pitch) => sum + pitch, 0) / upper.length;
  cost += Math.abs(mean - middle) * 0.5;
  for (let i = 1; i < upper.length; i++) {
    const gap = upper[i]! - upper[i - 1]!;
    if (gap <= 2 && upper[i]! < 60) cost += 6;
    if (gap === 1) cost += 6;
    if (gap > 9) cost += 1.5;
  }
  if (upper[0]! - bass < 5 && bass < 50) cost += 6;
  return cost;
}

/** How well one voicing goes over into the next. */
function motion(before: Voicing, after: Voicing): number {
  let cost = 0;
  const a = [before.bass, ...before.upper];
  const b = [after.bass, ...after.upper];
  after.upper.forEach((pitch, i) => {
    const moved = Math.abs(pitch - before.upper[i]!);
    cost += moved * 0.7 + (moved > 5 ? 3 : 0);
  });
  return cost + 30 * parallels(a, b);
}

/** Pairs of voices that go from one fifth or octave into another. */
export function parallels(before: readonly number[], after: readonly number[]): number {
  let found = 0;
  for (let i = 0; i < before.length; i++) {
    for (let j = i + 1; j < before.length; j++) {
      const was = wrap(before[j]! - before[i]!, 12);
      const is = wrap(after[j]! - after[i]!, 12);
      const stays = before[i] === after[i] && before[j] === after[j];
      const bothMove = before[i] !== after[i] && before[j] !== after[j];
      if (!stays && bothMove && was === is && (is === 7 || is === 0)) found += 1;
    }
  }
  return found;
}

/** Tones of a chord above a pitch, from low to high: what a figure goes on with past its voicing. */
export function tonesAbove(chord: Chord, tonic: number, above: number, count: number): number[] {
  const found: number[] = [];
  for (let pitch = above + 1; found.length < count; pitch++) {
    if (chord.tones.some(({ semitone }) => wrap(pitch - tonic - semitone, 12) === 0)) {
      found.push(pitch);
    }
  }
  return found;
}
