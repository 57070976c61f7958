import type { SectionKind } from './piece.ts';

/** Four bars of a form, fewer in an introduction or a very short cue, five where the close is drawn out. */
export interface FormPhrase {
  readonly section: SectionKind;
  /** Which four bars of the section's eight: 0 opens, 1 closes. */
  readonly half: 0 | 1;
  /** Number of its first bar. */
  readonly bar: number;
  readonly bars: number;
  /** How often its section came before. */
  readonly pass: number;
  /** Whether the piece ends with it: its last bar is the last chord. */
  readonly isLast: boolean;
  /** Whether its third bar is drawn out to two, so that the length comes out. */
  readonly isDrawnOut: boolean;
}

/**
 * Lays out so many bars, the last of which is the last chord. Whole phrases of four bars make sections of
 * two: theme, variation, bridge, return and what a length needs of them; one or two bars that are left
 * over become an introduction, a third one draws out the last cadence.
 *
 * @example
 * // 34 bars: two of introduction, then theme, variation, bridge and return of eight each.
 */
export function planForm(bars: number): readonly FormPhrase[] {
  if (bars < 5) return [phrase('return', 1, 0, bars, { isLast: true })];
  const left = bars % 4;
  const intro = Math.min(2, left);
  const isDrawnOut = left === 3;
  const kinds = phraseKinds((bars - left) / 4);
  const passes = new Map<SectionKind, number>();
  const phrases: FormPhrase[] = [];
  if (intro > 0) phrases.push(phrase('intro', 0, 0, intro));
  let bar = intro;
  kinds.forEach(({ section, half }, i) => {
    const isLast = i === kinds.length - 1;
    const length = isLast && isDrawnOut ? 5 : 4;
    const opens = half === 0 || kinds[i - 1]?.section !== section;
    const pass = (passes.get(section) ?? -1) + (opens ? 1 : 0);
    passes.set(section, pass);
    const drawn = isLast && isDrawnOut;
    phrases.push({ ...phrase(section, half, bar, length, { isLast }), pass, isDrawnOut: drawn });
    bar += length;
  });
  return phrases;
}

function phrase(
  section: SectionKind,
  half: 0 | 1,
  bar: number,
  bars: number,
  about: { readonly isLast?: boolean } = {},
): FormPhrase {
  const isLast = about.isLast ?? false;
  return { section, half, bar, bars, pass: 0, isLast, isDrawnOut: false };
}

type PhraseKind = Pick<FormPhrase, 'section' | 'half'>;

/** Which phrases a number of them is. */
function phraseKinds(count: number): readonly PhraseKind[] {
  const both = (section: SectionKind): PhraseKind[] => [
    { section, half: 0 },
    { section, half: 1 },
  ];
  const theme = both('theme');
  const coda: PhraseKind[] = count % 2 === 1 ? [{ section: 'coda', half: 0 }] : [];
  switch (count) {
    case 1:
      return [{ section: 'return', half: 1 }];
    case 2:
    case 3:
      return [...theme, ...coda];
    case 4:
    case 5:
      // The old song form: the bridge only leads back.
      return [...theme, { section: 'bridge', half: 1 }, { section: 'return', half: 1 }, ...coda];
    default: {
      const middle = Math.floor(count / 2) - 2;
      const sections: SectionKind[] = [];
      for (let i = middle - 1; i >= 0; i--) {
        const turn = (['bridge', 'variation', 'theme'] as const)[i % 3]!;
        // The theme does not follow itself.
        sections.push(sections.length === 0 && turn === 'theme' ? 'variation' : turn);
      }
      return [...theme, ...sections.flatMap(both), ...both('return'), ...coda];
    }
  }
}

/** How much a bar line is worth as the place of a turn: sections before phrases before bars. */
export function weightOfBar(phrases: readonly FormPhrase[], bar: number): number {
  const begins = phrases.find((each) => each.bar === bar);
  if (!begins) return 1;
  return begins.half === 0 ? 2 : 1.5;
}
