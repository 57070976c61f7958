import { chance } from '../grammar/seeded-chance.ts';
import { type ArtCanvas, halfCanvas, meanColour } from './art-canvas.ts';
import {
  layPatches,
  matchPatches,
  type PatchedCanvas,
  patchedCanvas,
  REACH,
  weighPatches,
} from './art-patches.ts';
import { boxMean } from './box-mean.ts';
import { distanceTo } from './distance.ts';
import { spanMembrane } from './membrane.ts';

export type { ArtCanvas } from './art-canvas.ts';

/** At the coarsest size no pixel of a hole is farther from its rim, so that a patch sees both sides. */
const DEEPEST = 6;
/** Rounds at the coarsest size; one less at each finer one, and a single one at the last. */
const ROUNDS = 6;
/** How much of the finest texture stays far from the rim ... */
const FINEST = 0.65;
/** ... and within how many pixels it is taken back: there it is a guess. */
const TAKEN_BACK = 6;

/**
 * Fills the holes of a picture, in place, so that lines, texture and light go on. From coarse to fine,
 * patches of what is known are laid into the hole where they fit what lies around and what coarser sizes
 * say (Wexler, Shechtman and Irani 2007). At the coarsest size the smooth film spanned over the hole asks
 * for a colour, at every size the strength of the texture around it asks for as much of it; patches are
 * tinted towards that, so that no seam is left where light changes. The same canvas is always filled alike.
 * @param halvings at which of the sizes doubt is taken: at the finest, grain differs as well
 * @returns size of the canvas: how far the patches laid over a pixel of a hole differ, in levels; 0 elsewhere
 */
export function fillArt(canvas: ArtCanvas, halvings = 0): Float32Array {
  if (!canvas.state.includes(1) || !canvas.state.includes(0))
    return new Float32Array(canvas.state.length);
  const sizes: ArtCanvas[] = [canvas];
  while (depthOf(sizes.at(-1)!) > DEEPEST) {
    const { width, height } = sizes.at(-1)!;
    const half = halfCanvas(sizes.at(-1)!);
    if (Math.min(width, height) < 8 * REACH || !half.state.includes(0)) break;
    sizes.push(half);
  }
  const random = chance(1);
  const studied = Math.min(halvings, sizes.length - 1);
  const doubt = new Float32Array(sizes[studied]!.state.length);
  let coarser: PatchedCanvas | undefined;
  for (let n = sizes.length - 1; n >= 0; n--) {
    const size = sizes[n]!;
    const smooth = meanColour(size, 1, isKnown);
    const texture = textureOf(size, smooth);
    spanMembrane(size, smooth, size.state, 3);
    for (let i = 0; i < size.state.length; i++) {
      if (size.state[i] !== 1) continue;
      for (let c = 0; c < 3; c++) size.colour[i * 3 + c] = smooth[i * 3 + c]!;
    }
    const patched: PatchedCanvas = patchedCanvas(size, smooth, texture);
    if (coarser) {
      carryOver(coarser, patched);
      layPatches(patched);
      smooth.set(meanColour(size, 1, isUsed));
    }
    weighPatches(patched, random, coarser === undefined);
    const rounds = n === 0 ? 1 : Math.max(2, ROUNDS - (sizes.length - 1 - n));
    for (let round = 0; round < rounds; round++) {
      if (round > 0) weighPatches(patched, random, false);
      matchPatches(patched, random, { sweeps: n === 0 ? 1 : 2, search: n > 0 || rounds > 1 });
      layPatches(patched, n === studied && round === rounds - 1 ? doubt : undefined);
    }
    coarser = patched;
  }
  takeBack(canvas);
  return doubled(doubt, sizes[studied]!, canvas, studied);
}

/** A field of a size that was halved so often, over the holes of the whole one. */
function doubled(
  field: Float32Array,
  half: ArtCanvas,
  { width, state }: ArtCanvas,
  halvings: number,
): Float32Array {
  return Float32Array.from(state, (value, i) => {
    if (value !== 1) return 0;
    const x = Math.min(half.width - 1, (i % width) >> halvings);
    const y = Math.min(half.height - 1, Math.floor(i / width) >> halvings);
    return field[y * half.width + x]!;
  });
}

function isKnown(state: number): boolean {
  return state === 0;
}

function isUsed(state: number): boolean {
  return state !== 2;
}

/** How far the innermost pixel of the holes lies from the nearest known one, pixels. */
function depthOf(canvas: ArtCanvas): number {
  const { distance } = distanceTo(canvas, (i) => canvas.state[i] === 0);
  let most = 0;
  for (let i = 0; i < distance.length; i++) {
    if (canvas.state[i] === 1 && distance[i]! > most) most = distance[i]!;
  }
  return most;
}

/** How strong texture is around each known pixel, spanned over the holes. */
function textureOf(canvas: ArtCanvas, smooth: Float32Array): Float32Array {
  const { state, colour } = canvas;
  const known = Float32Array.from(state, (value) => (value === 0 ? 1 : 0));
  const off = new Float32Array(state.length);
  for (let i = 0; i < state.length; i++) {
    if (!known[i]) continue;
    for (let c = 0; c < 3; c++) off[i]! += Math.abs(colour[i * 3 + c]! - smooth[i * 3 + c]!) / 3;
  }
  const share = boxMean(known, canvas, REACH);
  const mean = boxMean(off, canvas, REACH);
  const texture = mean.map((value, i) => (known[i] ? value / share[i]! : 0));
  spanMembrane(canvas, texture, state, 1);
  return texture;
}

/** What is laid at half the size is laid at this one: the same offsets, in finer pixels. */
function carryOver(coarser: PatchedCanvas, finer: PatchedCanvas): void {
  const { width, height, state, source, cost } = finer;
  for (const target of finer.targets) {
    const x = target % width;
    const y = (target - x) / width;
    const from = coarser.source[(y >> 1) * coarser.width + (x >> 1)]!;
    if (from < 0) continue;
    const sx = (from % coarser.width) * 2 + (x & 1);
    const sy = Math.floor(from / coarser.width) * 2 + (y & 1);
    if (sx >= width || sy >= height || finer.whole[sy * width + sx] === 0) continue;
    if (state[sy * width + sx] !== 0) continue;
    source[target] = sy * width + sx;
    cost[target] = 0;
  }
}

/** Takes the finest texture back a little, away from the rim. */
function takeBack(canvas: ArtCanvas): void {
  const { state, colour } = canvas;
  const mean = meanColour(canvas, 2, isUsed);
  const { distance } = distanceTo(canvas, (i) => state[i] === 0);
  for (let i = 0; i < state.length; i++) {
    if (state[i] !== 1) continue;
    const stays = FINEST + (1 - FINEST) * Math.exp(-distance[i]! / TAKEN_BACK);
    for (let c = 0; c < 3; c++) {
      const at = i * 3 + c;
      colour[at] = mean[at]! + (colour[at]! - mean[at]!) * stays;
    }
  }
}
