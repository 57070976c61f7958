/** A note of a melody: a step of the scale, 0 the tonic, 7 the one above it; null is a rest. */
export interface MotifNote {
  readonly step: number | null;
  /** In counts. */
  readonly length: number;
}

/** A short idea that a piece is made of: one or two bars. */
export type Motif = readonly MotifNote[];

/**
 * Reads a motif as it is written: degrees from 1, `'` an octave up, `,` an octave down, `-` a rest; `:`
 * and the counts where they are not 1. Bar lines are for the eye.
 *
 * @example
 * // Fifth, sixth, fifth, then the third for two counts.
 * motifOf('5 6 5 | 3:2');
 */
export function motifOf(text: string): Motif {
  return text
    .trim()
    .split(/[\s|]+/)
    .map((word) => {
      const found = /^(?:([1-7])([',]*)|-)(?::([\d.]+))?$/.exec(word);
      if (!found) throw new TypeError(`${word} is not a note of a motif.`);
      const [, degree, octaves = '', counts = '1'] = found;
      const up = [...octaves].reduce((sum, mark) => sum + (mark === "'" ? 7 : -7), 0);
      const step = degree === undefined ? null : Number(degree) - 1 + up;
      return { step, length: Number(counts) };
    });
}

/** How long a motif lasts, in counts. */
export function lengthOfMotif(motif: Motif): number {
  return motif.reduce((sum, { length }) => sum + length, 0);
}

/** Up or down by so many steps of the scale. */
export function shifted(motif: Motif, steps: number): Motif {
  return motif.map((note) => ({ ...note, step: note.step === null ? null : note.step + steps }));
}

/** Upside down about its first note. */
export function inverted(motif: Motif): Motif {
  const axis = firstStep(motif);
  return motif.map((note) => ({ ...note, step: note.step === null ? null : 2 * axis - note.step }));
}

/** What of it lies within its first counts; the last note is cut there. */
export function fragment(motif: Motif, counts: number): Motif {
  const kept: MotifNote[] = [];
  let left = counts;
  for (const note of motif) {
    if (left <= 1e-6) break;
    kept.push({ ...note, length: Math.min(note.length, left) });
    left -= note.length;
  }
  return left > 1e-6 ? [...kept, { step: null, length: left }] : kept;
}

/** Slower or faster by a factor: 2 is augmentation, 0.5 diminution. */
export function stretched(motif: Motif, factor: number): Motif {
  return motif.map((note) => ({ ...note, length: note.length * factor }));
}

/**
 * With figures in its longer notes: a third that is leapt gets its passing note, a long note a turn to
 * its neighbour and back. Its own notes stay where they are.
 */
export function ornamented(motif: Motif): Motif {
  return motif.flatMap((note, i): MotifNote[] => {
    const next = motif[i + 1]?.step ?? null;
    if (note.step === null || note.length < 1) return [note];
    const { step, length } = note;
    const half = length / 2;
    if (next !== null && Math.abs(next - step) === 2) {
      const between = (next + step) / 2;
      return [
        { step, length: half },
        { step: between, length: half },
      ];
    }
    if (length >= 2) {
      return [
        { step, length: length - 1 },
        { step: step + 1, length: 0.5 },
        { step, length: 0.5 },
      ];
    }
    return [note];
  });
}

/** The first note that sounds. */
export function firstStep(motif: Motif): number {
  return motif.find(({ step }) => step !== null)?.step ?? 0;
}
