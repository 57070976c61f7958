/** Scales of seven steps, in semitones above the tonic. */
export const MODES = {
  major: [0, 2, 4, 5, 7, 9, 11],
  minor: [0, 2, 3, 5, 7, 8, 10],
  dorian: [0, 2, 3, 5, 7, 9, 10],
  phrygian: [0, 1, 3, 5, 7, 8, 10],
  lydian: [0, 2, 4, 6, 7, 9, 11],
  mixolydian: [0, 2, 4, 5, 7, 9, 10],
  /** Minor with two augmented seconds: a cold, foreign colour. */
  hungarian: [0, 2, 3, 6, 7, 8, 11],
} as const satisfies Readonly<Record<string, readonly number[]>>;
export type Mode = keyof typeof MODES;

/** A tonic and the scale on it. */
export interface Key {
  /** Semitones above C, 0 to 11. */
  readonly tonic: number;
  readonly mode: Mode;
}

const LETTERS: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/**
 * Reads a key as it is written: `G major`, `Bb minor`, `F# dorian`.
 *
 * @throws TypeError for a key that is none: keys are written in our own pieces
 */
export function keyOf(text: string): Key {
  const found = /^([A-G])([b#]?) (\w+)$/.exec(text);
  if (!found || !(found[3]! in MODES)) throw new TypeError(`${text} is not a key.`);
  const shift = found[2] === 'b' ? -1 : found[2] === '#' ? 1 : 0;
  return { tonic: (LETTERS[found[1]!]! + shift + 12) % 12, mode: found[3] as Mode };
}

/** The remainder that is never below zero. */
export function wrap(value: number, size: number): number {
  return ((value % size) + size) % size;
}

/** The same scale on a tonic so many semitones away. */
export function transposed(key: Key, semitones: number): Key {
  return { ...key, tonic: wrap(key.tonic + semitones, 12) };
}

/**
 * The MIDI pitch of a step of a scale: step 0 is the tonic in the octave of middle C (60 to 71), 7 the
 * tonic above it. `scale` has semitones above the tonic, as a chord may have altered them.
 */
export function pitchOfStep(step: number, tonic: number, scale: readonly number[]): number {
  return 60 + tonic + 12 * Math.floor(step / 7) + scale[wrap(step, 7)]!;
}
