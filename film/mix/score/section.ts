import type { FormPhrase } from './form.ts';
import { keyOf, transposed } from './key.ts';
import { type MelodyNote, settled } from './melody.ts';
import type { Metre } from './metre.ts';
import { inverted, motifOf, shifted } from './motif.ts';
import { phraseMelody, variedMelody } from './phrase.ts';
import type { Piece } from './piece.ts';
import { barsIn, type Harmony, progressionOf } from './progression.ts';

/** A phrase of the form with its harmony and its tune; times in counts from its own beginning. */
export interface WrittenPhrase {
  readonly form: FormPhrase;
  readonly harmonies: readonly Harmony[];
  /** Empty in an introduction. */
  readonly melody: readonly MelodyNote[];
}

/** Where the tune of a piece lies: around the fifth over its tonic, and higher in its bridge. */
const AROUND = { theme: 4, bridge: 6 } as const;

/**
 * Writes the phrases of a form: the theme's tune is made once and comes back as it was; the variation
 * puts figures into it, the bridge takes the motif to other harmony, the coda breaks it up.
 *
 * @param semitones moves the whole piece into another key
 */
export function writePhrases(
  piece: Piece,
  metre: Metre,
  form: readonly FormPhrase[],
  choose: (count: number) => number,
  semitones = 0,
): readonly WrittenPhrase[] {
  const key = transposed(keyOf(piece.key), semitones);
  const { counts } = metre;
  const sections = new Set(form.filter(({ half }) => half === 0).map(({ section }) => section));
  const lift = form.length >= 10 ? (piece.lift ?? 0) : 0;
  const motif = motifOf(piece.motif);
  const answer = piece.answer === undefined ? inverted(motif) : motifOf(piece.answer);
  const growths = ['sequence', 'fragments', 'tail'] as const;
  const growth = piece.growth ?? growths[choose(growths.length)]!;
  const bridgeGrowth = growths[choose(growths.length)]!;
  const heading = [1, -1, 2, -2][choose(4)]!;

  const harmoniesOf = ({ section, half, bars, isLast, isDrawnOut, pass }: FormPhrase) => {
    const isLifted = lift !== 0 && (section === 'return' || (section === 'coda' && isLast));
    const here = isLifted ? transposed(key, lift) : key;
    const written = (text: string, of: typeof key = here) => progressionOf(text, of, counts);
    const eight = (text: string) => slice(written(text), half * 4 * counts, 4 * counts);
    switch (section) {
      case 'intro':
        return slice(written(piece.theme), 0, bars * counts);
      case 'theme':
        return eight(piece.theme);
      case 'variation':
        return eight(piece.variation ?? piece.theme);
      case 'bridge': {
        const chords = eight(piece.bridge);
        // The last bar of the bridge already speaks in the key that it leads to.
        if (lift === 0 || half === 0 || !sections.has('return') || pass > 0) return chords;
        const lead = slice(
          written(piece.bridge, transposed(key, lift)),
          (barsIn(piece.bridge) - 1) * counts,
          counts,
        );
        return [
          ...chords.filter(({ at }) => at < 3 * counts),
          ...lead.map((each) => ({ ...each, at: each.at + 3 * counts })),
        ];
      }
      case 'return': {
        const text = written(piece.theme);
        if (bars < 4) return slice(text, (8 - bars) * counts, bars * counts);
        const chords = slice(text, half * 4 * counts, 4 * counts);
        return isDrawnOut ? drawnOut(chords, counts) : chords;
      }
      case 'coda': {
        const chords = written(piece.coda);
        return isDrawnOut ? drawnOut(chords, counts) : chords;
      }
    }
  };

  const kept = new Map<string, readonly MelodyNote[]>();
  const tune = (each: FormPhrase, harmonies: readonly Harmony[]): readonly MelodyNote[] => {
    const { section, half, bars } = each;
    const ground = { harmonies, metre };
    const isClosing = half === 1 || each.isLast;
    const cadence = isClosing && section !== 'bridge' ? ('full' as const) : ('half' as const);
    const theme = (): readonly MelodyNote[] => {
      const place = `${half}`;
      const known = kept.get(place);
      if (known) return known;
      const base = slice(progressionOf(piece.theme, key, counts), half * 4 * counts, 4 * counts);
      const made = phraseMelody({
        harmonies: base,
        metre,
        motif,
        bars: 4,
        cadence: half === 1 ? 'full' : 'half',
        around: AROUND.theme,
        isStatement: true,
        growth: half === 1 && growth === 'sequence' ? 'tail' : growth,
        heading: half === 1 ? -heading : heading,
      });
      kept.set(place, made);
      return made;
    };
    const plan = {
      ...ground,
      motif,
      bars,
      cadence,
      around: AROUND.theme,
      isStatement: true,
      growth,
      heading,
    };
    switch (section) {
      case 'intro':
        return [];
      case 'theme':
        return theme();
      case 'variation':
        return variedMelody(settled(theme(), ground), ground, (bars - 1) * counts);
      case 'bridge':
        return phraseMelody({
          ...plan,
          motif: half === 1 ? answer : shifted(answer, 1),
          around: AROUND.bridge,
          isStatement: false,
          growth: bridgeGrowth,
        });
      case 'return':
        return bars === 4 ? theme() : phraseMelody(plan);
      case 'coda':
        return phraseMelody({ ...plan, cadence: 'full', isStatement: false, growth: 'tail' });
    }
  };

  return form.map((each): WrittenPhrase => {
    const harmonies = harmoniesOf(each);
    return { form: each, harmonies, melody: tune(each, harmonies) };
  });
}

/** The harmonies between two moments, counted from the first of them. */
function slice(harmonies: readonly Harmony[], from: number, length: number): readonly Harmony[] {
  return harmonies
    .filter(({ at }) => at >= from - 1e-6 && at < from + length - 1e-6)
    .map((each) => ({ ...each, at: each.at - from }));
}

/** Four bars in five: the third takes two. */
function drawnOut(harmonies: readonly Harmony[], counts: number): readonly Harmony[] {
  return harmonies.flatMap((each): Harmony[] => {
    const bar = Math.floor(each.at / counts + 1e-6);
    if (bar < 2) return [each];
    if (bar === 3) return [{ ...each, at: each.at + counts }];
    const inBar = harmonies.filter(({ at }) => Math.floor(at / counts + 1e-6) === 2);
    if (inBar.length === 1) {
      return [each, { ...each, at: each.at + counts }];
    }
    return [{ ...each, at: 2 * counts + (each.at - 2 * counts) * 2, length: each.length * 2 }];
  });
}
