/** One place and where it went, with how much it counts. */
export interface Went {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly weight: number;
}

/** What moves rigidly: shift, turn and growth; what bends: growth of its own along each way, shear, curves. */
export type WarpKind = 'similarity' | 'bend';

/** A smooth movement, from a place to how far it moves. */
export type Warp = (x: number, y: number) => readonly [number, number];

/** Rounds of fitting again with less weight for what does not agree. */
const ROUNDS = 6;
/** Moves off by this many pixels count half. */
const LOOSE = 1;

/**
 * Fits a smooth movement to places that moved, by least squares that forgive what does not agree: a mouth that opens
 * does not bend the face. A similarity has 4 numbers, a bend 12 (all terms of the second degree along each axis).
 *
 * @returns undefined where the places are too few or on one line
 */
export function fitWarp(went: readonly Went[], kind: WarpKind): Warp | undefined {
  const sum = went.reduce((all, { weight }) => all + weight, 0);
  if (!(sum > 0)) return undefined;
  const mx = went.reduce((all, { x, weight }) => all + x * weight, 0) / sum;
  const my = went.reduce((all, { y, weight }) => all + y * weight, 0) / sum;
  const spread = Math.sqrt(
    went.reduce((all, { x, y, weight }) => all + ((x - mx) ** 2 + (y - my) ** 2) * weight, 0) / sum,
  );
  if (!(spread > 0)) return undefined;
  const shape = SHAPES[kind];
  const weights = went.map(({ weight }) => weight);
  let warp: Warp | undefined;
  for (let round = 0; round < ROUNDS; round++) {
    const found = shape(went, weights, (x, y) => [(x - mx) / spread, (y - my) / spread]);
    if (!found) return undefined;
    warp = (x, y) => found((x - mx) / spread, (y - my) / spread);
    for (const [k, { x, y, dx, dy, weight }] of went.entries()) {
      const [ex, ey] = warp(x, y);
      weights[k] = weight / (1 + ((dx - ex) ** 2 + (dy - ey) ** 2) / LOOSE ** 2);
    }
  }
  return warp;
}

/** One round: from places that moved and their weights to the movement, in places brought to a common measure. */
type Shape = (
  went: readonly Went[],
  weights: readonly number[],
  placed: (x: number, y: number) => readonly [number, number],
) => Warp | undefined;

const SHAPES: Readonly<Record<WarpKind, Shape>> = { similarity: fitSimilarity, bend: fitBend };

function fitSimilarity(
  went: readonly Went[],
  weights: readonly number[],
  placed: (x: number, y: number) => readonly [number, number],
): Warp | undefined {
  const matrix = new Float64Array(16);
  const right = new Float64Array(4);
  const add = (row: readonly [number, number, number, number], value: number, weight: number) => {
    for (let i = 0; i < 4; i++) {
      right[i]! += weight * row[i]! * value;
      for (let j = 0; j < 4; j++) matrix[i * 4 + j]! += weight * row[i]! * row[j]!;
    }
  };
  for (let k = 0; k < went.length; k++) {
    const { x, y, dx, dy } = went[k]!;
    const [px, py] = placed(x, y);
    add([1, 0, px, -py], dx, weights[k]!);
    add([0, 1, py, px], dy, weights[k]!);
  }
  const found = solved(matrix, right, 4);
  if (!found) return undefined;
  const [c = 0, d = 0, a = 0, b = 0] = found;
  return (x, y) => [c + a * x - b * y, d + a * y + b * x];
}

/** Both axes have the same six terms, and so the same equations but for what they should come to. */
function fitBend(
  went: readonly Went[],
  weights: readonly number[],
  placed: (x: number, y: number) => readonly [number, number],
): Warp | undefined {
  const matrix = new Float64Array(36);
  const across = new Float64Array(6);
  const down = new Float64Array(6);
  for (let k = 0; k < went.length; k++) {
    const { x, y, dx, dy } = went[k]!;
    const row = terms(...placed(x, y));
    const weight = weights[k]!;
    for (let i = 0; i < 6; i++) {
      const share = weight * row[i]!;
      across[i]! += share * dx;
      down[i]! += share * dy;
      for (let j = 0; j < 6; j++) matrix[i * 6 + j]! += share * row[j]!;
    }
  }
  const [u, v] = [solved(matrix, across, 6), solved(matrix, down, 6)];
  if (!u || !v) return undefined;
  return (x, y) => {
    const row = terms(x, y);
    let dx = 0;
    let dy = 0;
    for (let k = 0; k < 6; k++) {
      dx += row[k]! * u[k]!;
      dy += row[k]! * v[k]!;
    }
    return [dx, dy];
  };
}

function terms(x: number, y: number): readonly number[] {
  return [1, x, y, x * x, x * y, y * y];
}

/** Gauss, with the largest pivot; undefined where the equations do not say enough. */
function solved(matrix: Float64Array, right: Float64Array, size: number): Float64Array | undefined {
  const a = matrix.slice();
  const b = right.slice();
  for (let k = 0; k < size; k++) a[k * size + k]! += 1e-9;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++) {
      if (Math.abs(a[row * size + column]!) > Math.abs(a[pivot * size + column]!)) pivot = row;
    }
    if (Math.abs(a[pivot * size + column]!) < 1e-7) return undefined;
    for (let k = 0; k < size; k++) {
      const held = a[column * size + k]!;
      a[column * size + k] = a[pivot * size + k]!;
      a[pivot * size + k] = held;
    }
    const held = b[column]!;
    b[column] = b[pivot]!;
    b[pivot] = held;
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const share = a[row * size + column]! / a[column * size + column]!;
      if (share === 0) continue;
      for (let k = column; k < size; k++) a[row * size + k]! -= share * a[column * size + k]!;
      b[row]! -= share * b[column]!;
    }
  }
  return b.map((value, k) => value / a[k * size + k]!);
}
