import { DESCRIPTION, type KeyPoints, mirroredDescriptions } from './key-points.ts';

/** A spot of the reference and the spot of the candidate it is taken for. */
export interface Match {
  readonly from: number;
  readonly to: number;
  /** Cosine of their descriptions. */
  readonly alike: number;
}

/** x' = a x - b y + c, y' = b x + a y + d, where x is first turned to `-x` if mirrored. */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
  readonly isMirrored: boolean;
}

/** How a candidate lies over a reference. */
export interface Registration {
  /** From pixels of the reference to pixels of the candidate. */
  readonly map: Similarity;
  /** Matches that agree with it. */
  readonly matches: readonly Match[];
}

/** A second-best spot must be less alike than this: the share of the distance to it. */
const RATIO = 0.88;
/** How far a spot may lie from where it should, as a share of the reference's size: at first and at last. */
const LOOSE = 0.1;
const CLOSE = 0.045;

/**
 * Lays a candidate over a reference: spots that look alike are matched, also as in a mirror, and the similarity
 * that most of them agree on is found. Deterministic: every match proposes one.
 *
 * @param size the longer side of the reference figure, pixels
 * @returns undefined where no three spots agree
 */
export function register(
  reference: KeyPoints,
  candidate: KeyPoints,
  size: number,
): Registration | undefined {
  let best: Registration | undefined;
  for (const isMirrored of [false, true]) {
    const descriptions = isMirrored
      ? mirroredDescriptions(reference.descriptions)
      : reference.descriptions;
    const matches = matchesOf(descriptions, candidate);
    const found = agreedOn(reference, candidate, matches, isMirrored, size);
    if (found && found.matches.length > (best?.matches.length ?? 2)) best = found;
  }
  return best;
}

/** Where a point of the reference lies in the candidate. */
export function mapped(map: Similarity, x: number, y: number): readonly [number, number] {
  const sx = map.isMirrored ? -x : x;
  return [map.a * sx - map.b * y + map.c, map.b * sx + map.a * y + map.d];
}

function matchesOf(descriptions: Float32Array, candidate: KeyPoints): Match[] {
  const count = descriptions.length / DESCRIPTION;
  const alike = new Float32Array(count * candidate.count);
  for (let i = 0; i < count; i++) {
    const at = i * DESCRIPTION;
    for (let j = 0; j < candidate.count; j++) {
      const to = j * DESCRIPTION;
      let sum = 0;
      for (let k = 0; k < DESCRIPTION; k++)
        sum += descriptions[at + k]! * candidate.descriptions[to + k]!;
      alike[i * candidate.count + j] = sum;
    }
  }
  const taken = new Int32Array(candidate.count).fill(-1);
  const most = new Float32Array(candidate.count).fill(-1);
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < candidate.count; j++) {
      const value = alike[i * candidate.count + j]!;
      if (value > most[j]!) {
        most[j] = value;
        taken[j] = i;
      }
    }
  }
  const matches: Match[] = [];
  for (let i = 0; i < count; i++) {
    let first = -1;
    let second = -1;
    let to = -1;
    for (let j = 0; j < candidate.count; j++) {
      const value = alike[i * candidate.count + j]!;
      if (value > first) {
        second = first;
        first = value;
        to = j;
      } else if (value > second) second = value;
    }
    if (to < 0 || taken[to] !== i) continue;
    // Distances of vectors of length 1: d = sqrt(2 - 2 cos).
    const near = Math.sqrt(Math.max(0, 2 - 2 * first));
    const next = Math.sqrt(Math.max(0, 2 - 2 * second));
    if (near < RATIO * next) matches.push({ from: i, to, alike: first });
  }
  return matches;
}

function agreedOn(
  reference: KeyPoints,
  candidate: KeyPoints,
  matches: readonly Match[],
  isMirrored: boolean,
  size: number,
): Registration | undefined {
  const agree = (map: Similarity, reach: number): Match[] => {
    const scale = Math.hypot(map.a, map.b);
    return matches.filter(({ from, to }) => {
      const grown = candidate.widths[to]! / reference.widths[from]! / scale;
      if (grown > 1.6 || grown < 1 / 1.6) return false;
      const [x, y] = mapped(map, reference.places[from * 2]!, reference.places[from * 2 + 1]!);
      const far = Math.hypot(x - candidate.places[to * 2]!, y - candidate.places[to * 2 + 1]!);
      return far < reach * size * scale;
    });
  };
  let map: Similarity | undefined;
  let most: Match[] = [];
  for (const { from, to } of matches) {
    const a = candidate.widths[to]! / reference.widths[from]!;
    const x = reference.places[from * 2]! * (isMirrored ? -1 : 1);
    const proposed = {
      a,
      b: 0,
      c: candidate.places[to * 2]! - a * x,
      d: candidate.places[to * 2 + 1]! - a * reference.places[from * 2 + 1]!,
      isMirrored,
    };
    const agreed = agree(proposed, LOOSE);
    if (agreed.length > most.length) {
      most = agreed;
      map = proposed;
    }
  }
  if (!map || most.length < 3) return undefined;
  for (const reach of [LOOSE, 0.07, CLOSE, CLOSE]) {
    const fitted = fit(reference, candidate, most, isMirrored);
    if (!fitted) return undefined;
    map = fitted;
    most = agree(map, reach);
    if (most.length < 3) return undefined;
  }
  const turn = Math.abs(Math.atan2(map.b, map.a));
  return turn > 0.6 ? undefined : { map, matches: most };
}

/** The similarity nearest to some matches, by least squares. */
export function fit(
  reference: KeyPoints,
  candidate: KeyPoints,
  matches: readonly Match[],
  isMirrored: boolean,
): Similarity | undefined {
  const count = matches.length;
  let mx = 0;
  let my = 0;
  let nx = 0;
  let ny = 0;
  const sign = isMirrored ? -1 : 1;
  for (const { from, to } of matches) {
    mx += (sign * reference.places[from * 2]!) / count;
    my += reference.places[from * 2 + 1]! / count;
    nx += candidate.places[to * 2]! / count;
    ny += candidate.places[to * 2 + 1]! / count;
  }
  let along = 0;
  let across = 0;
  let square = 0;
  for (const { from, to } of matches) {
    const x = sign * reference.places[from * 2]! - mx;
    const y = reference.places[from * 2 + 1]! - my;
    const u = candidate.places[to * 2]! - nx;
    const v = candidate.places[to * 2 + 1]! - ny;
    along += x * u + y * v;
    across += x * v - y * u;
    square += x * x + y * y;
  }
  if (!(square > 0)) return undefined;
  const a = along / square;
  const b = across / square;
  return { a, b, c: nx - a * mx + b * my, d: ny - b * mx - a * my, isMirrored };
}
