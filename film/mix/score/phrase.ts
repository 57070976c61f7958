import { wrap } from './key.ts';
import { type Ground, type MelodyNote, placeMotif, settled, toChord } from './melody.ts';
import { weightAt } from './metre.ts';
import { fragment, lengthOfMotif, type Motif, ornamented } from './motif.ts';
import { harmonyAt } from './progression.ts';

/** How a phrase closes: open on what is not the tonic, or closed on it. */
export type Cadence = 'half' | 'full';

/** What a phrase is made from. */
export interface PhrasePlan extends Ground {
  readonly motif: Motif;
  readonly bars: number;
  readonly cadence: Cadence;
  /** The step its notes lie around. */
  readonly around: number;
  /** Moves the motif as it is written, for the first statement; otherwise it is fitted. */
  readonly isStatement: boolean;
  /** How it is gone on with after the motif; by seed. */
  readonly growth: 'sequence' | 'fragments' | 'tail';
  /** Steps by which what follows begins higher or lower, time after time; by seed. */
  readonly heading: number;
}

const ANYWHERE = [0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6, 6, -7, 7];

/**
 * The melody of a phrase: the motif, its continuation, a cadence in the last bar. The continuation is the
 * motif again on other steps (`sequence`), its beginning twice (`fragments`), or its end (`tail`).
 */
export function phraseMelody(plan: PhrasePlan): readonly MelodyNote[] {
  const { motif, metre, bars, cadence, around, growth } = plan;
  const { counts } = metre;
  const close = (bars - 1) * counts;
  const goal = cadenceStep(plan, close);
  const whole = lengthOfMotif(motif);
  const notes: MelodyNote[] = [];
  let at = 0;
  let begun: number | undefined;
  const put = (cell: Motif, moves: readonly number[]) => {
    const length = lengthOfMotif(cell);
    const to = at + length >= close - 1e-6 ? goal : undefined;
    const wish = begun === undefined ? undefined : begun + plan.heading;
    const from = notes.at(-1)?.step;
    const placing = { at, from, to, around, moves, wish, avoid: begun };
    const placed = placeMotif(cell, plan, placing);
    notes.push(...placed);
    begun = placed[0]?.step ?? begun;
    at += length;
  };
  if (whole <= close) put(motif, plan.isStatement ? [0] : ANYWHERE);
  while (at < close - 1e-6) {
    const left = close - at;
    if (left >= whole && growth === 'sequence') put(motif, ANYWHERE.slice(1));
    else if (left >= counts && growth === 'fragments' && counts % 2 === 0) {
      put(fragment(motif, counts / 2), ANYWHERE);
    } else put(lastOf(motif, Math.min(left, counts)), ANYWHERE);
  }
  const lead = cadence === 'full' ? led(notes, goal, plan) : notes;
  const breath = cadence === 'full' ? 0 : Math.min(1, counts / 4);
  return [...lead, { at: close, length: counts - breath, step: goal }];
}

/** The note before a close goes to it by step, from the side where the line lies. */
function led(notes: readonly MelodyNote[], goal: number, ground: Ground): readonly MelodyNote[] {
  const last = notes.at(-1);
  if (!last || Math.abs(last.step - goal) === 1) return notes;
  const harmony = harmonyAt(ground.harmonies, last.at);
  const line = notes.at(-2)?.step ?? last.step;
  const sides = line > goal ? [1, -1] : [-1, 1];
  const side = sides.find((each) => toChord(goal + each, harmony) === 0);
  return side === undefined ? notes : [...notes.slice(0, -1), { ...last, step: goal + side }];
}

/** What of a motif lies within its last counts. */
function lastOf(motif: Motif, counts: number): Motif {
  const reversed = fragment([...motif].reverse(), counts);
  return [...reversed].reverse();
}

/** Where a phrase comes to rest: the tonic nearest its motif, or the tone of its last chord that lies nearest its middle. */
function cadenceStep({ cadence, around, harmonies, motif }: PhrasePlan, at: number): number {
  if (cadence === 'full') {
    const sung = motif.flatMap(({ step }) => (step === null ? [] : [step]));
    const mean = sung.reduce((sum, step) => sum + step, 0) / sung.length;
    return Math.floor((mean + 3.5) / 7) * 7;
  }
  const middle = Math.round(around);
  return middle + toChord(middle, harmonyAt(harmonies, at), -1);
}

/** A melody with figures in its long notes, over the same harmony; its cadence stays plain. */
export function variedMelody(
  notes: readonly MelodyNote[],
  ground: Ground,
  closeAt: number,
): readonly MelodyNote[] {
  const close = notes.filter(({ at }) => at >= closeAt - 1e-6);
  const moving = notes.filter(({ at }) => at < closeAt - 1e-6);
  const varied: MelodyNote[] = [];
  moving.forEach((note, i) => {
    const next = moving[i + 1];
    const touches = next !== undefined && Math.abs(note.at + note.length - next.at) < 1e-6;
    const pair: Motif = touches
      ? [
          { step: note.step, length: note.length },
          { step: next.step, length: 1 },
        ]
      : [{ step: note.step, length: note.length }];
    let at = note.at;
    for (const figure of ornamented(pair)) {
      if (at >= note.at + note.length - 1e-6) break;
      if (figure.step !== null) varied.push({ at, length: figure.length, step: figure.step });
      at += figure.length;
    }
  });
  return [...settled(varied, ground), ...close];
}

/**
 * A second voice under a melody: thirds or sixths below that belong to the chord, one for every note that
 * has weight or length. It never lies within a second of the melody.
 */
export function secondVoice(notes: readonly MelodyNote[], ground: Ground): readonly MelodyNote[] {
  return notes
    .filter((note) => weightAt(ground.metre, note.at) >= 0.35 || note.length >= 1)
    .map((note): MelodyNote => {
      const harmony = harmonyAt(ground.harmonies, note.at);
      const isTone = (step: number) =>
        harmony.chord.tones.some((tone) => tone.step === wrap(step, 7));
      const below = [2, 5, 3, 4].find((steps) => isTone(note.step - steps)) ?? 2;
      return { ...note, step: note.step - below };
    });
}
