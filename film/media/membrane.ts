import type { Size } from '../space/size.ts';
import { halved, type PartlyKnown } from './halved.ts';

/** Rounds of relaxing at each size, coarse to fine; what is smooth is settled by the coarse ones. */
const ROUNDS = 14;
/** Over-relaxation: nearly twice the step, as suits grids of this size. */
const OVER = 1.6;

/**
 * Spans holes like a soap film: the smoothest field that meets what is known (Laplace's equation, with
 * nothing flowing over the edge of what is never used). In place.
 * @param field `depth` values a pixel, in turn
 * @param state 0 known, 1 to be spanned, 2 never used
 */
export function spanMembrane(
  size: Size,
  field: Float32Array,
  state: Uint8Array,
  depth: number,
): void {
  let holes = 0;
  let known = 0;
  for (const value of state) {
    if (value === 1) holes++;
    else if (value === 0) known++;
  }
  if (holes === 0 || known === 0) return;
  if (Math.min(size.width, size.height) > 3) {
    const coarse = halved(size, { field, state }, depth, 1);
    spanMembrane(coarse, coarse.field, coarse.state, depth);
    for (let y = 0; y < size.height; y++) {
      for (let x = 0; x < size.width; x++) {
        const i = y * size.width + x;
        if (state[i] !== 1) continue;
        enlarge(coarse, x, y, field, i, depth);
      }
    }
  } else seed(field, state, depth);
  relax(size, field, state, depth);
}

/** The coarse field at a fine pixel, by straight lines between coarse pixels that are used. */
function enlarge(
  coarse: PartlyKnown & Size,
  x: number,
  y: number,
  field: Float32Array,
  i: number,
  depth: number,
): void {
  const px = x / 2 - 0.25;
  const py = y / 2 - 0.25;
  const x0 = Math.floor(px);
  const y0 = Math.floor(py);
  let total = 0;
  for (let c = 0; c < depth; c++) field[i * depth + c] = 0;
  for (let k = 0; k < 4; k++) {
    const cx = x0 + (k & 1);
    const cy = y0 + (k >> 1);
    if (cx < 0 || cy < 0 || cx >= coarse.width || cy >= coarse.height) continue;
    const o = cy * coarse.width + cx;
    if (coarse.state[o] === 2) continue;
    const weight = (1 - Math.abs(px - cx)) * (1 - Math.abs(py - cy));
    total += weight;
    for (let c = 0; c < depth; c++) field[i * depth + c]! += coarse.field[o * depth + c]! * weight;
  }
  for (let c = 0; c < depth && total > 0; c++) field[i * depth + c]! /= total;
}

/** At the smallest size: the mean of what is known. */
function seed(field: Float32Array, state: Uint8Array, depth: number): void {
  for (let c = 0; c < depth; c++) {
    let sum = 0;
    let known = 0;
    for (let i = 0; i < state.length; i++) {
      if (state[i] !== 0) continue;
      sum += field[i * depth + c]!;
      known++;
    }
    for (let i = 0; i < state.length; i++) if (state[i] === 1) field[i * depth + c] = sum / known;
  }
}

function relax(size: Size, field: Float32Array, state: Uint8Array, depth: number): void {
  const { width, height } = size;
  const holes: number[] = [];
  for (let i = 0; i < state.length; i++) if (state[i] === 1) holes.push(i);
  const neighbours = new Int32Array(holes.length * 4).fill(-1);
  for (let h = 0; h < holes.length; h++) {
    const i = holes[h]!;
    const x = i % width;
    const y = (i - x) / width;
    if (x > 0 && state[i - 1] !== 2) neighbours[h * 4] = i - 1;
    if (x < width - 1 && state[i + 1] !== 2) neighbours[h * 4 + 1] = i + 1;
    if (y > 0 && state[i - width] !== 2) neighbours[h * 4 + 2] = i - width;
    if (y < height - 1 && state[i + width] !== 2) neighbours[h * 4 + 3] = i + width;
  }
  for (let round = 0; round < ROUNDS; round++) {
    const forward = round % 2 === 0;
    for (let k = 0; k < holes.length; k++) {
      const h = forward ? k : holes.length - 1 - k;
      const i = holes[h]!;
      for (let c = 0; c < depth; c++) {
        let sum = 0;
        let count = 0;
        for (let n = 0; n < 4; n++) {
          const j = neighbours[h * 4 + n]!;
          if (j < 0) continue;
          sum += field[j * depth + c]!;
          count++;
        }
        if (count === 0) continue;
        const now = field[i * depth + c]!;
        field[i * depth + c] = now + OVER * (sum / count - now);
      }
    }
  }
}
