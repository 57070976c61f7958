import { writeFileSync } from 'node:fs';
import type { Calibration } from '@inkreel/film/cast/calibration.ts';
import type { IdentityMiddles } from '@inkreel/film/cast/identity-middles.ts';
import { calibrated, crossFit, curveOf, middlesOf } from './cross-fit.ts';
import type { SampleSet } from './samples.ts';

const CAST = new URL('../../film/cast/', import.meta.url);
/** Vectors are kept as whole numbers of this size. */
const SCALE = 2000;

function calibrationOf(set: SampleSet): Calibration {
  const scored = crossFit(set);
  const scores = (isTrue: boolean) =>
    scored.filter(({ sample }) => sample.isTrue === isTrue).map(({ score }) => score);
  const { weights, tolerances } = calibrated(set);
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return {
    weights: [round(weights[0]), round(weights[1]), round(weights[2])],
    tolerances: Object.fromEntries(
      Object.entries(tolerances).map(([name, value]) => [name, round(value)]),
    ) as Calibration['tolerances'],
    trueScores: curveOf(scores(true)),
    otherScores: curveOf(scores(false)),
  };
}

function write(file: string, lines: readonly string[]): void {
  writeFileSync(new URL(file, CAST), `${lines.join('\n')}\n`);
}

/**
 * Writes what `film/cast` knows of scores. Weights and tolerances are learned from all characters; the curves are made
 * of scores that were given without the characters they are of.
 */
export function writeTables(painted: SampleSet, ink: SampleSet): void {
  const middles = middlesOf([...painted.firsts.values()]);
  const ofInk = middlesOf([...ink.firsts.values()]);
  const table = {
    painted: calibrationOf(painted),
    ink: calibrationOf(ink),
  };
  write('calibration-table.ts', [
    "import type { Calibration } from './calibration.ts';",
    "import type { LikenessKind } from './likeness-kind.ts';",
    '',
    '// Made by `node bench/likeness/calibrate.ts`; not to be edited by hand.',
    '',
    '/** What is known of scores, by kind of art. */',
    'export const CALIBRATIONS: Readonly<Record<LikenessKind, Calibration>> =',
    `  ${JSON.stringify(table)};`,
  ]);
  write('identity-middle-table.ts', [
    '// Made by `node bench/likeness/calibrate.ts`; not to be edited by hand.',
    '',
    '/** The mean of what a network sees in portraits of many characters, look by look, `scale` times as large. */',
    'export const IDENTITY_MIDDLE_TABLE = {',
    `  network: '${middles.network}',`,
    `  scale: ${SCALE},`,
    '  painted: [',
    ...linesOf(middles),
    '  ],',
    '  ink: [',
    ...linesOf(ofInk),
    '  ],',
    '} as const;',
  ]);
}

function linesOf({ vectors }: IdentityMiddles): readonly string[] {
  return vectors.map(
    (vector) => `    '${Array.from(vector, (value) => Math.round(value * SCALE)).join(' ')}',`,
  );
}
