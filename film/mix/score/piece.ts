import type { Mood } from '../../story/mood.ts';
import type { DrumName, InstrumentName } from './instrument.ts';
import type { MetreName } from './metre.ts';

/** What a stretch of music is there for. */
export const SECTION_KINDS = ['intro', 'theme', 'variation', 'bridge', 'return', 'coda'] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** How loud a piece is by nature. */
export type Dynamic = 'p' | 'mp' | 'mf' | 'f';

interface PartBasics {
  /** Sections it plays in; missing: all of them. */
  readonly in?: readonly SectionKind[];
  /** Loudness beside what the instrument usually has: 1, the default. */
  readonly level?: number;
  /** Octaves up or down from where the instrument sounds best. */
  readonly octave?: number;
}

/** One player's part. */
export type Part =
  /** The tune. */
  | (PartBasics & { readonly plays: 'melody'; readonly on: InstrumentName })
  /** A second voice under the tune, in thirds and sixths. */
  | (PartBasics & { readonly plays: 'second'; readonly on: InstrumentName })
  /**
   * The harmony, in a pattern: a token for each step of so many counts. Digits are voices from below (4
   * and more go on upwards), `*` all of them, `.` holds, `-` rests; `!` after it is an accent, `?` a note
   * that is left out now and then.
   */
  | (PartBasics & {
      readonly plays: 'chords';
      readonly on: InstrumentName;
      readonly as: string;
      readonly step: number;
    })
  /** The bass, in a pattern: 1 the chord's lowest tone, 5 its fifth, 8 the octave, `~` a step into the next chord. */
  | (PartBasics & {
      readonly plays: 'bass';
      readonly on: InstrumentName;
      readonly as: string;
      readonly step: number;
    })
  /** Percussion, in a pattern of `x`, `o` (soft), `-`. */
  | (PartBasics & {
      readonly plays: 'drum';
      readonly on: DrumName;
      readonly as: string;
      readonly step: number;
    });

/** A piece of the library: what a composer writes down before the parts are written out. */
export interface Piece {
  readonly id: string;
  readonly title: string;
  readonly mood: Mood;
  /** As `keyOf` reads it. */
  readonly key: string;
  readonly metre: MetreName;
  /** Counts a minute. */
  readonly tempo: number;
  readonly dynamic: Dynamic;
  /** The idea it is made of, as `motifOf` reads it: one or two bars. */
  readonly motif: string;
  /** The idea of the bridge; missing: the motif upside down. */
  readonly answer?: string;
  /** How a phrase goes on after its motif; missing: by seed. */
  readonly growth?: 'sequence' | 'fragments' | 'tail';
  /** Eight bars, as `progressionOf` reads them: the fourth is open, the eighth closes. */
  readonly theme: string;
  /** Eight bars of other harmony for the same tune; missing: the theme's. */
  readonly variation?: string;
  /** Eight bars that lead away; the last leads back. */
  readonly bridge: string;
  /** Four bars that close. */
  readonly coda: string;
  /** Semitones that the return is lifted by in a long form; missing: 0. */
  readonly lift?: number;
  readonly parts: readonly Part[];
}

/** Whether a part plays in a section. */
export function playsIn(part: Part, section: SectionKind): boolean {
  return part.in === undefined || part.in.includes(section);
}

/** The parts of a piece; who has the tune first has it in every section that has none. */
export function partsOf(piece: Piece): readonly Part[] {
  const tunes = piece.parts.filter(({ plays }) => plays === 'melody');
  const lacking = SECTION_KINDS.filter(
    (section) => section !== 'intro' && !tunes.some((part) => playsIn(part, section)),
  );
  return piece.parts.map((part) =>
    part === tunes[0] && part.in !== undefined && lacking.length > 0
      ? { ...part, in: [...part.in, ...lacking] }
      : part,
  );
}
