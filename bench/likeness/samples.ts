import { openFaceFinder } from '@inkreel/adapters/models/face-finder.ts';
import { openIdentityNetwork } from '@inkreel/adapters/models/identity-network.ts';
import type { Comparison } from '@inkreel/film/cast/calibration.ts';
import type { IdentityMiddles } from '@inkreel/film/cast/identity-middles.ts';
import { compare, type Portrayal, portrayalOf } from '@inkreel/film/cast/portrayal.ts';
import { sightingOfAlpha } from '@inkreel/film/cast/sighting.ts';
import { likenessOf, type Traits } from '@inkreel/film/cast/traits.ts';
import { alteredOf, FAULTS, hasHair } from './altered.ts';
import { inked } from './inked.ts';
import { listPortraits, listSamePairs, seePortrait } from './portraits.ts';

/** One comparison whose truth is known. */
export interface Sample {
  /** Kind of pair, or what was altered; 'other' for two characters. */
  readonly what: string;
  /** Undefined where it is only reported: age and transformation are neither on model nor others. */
  readonly isTrue?: boolean;
  readonly who: string;
  readonly other: string;
  readonly comparison: Comparison;
  /** Where traits were asked: they are compared anew with the middles of each fold. */
  readonly looks?: readonly [Traits, Traits];
}

export interface SampleSet {
  readonly samples: readonly Sample[];
  /** The first portrait of each character. */
  readonly firsts: ReadonlyMap<string, Traits>;
}

const SAME = ['expression', 'near-identical', 'costume'];

/**
 * Compares portraits with one another and with altered copies of themselves.
 *
 * @param thin takes every so many-th of characters and of pairs of strangers; 1 is all
 * @param isInk whether all of them are drawn in ink first
 */
export async function takeSamples(
  thin: number,
  isInk: boolean,
  tell: (line: string) => void = () => {},
): Promise<SampleSet> {
  const faces = await openFaceFinder();
  const network = await openIdentityNetwork();
  const samples: Sample[] = [];
  const firsts = new Map<string, Traits>();
  try {
    const all = listPortraits();
    const several = new Set(all.filter(({ isFirst }) => !isFirst).map(({ who }) => who));
    // A thin set keeps who is drawn more than once, and the first few that have hair to turn.
    const hairy = all.filter(({ file }) => hasHair(file)).map(({ who }) => who);
    const few = new Set(hairy.filter((_, k) => k % thin === 0));
    const isKept = (who: string) => thin === 1 || several.has(who) || few.has(who);
    const portraits = all.filter(({ who }) => isKept(who));
    const shown = new Map<string, Portrayal>();
    for (const { file, who, isFirst } of portraits) {
      const seen = await seePortrait(file, faces);
      const sighting = isInk ? { ...seen, picture: inked(seen.picture) } : seen;
      const portrayal = portrayalOf(sighting, network);
      shown.set(file, portrayal);
      if (isFirst) firsts.set(who, await portrayal.traits());
    }
    tell('portraits are seen');
    const add = async (
      what: string,
      isTrue: boolean | undefined,
      [who, a]: readonly [string, Portrayal],
      [other, b]: readonly [string, Portrayal],
    ) => {
      const comparison = await compare(a, b);
      samples.push({
        what,
        who,
        other,
        comparison,
        ...(isTrue !== undefined && { isTrue }),
        ...(comparison.traits !== undefined && { looks: [await a.traits(), await b.traits()] }),
      });
    };
    for (const { a, b, kind } of listSamePairs()) {
      const who = portraits.find(({ file }) => file === a)!.who;
      const isTrue = SAME.includes(kind) ? true : undefined;
      for (const [p, q] of [
        [a, b],
        [b, a],
      ] as const) {
        await add(kind, isTrue, [who, shown.get(p)!], [who, shown.get(q)!]);
      }
    }
    tell('pairs are compared');
    let count = 0;
    for (const [i, p] of portraits.entries()) {
      for (const q of portraits.slice(i + 1)) {
        if (p.who === q.who || count++ % thin !== 0) continue;
        await add('other', false, [p.who, shown.get(p.file)!], [q.who, shown.get(q.file)!]);
      }
    }
    tell('others are compared');
    const bases = portraits.filter(({ isFirst }) => isFirst);
    for (const [turn, { who, file }] of bases.entries()) {
      if (thin > 1 && !few.has(who)) continue;
      const reference = shown.get(file)!;
      for (const { what, picture } of await alteredOf(file, reference.sighting, turn)) {
        if (isInk && (what === 'hair' || what === 'clothing')) continue;
        const sighting = sightingOfAlpha(picture);
        if (!sighting) continue;
        const isFault = FAULTS.some((fault) => fault === what);
        await add(what, !isFault, [who, reference], [who, portrayalOf(sighting, network)]);
      }
    }
    tell('altered ones are compared');
  } finally {
    await faces.close();
    await network.close();
  }
  return { samples, firsts };
}

/** A comparison with the traits' likeness as seen from other middles. */
export function seenFrom({ comparison, looks }: Sample, middles: IdentityMiddles): Comparison {
  return looks ? { ...comparison, traits: likenessOf(...looks, middles) } : comparison;
}
