import { byKept, crossFit, type Scored } from './likeness/cross-fit.ts';
import { equalErrorRate } from './likeness/equal-error-rate.ts';
import { groupingRows } from './likeness/grouping.ts';
import { inkFilmRows } from './likeness/ink-film.ts';
import { ARE_PORTRAITS_HERE } from './likeness/portraits.ts';
import { takeSamples } from './likeness/samples.ts';
import { type BenchRow, type BenchTable, rowOf } from './table.ts';

/** In its short form the bench takes every so many-th character with hair and pair of strangers. */
const SHORT = 5;
/** Of what is drawn in ink. */
const INK = 3;

const EXPRESSION = ['expression', 'near-identical'];
const AGE = ['age', 'transformation', 'age+expression', 'age+transformation'];

/**
 * How well likeness tells characters apart and faults from what is none, on painted portraits and on the same drawn
 * in ink. Each score comes from a calibration that saw neither character; in the short form, which only tells whether
 * something broke, from the calibration that is kept.
 */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const name = 'likeness';
  if (!ARE_PORTRAITS_HERE) {
    return { name, rows: [], missing: 'there are no portraits in ../shared/art/portraits.' };
  }
  if (short) {
    const { samples } = await takeSamples(SHORT, false);
    return {
      name: `${name}, by the calibration that is kept`,
      rows: [
        ...rowsOf(byKept(samples)),
        ...(await groupingRows({ short })),
        ...(await inkFilmRows({ short })),
      ],
    };
  }
  return {
    name,
    rows: [
      ...rowsOf(crossFit(await takeSamples(1, false))),
      ...inkRows(crossFit(await takeSamples(INK, true))),
      ...(await groupingRows({ short })),
      ...(await inkFilmRows({ short })),
    ],
  };
}

function rowsOf(scored: readonly Scored[]): BenchRow[] {
  const caught = (what: string, told: string, floor: number) =>
    rowOf(`caught: ${told}`, calledOff(scored, [what]), 'higher', floor);
  const passed = (whats: readonly string[], told: string) =>
    rowOf(`called drift: ${told}`, calledOff(scored, whats), 'lower', 0.05);
  return [
    rowOf('equal errors: expression alone', errors(scored, EXPRESSION), 'lower', 0.06),
    rowOf(
      'equal errors: expression, costume',
      errors(scored, [...EXPRESSION, 'costume']),
      'lower',
      0.12,
    ),
    rowOf('equal errors: age, transformation', errors(scored, AGE), 'lower'),
    caught('hair', 'hair, hue +40 degrees', 0.9),
    caught('clothing', 'clothing recoloured', 0.9),
    caught('face', 'face warped 6 %', 0.9),
    caught('proportions', 'proportions 10 %', 0.9),
    caught('other', 'another character', 0.99),
    passed(EXPRESSION, 'expression'),
    passed(['flip'], 'flip'),
    passed(['bust'], 'crop to bust'),
    passed(['scale'], 'scale'),
    passed(['light'], 'light and shade'),
    passed(['JPEG'], 'JPEG 60'),
    passed(['weather'], 'weather in front'),
    passed(['blur'], 'motion blur'),
  ];
}

function inkRows(scored: readonly Scored[]): BenchRow[] {
  const all = scored.filter(({ sample }) => sample.isTrue === true);
  const off = all.filter(({ isCalledOff }) => isCalledOff).length / Math.max(1, all.length);
  return [
    rowOf('ink: equal errors: expression', errors(scored, EXPRESSION), 'lower'),
    rowOf('ink: equal errors: age, transformation', errors(scored, AGE), 'lower'),
    rowOf('ink: caught: face warped 6 %', calledOff(scored, ['face']), 'higher'),
    rowOf('ink: caught: proportions 10 %', calledOff(scored, ['proportions']), 'higher'),
    rowOf('ink: caught: another character', calledOff(scored, ['other']), 'higher'),
    rowOf('ink: called drift: all that is none', off, 'lower'),
  ];
}

function errors(scored: readonly Scored[], whats: readonly string[]): number {
  const scores = (of: readonly string[]) =>
    scored.filter(({ sample }) => of.includes(sample.what)).map(({ score }) => score);
  return equalErrorRate(scores(whats), scores(['other']));
}

function calledOff(scored: readonly Scored[], whats: readonly string[]): number {
  const all = scored.filter(({ sample }) => whats.includes(sample.what));
  return all.filter(({ isCalledOff }) => isCalledOff).length / Math.max(1, all.length);
}
