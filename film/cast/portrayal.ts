import type { Comparison } from './calibration.ts';
import { SURE_SHARE, SURELY } from './calibration.ts';
import { driftOf } from './drift.ts';
import type { IdentityNetwork } from './identity.ts';
import type { IdentityMiddles } from './identity-middles.ts';
import { type KeyPoints, keyPointsOf } from './key-points.ts';
import { kindOf } from './likeness-kind.ts';
import { register } from './registration.ts';
import type { Sighting } from './sighting.ts';
import { chromaOf, likenessOf, type Traits, traitsOf } from './traits.ts';

/** A figure in a picture with what is measured of it; traits are taken when they are first asked for. */
export interface Portrayal {
  readonly sighting: Sighting;
  /** Of the figure alone, as a reference is looked for. */
  readonly keyPoints: KeyPoints;
  /** Of all that lies in its box, as a candidate is looked through: a matte may have been cut wrong. */
  readonly around: KeyPoints;
  /** Mean distance from grey, in Oklab. */
  readonly chroma: number;
  traits(): Promise<Traits>;
}

/** Measures what is needed at once: the spots; the network looks when traits are asked for. */
export function portrayalOf(sighting: Sighting, network: IdentityNetwork): Portrayal {
  const keyPoints = keyPointsOf(sighting);
  const { matte: _, ...bare } = sighting;
  const around = sighting.matte ? keyPointsOf(bare) : keyPoints;
  let traits: Promise<Traits> | undefined;
  return {
    sighting,
    keyPoints,
    around,
    chroma: chromaOf(sighting),
    traits() {
      traits ??= traitsOf(sighting, network);
      return traits;
    },
  };
}

/** Fewer spots than this agree by chance. */
const BY_CHANCE = 9;

/** Compares a candidate with one reference; the calibrated likeness is made of it. */
export async function compare(
  reference: Portrayal,
  candidate: Portrayal,
  middles?: IdentityMiddles,
): Promise<Comparison> {
  const { box } = reference.sighting;
  const size = Math.max(box.width, box.height);
  const { matte: _, ...bare } = candidate.sighting;
  const registration = register(reference.keyPoints, candidate.around, size);
  const agreed = registration?.matches.length ?? 0;
  const drift =
    registration && agreed > BY_CHANCE ? driftOf(reference.sighting, bare, registration.map) : {};
  const fewer = Math.min(reference.keyPoints.count, candidate.around.count);
  const isAsked = agreed < SURELY || agreed < SURE_SHARE * fewer;
  return {
    kind: kindOf(reference, candidate),
    agreed,
    ...(isAsked && {
      traits: likenessOf(await reference.traits(), await candidate.traits(), middles),
    }),
    drift,
  };
}
