import { pitchOfStep, wrap } from './key.ts';
import { type Metre, weightAt } from './metre.ts';
import type { Motif } from './motif.ts';
import { type Harmony, harmonyAt } from './progression.ts';

/** A note of a melody where it sounds, still as a step of the scale of its moment. */
export interface MelodyNote {
  /** Counts from the beginning of the phrase. */
  readonly at: number;
  readonly length: number;
  /** 0 is the tonic of its moment's key, 7 the one above. */
  readonly step: number;
}

/** What a phrase's melody is laid over. */
export interface Ground {
  readonly harmonies: readonly Harmony[];
  readonly metre: Metre;
}

/** Where a motif goes. */
export interface Placing {
  /** Counts from the beginning of the phrase. */
  readonly at: number;
  /** What sounded before, if anything. */
  readonly from?: number | undefined;
  /** Where the line goes on to after it. */
  readonly to?: number | undefined;
  /** The step its notes should lie around. */
  readonly around: number;
  /** Steps that it may be moved by; in order of preference where they fit alike. */
  readonly moves: readonly number[];
  /** Where its first note is wished for: a sequence goes somewhere. */
  readonly wish?: number | undefined;
  /** A first note that would only say the same again. */
  readonly avoid?: number | undefined;
}

/** Distance in steps from a step to the nearest tone of a chord, with its sign. */
export function toChord(step: number, harmony: Harmony, towards = 0): number {
  for (let away = 0; away <= 3; away++) {
    const signs = towards < 0 ? [-1, 1] : [1, -1];
    for (const sign of signs) {
      const tried = wrap(step + sign * away, 7);
      if (harmony.chord.tones.some((tone) => tone.step === tried)) return sign * away;
    }
  }
  return 0;
}

/**
 * Lays a motif over the harmony: moved as a whole by the number of steps at which its weighty notes are
 * tones of the chords, close to what came before and leading to what comes after. Then single notes give
 * way: a weighty one goes to the nearest tone of its chord unless it resolves by step, a light one may
 * pass.
 */
export function placeMotif(motif: Motif, ground: Ground, placing: Placing): readonly MelodyNote[] {
  let best: readonly MelodyNote[] = [];
  let least = Number.POSITIVE_INFINITY;
  placing.moves.forEach((move, order) => {
    const notes = laid(motif, placing.at, move);
    const cost = misfit(notes, ground, placing) + order * 0.05;
    if (cost < least) {
      least = cost;
      best = notes;
    }
  });
  return settled(best, ground);
}

function laid(motif: Motif, at: number, move: number): readonly MelodyNote[] {
  const notes: MelodyNote[] = [];
  let time = at;
  for (const { step, length } of motif) {
    if (step !== null) notes.push({ at: time, length, step: step + move });
    time += length;
  }
  return notes;
}

function misfit(notes: readonly MelodyNote[], ground: Ground, placing: Placing): number {
  let cost = 0;
  for (const note of notes) {
    const off = Math.abs(toChord(note.step, harmonyAt(ground.harmonies, note.at)));
    cost += off * off * importance(note, ground.metre) * 3;
  }
  const first = notes[0];
  const last = notes.at(-1);
  if (!first || !last) return cost;
  if (placing.from !== undefined) cost += leap(first.step - placing.from);
  if (placing.to !== undefined) cost += leap(placing.to - last.step) * 1.2;
  if (placing.wish !== undefined) cost += Math.abs(first.step - placing.wish) * 0.3;
  if (first.step === placing.avoid) cost += 1.5;
  const mean = notes.reduce((sum, { step }) => sum + step, 0) / notes.length;
  return cost + Math.abs(mean - placing.around) * 0.35;
}

/** A step is easiest to sing, a repeated note a little less; wide leaps are hard. */
function leap(steps: number): number {
  const size = Math.abs(steps);
  if (size === 0) return 0.5;
  return size <= 2 ? 0.15 * (size - 1) : 0.3 * size - 0.4 + (size > 6 ? 4 : 0);
}

function importance(note: MelodyNote, metre: Metre): number {
  return weightAt(metre, note.at) * (note.length >= 1.5 ? 1.5 : note.length >= 1 ? 1 : 0.6);
}

/** Lets single notes give way to the harmony; every note keeps its place and length. */
export function settled(notes: readonly MelodyNote[], ground: Ground): readonly MelodyNote[] {
  const steps = notes.map(({ step }) => step);
  const isWeighty = notes.map(
    (note) => weightAt(ground.metre, note.at) >= 0.6 || note.length >= 1.5,
  );
  const off = (i: number): number => {
    const next = steps[i + 1];
    const towards = next === undefined ? 0 : next - steps[i]!;
    return toChord(steps[i]!, harmonyAt(ground.harmonies, notes[i]!.at), towards);
  };
  notes.forEach((note, i) => {
    if (!isWeighty[i]) return;
    const away = off(i);
    if (away === 0) return;
    const next = notes[i + 1];
    const resolves =
      next !== undefined &&
      note.length <= 1 &&
      next.step - note.step === -1 &&
      toChord(next.step, harmonyAt(ground.harmonies, next.at)) === 0;
    if (!resolves) steps[i] = steps[i]! + away;
  });
  notes.forEach((_, i) => {
    if (isWeighty[i] || off(i) === 0) return;
    const before = steps[i - 1];
    const after = steps[i + 1];
    const near = (step: number | undefined) =>
      step !== undefined && Math.abs(step - steps[i]!) <= 1;
    // Reached by step and left by step, or one of both where the other side is silent.
    const passes =
      (near(before) && near(after)) ||
      (before === undefined && near(after)) ||
      (after === undefined && near(before));
    if (!passes) steps[i] = steps[i]! + off(i);
  });
  return notes.map((note, i) => ({ ...note, step: steps[i]! }));
}

/**
 * The pitches of a melody, MIDI numbers with the tonic's octave at middle C. In minor, the sixth is
 * raised where it goes up to a raised seventh: nobody sings that augmented second.
 */
export function pitchesOf(
  notes: readonly MelodyNote[],
  harmonies: readonly Harmony[],
): readonly number[] {
  return notes.map((note, i) => {
    const { chord, tonic } = harmonyAt(harmonies, note.at);
    const pitch = pitchOfStep(note.step, tonic, chord.scale);
    const neighbours = [notes[i - 1]?.step, notes[i + 1]?.step];
    const isMinorGap = chord.scale[6]! - chord.scale[5]! === 3 && chord.scale[2] === 3;
    const isSixth = wrap(note.step, 7) === 5 && !chord.tones.some(({ step }) => step === 5);
    if (isMinorGap && isSixth && chord.scale[3] === 5 && neighbours.includes(note.step + 1)) {
      return pitch + 1;
    }
    return pitch;
  });
}
