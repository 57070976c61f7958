import type { DRIFTS, Drift } from './drift.ts';
import type { LikenessKind } from './likeness-kind.ts';

/** What is known about scores of one kind of art, from labelled pairs; made by `bench/likeness/calibrate.ts`. */
export interface Calibration {
  /** A logistic: constant, weight of the traits, weight of the logarithm of the spots that agree. */
  readonly weights: readonly [number, number, number];
  /** What true pictures do not stray beyond. */
  readonly tolerances: Readonly<Record<(typeof DRIFTS)[number], number>>;
  /** Scores of true pictures and of others, lowest first, evenly spaced by rank. */
  readonly trueScores: readonly number[];
  readonly otherScores: readonly number[];
}

/** What was compared of one reference and one candidate, before it is judged. */
export interface Comparison {
  readonly kind: LikenessKind;
  /** Spots of the drawing that agree: above `SURELY` it is the same drawing. */
  readonly agreed: number;
  /** By `likenessOf`; missing where the drawing is surely the same and traits were not asked. */
  readonly traits?: number;
  readonly drift: Drift;
}

/**
 * A likeness below this is called off-model. It is the same for every calibration: weights and tolerances are chosen
 * so that it lies between true pictures and others.
 */
export const ON_MODEL = 0.5;

/** So many spots in the same arrangement, and this share of all there are, is the same drawing. */
export const SURELY = 20;
export const SURE_SHARE = 0.15;

/** How strayed a region is, for a drift and what is tolerated: 1 not at all, 0.5 at the tolerance, down to 0.3. */
export function heldOf(drift: number, tolerance: number): number {
  return 0.3 + 0.7 / (1 + 2.5 * (drift / tolerance) ** 2);
}

/** 0 to 1; see `Likeness`. */
export function scoreOf(comparison: Comparison, { weights, tolerances }: Calibration): number {
  const agreed = Math.log(1 + Math.min(comparison.agreed, 2 * SURELY));
  const sum = weights[0] + weights[1] * (comparison.traits ?? 1) + weights[2] * agreed;
  const identity = 1 / (1 + Math.exp(-sum));
  const held = Object.entries(comparison.drift).map(([name, drift]) =>
    heldOf(drift, tolerances[name as keyof Drift]),
  );
  return identity * Math.min(1, ...held);
}

/** The share of scores that are no higher; never quite 0, because only so many were seen. */
export function shareBelow(scores: readonly number[], score: number): number {
  const below = scores.filter((other) => other <= score).length;
  return Math.max(below, 0.5) / Math.max(1, scores.length);
}

/** The share of scores that are no lower. */
export function shareAbove(scores: readonly number[], score: number): number {
  const above = scores.filter((other) => other >= score).length;
  return Math.max(above, 0.5) / Math.max(1, scores.length);
}
