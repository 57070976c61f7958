import type { FigureLook } from './figure-look.ts';
import { cosineOf } from './identity.ts';

/**
 * Fewer figures than this are compared as they are; of more it is asked by what each differs from the rest of the
 * story, for all figures of one hand look alike.
 */
const FEW = 8;
/** Where they are compared as they are: how alike two figures of one story are, as a mean of views, and its spread. */
const USUAL = { mean: 0.58, spread: 0.155 };
/** Of two hundred pairs of different figures one is more alike than this. */
const SURELY_SAME = 0.83;
/** What such a pair is worth at least, in spreads. */
const SURE_WORTH = 2;
/** How much is taken off where somebody else of the same panel is as like. */
const EXCLUSIVE = 0.6;
/** Groups join down to this many spreads above the mean of all pairs. */
const STOP = 0.7;
/** Rounds of moving single figures to the group they are most like. */
const ROUNDS = 20;
/** Numbers that hardly vary are not blown up: this share of their mean spread is added to each one's. */
const EVEN = 0.3;

/**
 * Groups figures of a story by who they are. Two in one panel are two: that says who is not whom, and where two
 * figures of a panel are both like a third, neither is much of a likeness. Groups join by the mean of all their
 * pairs, most alike first, and then each figure may go where it fits better. A figure that is like nobody stays by
 * itself: better loose than wrong.
 *
 * @returns places in `looks`, every one once: largest group first, groups of a size in the order of the story
 */
export function groupFigures(looks: readonly FigureLook[]): readonly (readonly number[])[] {
  if (looks.length === 0) return [];
  const alike = exclusive(likenesses(looks), looks);
  const groups = moved(joined(alike, looks), alike, looks);
  return groups
    .map((group) => [...group].sort((a, b) => a - b))
    .sort((a, b) => b.length - a.length || a[0]! - b[0]!);
}

/** How alike each two are, in spreads above what two figures of the story usually are. */
function likenesses(looks: readonly FigureLook[]): number[][] {
  const views = ([0, 1, 2] as const).map((k) => looks.map((look) => look.views[k]));
  const plain = table(looks.length, (i, j) =>
    mean(views.map((view) => cosineOf(view[i]!, view[j]!))),
  );
  const apart =
    looks.length < FEW
      ? plain.map((row) => row.map((value) => (value - USUAL.mean) / USUAL.spread))
      : scaled(views, looks);
  return apart.map((row, i) =>
    row.map((value, j) => (plain[i]![j]! > SURELY_SAME ? Math.max(value, SURE_WORTH) : value)),
  );
}

function scaled(
  views: readonly (readonly Float32Array[])[],
  looks: readonly FigureLook[],
): number[][] {
  const scores = views.map((view) => {
    const own = standardised(view);
    const alike = table(looks.length, (i, j) => cosineOf(own[i]!, own[j]!));
    const pairs = alike.flatMap((row, i) =>
      row.filter((_, j) => j < i && looks[i]!.place !== looks[j]!.place),
    );
    const middle = mean(pairs);
    const spread = Math.sqrt(mean(pairs.map((value) => (value - middle) ** 2)));
    return alike.map((row) => row.map((value) => (value - middle) / (spread || 1)));
  });
  return table(looks.length, (i, j) => {
    const sum = scores.reduce((total, score) => total + score[i]![j]!, 0);
    return sum / Math.sqrt(scores.length);
  });
}

/** Each number less its mean over the story and by its spread, as vectors of length 1. */
function standardised(vectors: readonly Float32Array[]): readonly Float32Array[] {
  const length = vectors[0]!.length;
  const middle = new Float32Array(length);
  const spread = new Float32Array(length);
  for (const vector of vectors) {
    for (let k = 0; k < length; k++) middle[k]! += vector[k]! / vectors.length;
  }
  for (const vector of vectors) {
    for (let k = 0; k < length; k++) spread[k]! += (vector[k]! - middle[k]!) ** 2 / vectors.length;
  }
  for (let k = 0; k < length; k++) spread[k] = Math.sqrt(spread[k]!);
  const even = EVEN * mean([...spread]) || 1;
  return vectors.map((vector) => {
    const own = vector.map((value, k) => (value - middle[k]!) / (spread[k]! + even));
    const size = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0)) || 1;
    return own.map((value) => value / size);
  });
}

/** Less where somebody else in either panel is as like. */
function exclusive(
  alike: readonly (readonly number[])[],
  looks: readonly FigureLook[],
): number[][] {
  const besides = looks.map((look, i) =>
    looks.flatMap((other, k) => (k !== i && other.place === look.place ? [k] : [])),
  );
  return table(looks.length, (i, j) => {
    const mine = Math.max(0, ...besides[i]!.map((k) => alike[k]![j]!));
    const theirs = Math.max(0, ...besides[j]!.map((k) => alike[i]![k]!));
    return alike[i]![j]! - (EXCLUSIVE * (mine + theirs)) / 2;
  });
}

/** Average link: joins the two groups whose pairs are most alike in the mean, as long as there are such. */
function joined(alike: readonly (readonly number[])[], looks: readonly FigureLook[]): number[][] {
  const groups = looks.map((_, i) => [i]);
  // Sums of pairs between groups; none where two of one panel would come together.
  const sums = looks.map((look, i) =>
    looks.map((other, j) => (look.place === other.place && i !== j ? undefined : alike[i]![j]!)),
  );
  for (;;) {
    let best: { a: number; b: number; value: number } | undefined;
    for (let a = 1; a < groups.length; a++) {
      for (let b = 0; b < a; b++) {
        const sum = sums[a]![b];
        if (sum === undefined) continue;
        const value = sum / (groups[a]!.length * groups[b]!.length);
        if (value >= STOP && (!best || value > best.value)) best = { a, b, value };
      }
    }
    if (!best) return groups;
    const { a, b } = best;
    groups[b]!.push(...groups[a]!);
    for (let k = 0; k < groups.length; k++) {
      const one = sums[b]![k];
      const two = sums[a]![k];
      const sum = one === undefined || two === undefined ? undefined : one + two;
      sums[b]![k] = sum;
      sums[k]![b] = sum;
    }
    groups.splice(a, 1);
    sums.splice(a, 1);
    for (const row of sums) row.splice(a, 1);
  }
}

/** Moves single figures to the group they are most like, or away from one they are not like, until all stay. */
function moved(
  groups: number[][],
  alike: readonly (readonly number[])[],
  looks: readonly FigureLook[],
): number[][] {
  const at = looks.map((_, i) => groups.findIndex((group) => group.includes(i)));
  for (let round = 0; round < ROUNDS; round++) {
    let isStill = true;
    for (const [i, look] of looks.entries()) {
      let best: { group: number; value: number } | undefined;
      for (const [g, group] of groups.entries()) {
        const others = group.filter((k) => k !== i);
        if (others.length === 0 || others.some((k) => looks[k]!.place === look.place)) continue;
        // One other is less of a witness than many.
        const trust = others.length / (others.length + 0.5);
        const value = trust * mean(others.map((k) => alike[i]![k]!));
        if (value > STOP && (!best || value > best.value)) best = { group: g, value };
      }
      const from = groups[at[i]!]!;
      if (best ? best.group === at[i] : from.length === 1) continue;
      from.splice(from.indexOf(i), 1);
      if (best) groups[best.group]!.push(i);
      else groups.push([i]);
      at[i] = best ? best.group : groups.length - 1;
      isStill = false;
    }
    if (isStill) break;
  }
  return groups.filter((group) => group.length > 0);
}

function table(size: number, valueAt: (i: number, j: number) => number): number[][] {
  return Array.from({ length: size }, (_, i) =>
    Array.from({ length: size }, (_, j) => valueAt(i, j)),
  );
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
