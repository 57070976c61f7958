import {
  type Calibration,
  type Comparison,
  heldOf,
  ON_MODEL,
  scoreOf,
  shareAbove,
  shareBelow,
} from './calibration.ts';
import { CALIBRATIONS } from './calibration-table.ts';
import { DRIFTS } from './drift.ts';
import { compare, type Portrayal } from './portrayal.ts';

/** How well a picture keeps to a character's references. */
export interface Likeness {
  /** 0 to 1. */
  readonly likeness: number;
  /** Whether it passes for the same character, on model. */
  readonly same: boolean;
  /** Of true pictures this share scores no higher: how often it would be wrong to call this one off-model. */
  readonly falseAlarm: number;
  /** Of other characters and of pictures with a fault this share scores no lower: how often `same` would be wrong. */
  readonly falseMatch: number;
  /** 1 where a region is held, 0.5 at the edge of what is tolerated; null where it is not seen the same in both. */
  readonly regions: Readonly<Record<(typeof DRIFTS)[number] | 'whole', number | null>>;
  /** The reference it comes nearest to, from 0. */
  readonly reference: number;
  readonly comparison: Comparison;
}

/**
 * Measures a picture against the references of a character; the nearest one counts.
 *
 * @throws RangeError without a reference
 */
export async function measureLikeness(
  references: readonly Portrayal[],
  candidate: Portrayal,
): Promise<Likeness> {
  let best: Likeness | undefined;
  for (const [k, reference] of references.entries()) {
    const comparison = await compare(reference, candidate);
    const found = judge(comparison, CALIBRATIONS[comparison.kind], k);
    if (!best || found.likeness > best.likeness) best = found;
  }
  if (!best) throw new RangeError('There is no reference to measure against.');
  return best;
}

/** What a comparison is worth by a calibration. */
export function judge(comparison: Comparison, calibration: Calibration, reference = 0): Likeness {
  const likeness = scoreOf(comparison, calibration);
  const regions = Object.fromEntries(
    DRIFTS.map((name) => {
      const drift = comparison.drift[name];
      return [name, drift === undefined ? null : heldOf(drift, calibration.tolerances[name])];
    }),
  ) as Record<(typeof DRIFTS)[number], number | null>;
  return {
    likeness,
    same: likeness >= ON_MODEL,
    falseAlarm: shareBelow(calibration.trueScores, likeness),
    falseMatch: shareAbove(calibration.otherScores, likeness),
    regions: { ...regions, whole: scoreOf({ ...comparison, drift: {} }, calibration) },
    reference,
    comparison,
  };
}
