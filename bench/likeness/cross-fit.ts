import {
  type Calibration,
  type Comparison,
  ON_MODEL,
  SURELY,
  scoreOf,
} from '@inkreel/film/cast/calibration.ts';
import { CALIBRATIONS } from '@inkreel/film/cast/calibration-table.ts';
import { DRIFTS } from '@inkreel/film/cast/drift.ts';
import type { IdentityMiddles } from '@inkreel/film/cast/identity-middles.ts';
import { percentileOf } from '@inkreel/film/cast/percentile.ts';
import type { Traits } from '@inkreel/film/cast/traits.ts';
import { type Sample, type SampleSet, seenFrom } from './samples.ts';

/** Characters are dealt into so many folds. */
const FOLDS = 5;
/**
 * All but these shares of true pictures stray less, and of pictures with the fault more; the tolerance lies halfway
 * between the two, as ratios go. Where no fault of the kind is known it is so many times what true pictures stray.
 */
const TRUE_WITHIN = 0.99;
const FAULTS_BEYOND = 0.1;
const LET_OUT = 2;
/** Where true pictures hardly stray, what is tolerated is still this share of such a fault: art that moves may. */
const LEAST_FAULT = 1 / 3;
/** Of strangers this share is below the middle of the logistic. */
const STRANGERS_BELOW = 0.995;
/** Points of a curve. */
const POINTS = 201;

/** A sample with the score that a calibration without its characters gives it. */
export interface Scored {
  readonly sample: Sample;
  readonly score: number;
  readonly isCalledOff: boolean;
}

/** Scores every sample by what was learned from other characters alone. */
export function crossFit({ samples, firsts }: SampleSet): readonly Scored[] {
  const names = [...firsts.keys()];
  const foldOf = (who: string) => names.indexOf(who) % FOLDS;
  const scored: Scored[] = [];
  for (let f = 0; f < FOLDS; f++) {
    for (let g = f; g < FOLDS; g++) {
      const isLeftOut = (who: string) => foldOf(who) === f || foldOf(who) === g;
      const known = new Map([...firsts].filter(([who]) => !isLeftOut(who)));
      const others = samples.filter(({ who, other }) => !isLeftOut(who) && !isLeftOut(other));
      const calibration = calibrated({ samples: others, firsts: known });
      const middles = middlesOf([...known.values()]);
      for (const sample of samples) {
        const folds = [foldOf(sample.who), foldOf(sample.other)].sort((p, q) => p - q);
        if (folds[0] !== f || folds[1] !== g) continue;
        const score = scoreOf(seenFrom(sample, middles), calibration);
        scored.push({ sample, score, isCalledOff: score < ON_MODEL });
      }
    }
  }
  return scored;
}

/** Scores by the calibration that is kept, which has seen all of them. */
export function byKept(samples: readonly Sample[]): readonly Scored[] {
  return samples.map((sample) => {
    const score = scoreOf(sample.comparison, CALIBRATIONS[sample.comparison.kind]);
    return { sample, score, isCalledOff: score < ON_MODEL };
  });
}

/** The mean of what a network sees in many figures, look by look. */
export function middlesOf(traits: readonly Traits[]): IdentityMiddles {
  const [first] = traits;
  if (!first) throw new RangeError('There is nobody to take a middle of.');
  const vectors = first.identity.map((look, k) =>
    look.map(
      (_, n) => traits.reduce((sum, { identity }) => sum + identity[k]![n]!, 0) / traits.length,
    ),
  );
  return { network: first.network, vectors };
}

function without(
  { network, vectors }: IdentityMiddles,
  firsts: SampleSet['firsts'],
  { who, other }: Sample,
): IdentityMiddles {
  const gone = [...new Set([who, other])].flatMap((name) => firsts.get(name) ?? []);
  const count = firsts.size;
  return {
    network,
    vectors: vectors.map((vector, k) =>
      vector.map(
        (value, n) =>
          (value * count - gone.reduce((sum, { identity }) => sum + identity[k]![n]!, 0)) /
          (count - gone.length),
      ),
    ),
  };
}

/**
 * A calibration from samples; its curves are left to who has cross-fitted scores. Each pair is seen from a middle
 * without the two, as new characters will be.
 */
export function calibrated({ samples, firsts }: SampleSet): Calibration {
  const all = middlesOf([...firsts.values()]);
  const seen = samples.map((sample) => ({
    sample,
    comparison: sample.looks ? seenFrom(sample, without(all, firsts, sample)) : sample.comparison,
  }));
  const trues = seen.filter(({ sample }) => sample.isTrue === true);
  const tolerances = Object.fromEntries(
    DRIFTS.map((name) => {
      const strayed = (of: typeof seen) =>
        of.flatMap(({ comparison }) => comparison.drift[name] ?? []);
      const trueEnd = Math.max(1e-4, percentileOf(strayed(trues), TRUE_WITHIN));
      const faults = strayed(seen.filter(({ sample }) => sample.what === name));
      const faultEnd = percentileOf(faults, FAULTS_BEYOND);
      const between = Math.max(Math.sqrt(trueEnd * faultEnd), faultEnd * LEAST_FAULT);
      return [name, faults.length === 0 ? LET_OUT * trueEnd : Math.max(between, trueEnd)];
    }),
  ) as Calibration['tolerances'];
  const weights = logistic(
    seen
      .filter(({ sample }) => sample.looks && sample.isTrue !== false)
      .map(({ comparison }) => comparison),
    seen.filter(({ sample }) => sample.what === 'other').map(({ comparison }) => comparison),
  );
  return { weights, tolerances, trueScores: [], otherScores: [] };
}

/** Evenly spaced by rank, lowest first, at most `POINTS`. */
export function curveOf(scores: readonly number[]): readonly number[] {
  const sorted = [...scores].sort((a, b) => a - b);
  if (sorted.length <= POINTS) return sorted.map(rounded);
  return Array.from({ length: POINTS }, (_, k) =>
    rounded(sorted[Math.round((k / (POINTS - 1)) * (sorted.length - 1))]!),
  );
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}

/** Newton's method with a little shrinking; both sides count the same however many they are. */
function logistic(
  trues: readonly Comparison[],
  others: readonly Comparison[],
): readonly [number, number, number] {
  const rows = [
    ...trues.map((comparison) => ({ x: inputsOf(comparison), y: 1, weight: 0.5 / trues.length })),
    ...others.map((comparison) => ({ x: inputsOf(comparison), y: 0, weight: 0.5 / others.length })),
  ];
  let [w0, w1, w2] = [0, 0, 0];
  const shrink = 1e-3;
  for (let round = 0; round < 40; round++) {
    const gradient = [shrink * 0, shrink * w1, shrink * w2];
    const hessian = [1e-6, 0, 0, 0, shrink, 0, 0, 0, shrink];
    for (const { x, y, weight } of rows) {
      const p = 1 / (1 + Math.exp(-(w0 + w1 * x[1] + w2 * x[2])));
      for (let i = 0; i < 3; i++) {
        gradient[i]! += weight * (p - y) * x[i]!;
        for (let j = 0; j < 3; j++) hessian[i * 3 + j]! += weight * p * (1 - p) * x[i]! * x[j]!;
      }
    }
    const [d0, d1, d2] = solved3(hessian, gradient);
    w0 -= d0;
    w1 -= d1;
    w2 -= d2;
  }
  const sums = others.map((comparison) => {
    const x = inputsOf(comparison);
    return w0 + w1 * x[1] + w2 * x[2];
  });
  return [w0 - percentileOf(sums, STRANGERS_BELOW), w1, w2];
}

function inputsOf({ traits, agreed }: Comparison): readonly [1, number, number] {
  return [1, traits ?? 1, Math.log(1 + Math.min(agreed, 2 * SURELY))];
}

/** Cramer's rule. */
function solved3(m: readonly number[], v: readonly number[]): readonly [number, number, number] {
  const det = (a: readonly number[]) =>
    a[0]! * (a[4]! * a[8]! - a[5]! * a[7]!) -
    a[1]! * (a[3]! * a[8]! - a[5]! * a[6]!) +
    a[2]! * (a[3]! * a[7]! - a[4]! * a[6]!);
  const whole = det(m);
  const at = (column: number) =>
    det(m.map((value, k) => (k % 3 === column ? v[Math.floor(k / 3)]! : value))) / whole;
  return [at(0), at(1), at(2)];
}
