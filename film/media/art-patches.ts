import type { ArtCanvas } from './art-canvas.ts';
import { distanceTo } from './distance.ts';
import { wholePatches } from './whole-patches.ts';

/** Half a patch: patches are 7 by 7 pixels. */
export const REACH = 3;
const SIDE = 2 * REACH + 1;
/** What is known counts this much in a comparison; what is filled counts less the deeper it lies. */
const KNOWN = 4;
const DECAY = 0.25;
const LEAST = 0.3;
/** How much a patch of another smooth colour, or of stronger or weaker texture, costs. */
const OTHER_COLOUR = 1.5;
const OTHER_TEXTURE = 4;
/** What a source as far off as the picture is long costs, in squared colour steps; up and down, three times. */
const FARNESS = 300;
/** A patch is tinted by this part of how its smooth colour differs from the one asked for ... */
const TINT = 0.7;
/** ... and by no more levels: more is no change of light, but another thing. */
const MOST_TINT = 24;
/** Patches that fit worse than most say little where several overlap; never below this, squared steps. */
const USUAL_COST = 12;
/** The middle of a patch says more than its rim. */
const NEAR = Float32Array.from({ length: SIDE * SIDE }, (_, i) => {
  const dx = (i % SIDE) - REACH;
  const dy = Math.floor(i / SIDE) - REACH;
  return 1 / (1 + 0.35 * (dx * dx + dy * dy));
});

/** A canvas whose holes are filled by patches of what is known of it. */
export interface PatchedCanvas extends ArtCanvas {
  /** The smooth colour that is asked for, R, G and B in turn. */
  readonly smooth: Float32Array;
  /** How strong the texture is that is asked for: the mean difference from the smooth colour. */
  readonly texture: Float32Array;
  /** The pixels of the holes and those so near that a patch around them reaches in, row by row. */
  readonly targets: Int32Array;
  /** For each target the middle of the known patch that is laid there; -1 where there is none yet. */
  readonly source: Int32Array;
  /** How badly it fits: mean squared colour steps a pixel, and what is added for its place. */
  readonly cost: Float32Array;
  /** How much each pixel counts in a comparison. */
  readonly trust: Float32Array;
  /** 1 where a whole patch is known. */
  readonly whole: Uint8Array;
}

/** @param smooth, texture size of the canvas, spanned over its holes */
export function patchedCanvas(
  canvas: ArtCanvas,
  smooth: Float32Array,
  texture: Float32Array,
): PatchedCanvas {
  const { width, height, state, colour } = canvas;
  const depth = distanceTo(canvas, (i) => state[i] === 0).distance;
  const near = distanceTo(canvas, (i) => state[i] === 1).distance;
  const trust = Float32Array.from(state, (value, i) =>
    value === 0 ? KNOWN : value === 1 ? Math.max(LEAST, Math.exp(-DECAY * depth[i]!)) : 0,
  );
  const targets: number[] = [];
  for (let i = 0; i < state.length; i++) {
    if (state[i] === 1 || (state[i] === 0 && near[i]! <= REACH)) targets.push(i);
  }
  return {
    width,
    height,
    state,
    colour,
    smooth,
    texture,
    trust,
    whole: wholePatches(canvas, canvas.state, REACH),
    targets: Int32Array.from(targets),
    source: new Int32Array(state.length).fill(-1),
    cost: new Float32Array(state.length).fill(Number.POSITIVE_INFINITY),
  };
}

/** Weighs what is laid by what lies there now; a target without a patch, or every one on `anew`, tries chance. */
export function weighPatches(canvas: PatchedCanvas, random: () => number, anew: boolean): void {
  const { state, targets, source, cost } = canvas;
  const known: number[] = [];
  for (let i = 0; i < state.length; i++) if (state[i] === 0) known.push(i);
  for (const target of targets) {
    const laid = source[target]!;
    source[target] = -1;
    cost[target] = Number.POSITIVE_INFINITY;
    if (laid >= 0) tryPatch(canvas, target, laid);
    if (!anew && source[target]! >= 0) continue;
    for (let k = 0; k < 4; k++) {
      tryPatch(canvas, target, known[Math.floor(random() * known.length)]!);
    }
  }
}

/**
 * Finds for each target the known patch that fits best: neighbours pass on their finds, and chance looks
 * around each in shrinking circles (PatchMatch, Barnes et al. 2009).
 * @param search whether chance is asked; without it finds are only passed on
 */
export function matchPatches(
  canvas: PatchedCanvas,
  random: () => number,
  how: { readonly sweeps: number; readonly search: boolean },
): void {
  const { width, height, targets, source, state } = canvas;
  for (let sweep = 0; sweep < how.sweeps; sweep++) {
    const forward = sweep % 2 === 0;
    const step = forward ? -1 : 1;
    for (let k = 0; k < targets.length; k++) {
      const target = targets[forward ? k : targets.length - 1 - k]!;
      const x = target % width;
      // A neighbour's patch moved by one is nearly always as good here.
      const beside = x + step >= 0 && x + step < width ? source[target + step]! : -1;
      const besideX = (beside % width) - step;
      if (beside >= 0 && besideX >= 0 && besideX < width && state[beside - step] === 0)
        tryPatch(canvas, target, beside - step);
      const other = source[target + step * width] ?? -1;
      if (other >= 0 && state[other - step * width] === 0)
        tryPatch(canvas, target, other - step * width);
      const best = source[target]!;
      if (!how.search || best < 0) continue;
      const bx = best % width;
      const by = (best - bx) / width;
      for (let radius = Math.max(width, height) / 2; radius >= 1; radius /= 2.5) {
        const sx = Math.round(bx + (random() * 2 - 1) * radius);
        const sy = Math.round(by + (random() * 2 - 1) * radius);
        if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
        if (state[sy * width + sx] === 0) tryPatch(canvas, target, sy * width + sx);
      }
    }
  }
}

/**
 * Fills the holes: each pixel is the mean of what the patches over it say, those that fit well above all.
 * @param doubt size of the canvas; takes how far the patches over each pixel of a hole differ, in levels:
 *   where they say other things their mean is a smear, or a tear
 */
export function layPatches(canvas: PatchedCanvas, doubt?: Float32Array): void {
  const { width, height, targets, source, cost, colour, state, trust } = canvas;
  const costs: number[] = [];
  for (let k = 0; k < targets.length; k += 7) {
    if (source[targets[k]!]! >= 0) costs.push(cost[targets[k]!]!);
  }
  costs.sort((a, b) => a - b);
  const usual = Math.max(USUAL_COST, costs[Math.floor(costs.length * 0.6)] ?? 0);
  const weights = new Float32Array(width * height);
  const tints = new Float32Array(width * height * 3);
  for (const target of targets) {
    const from = source[target]!;
    if (from < 0) continue;
    weights[target] = Math.exp(-cost[target]! / usual) * trust[target]! + 1e-6;
    for (let c = 0; c < 3; c++) tints[target * 3 + c] = tintOf(canvas, target, from, c);
  }
  const laid = new Float32Array(targets.length * 3);
  for (let k = 0; k < targets.length; k++) {
    const target = targets[k]!;
    if (state[target] !== 1) continue;
    const x = target % width;
    const y = (target - x) / width;
    let r = 0;
    let g = 0;
    let b = 0;
    let total = 0;
    let squares = 0;
    for (let dy = Math.max(-REACH, -y); dy <= Math.min(REACH, height - 1 - y); dy++) {
      for (let dx = Math.max(-REACH, -x); dx <= Math.min(REACH, width - 1 - x); dx++) {
        const n = target + dy * width + dx;
        const weight = weights[n]! * NEAR[(dy + REACH) * SIDE + dx + REACH]!;
        if (weight === 0) continue;
        const from = (source[n]! - dy * width - dx) * 3;
        const red = colour[from]! + tints[n * 3]!;
        const green = colour[from + 1]! + tints[n * 3 + 1]!;
        const blue = colour[from + 2]! + tints[n * 3 + 2]!;
        r += red * weight;
        g += green * weight;
        b += blue * weight;
        if (doubt) squares += (red * red + green * green + blue * blue) * weight;
        total += weight;
      }
    }
    if (doubt && total > 0) {
      const spread = squares / total - (r * r + g * g + b * b) / (total * total);
      doubt[target] = Math.sqrt(Math.max(0, spread / 3));
    }
    laid[k * 3] = total > 0 ? r / total : colour[target * 3]!;
    laid[k * 3 + 1] = total > 0 ? g / total : colour[target * 3 + 1]!;
    laid[k * 3 + 2] = total > 0 ? b / total : colour[target * 3 + 2]!;
  }
  for (let k = 0; k < targets.length; k++) {
    const target = targets[k]!;
    if (state[target] !== 1) continue;
    for (let c = 0; c < 3; c++) colour[target * 3 + c] = laid[k * 3 + c]!;
  }
}

/** Lays a patch where it fits better than what is laid there. */
function tryPatch(canvas: PatchedCanvas, target: number, from: number): void {
  const { width, height, smooth, texture, cost, source } = canvas;
  if (from === target || from === source[target]) return;
  const tx = target % width;
  const ty = (target - tx) / width;
  const sx = from % width;
  const sy = (from - sx) / width;
  const far = ((tx - sx) ** 2 + 3 * (ty - sy) ** 2) / (width * width + height * height);
  let other = 0;
  for (let c = 0; c < 3; c++) other += (smooth[target * 3 + c]! - smooth[from * 3 + c]!) ** 2;
  const rougher = (texture[target]! - texture[from]!) ** 2;
  const given = FARNESS * far + OTHER_COLOUR * other + OTHER_TEXTURE * rougher;
  const limit = cost[target]!;
  if (given >= limit) return;
  const found = given + difference(canvas, target, from, limit - given);
  if (found >= limit) return;
  cost[target] = found;
  source[target] = from;
}

/** Mean squared difference a pixel of the tinted patch; infinite above `limit` or where it is not known. */
function difference(canvas: PatchedCanvas, target: number, from: number, limit: number): number {
  const { width, height, colour, state, trust, whole } = canvas;
  const tx = target % width;
  const ty = (target - tx) / width;
  const sx = from % width;
  const sy = (from - sx) / width;
  const isWhole = whole[from] === 1;
  const tintR = tintOf(canvas, target, from, 0);
  const tintG = tintOf(canvas, target, from, 1);
  const tintB = tintOf(canvas, target, from, 2);
  const top = Math.max(-REACH, -ty);
  const bottom = Math.min(REACH, height - 1 - ty);
  const left = Math.max(-REACH, -tx);
  const right = Math.min(REACH, width - 1 - tx);
  let weight = 0;
  for (let dy = top; dy <= bottom; dy++) {
    const row = target + dy * width;
    for (let dx = left; dx <= right; dx++) weight += trust[row + dx]!;
  }
  const most = limit * weight;
  let sum = 0;
  for (let dy = top; dy <= bottom; dy++) {
    const row = target + dy * width;
    const source = from + dy * width;
    for (let dx = left; dx <= right; dx++) {
      const counts = trust[row + dx]!;
      if (counts === 0) continue;
      if (!isWhole) {
        const isInside = sx + dx >= 0 && sx + dx < width && sy + dy >= 0 && sy + dy < height;
        if (!isInside || state[source + dx] !== 0) return Number.POSITIVE_INFINITY;
      }
      const a = (row + dx) * 3;
      const b = (source + dx) * 3;
      const r = colour[a]! - colour[b]! - tintR;
      const g = colour[a + 1]! - colour[b + 1]! - tintG;
      const bl = colour[a + 2]! - colour[b + 2]! - tintB;
      sum += (r * r + g * g + bl * bl) * counts;
    }
    if (sum > most) return Number.POSITIVE_INFINITY;
  }
  return weight > 0 ? sum / weight : Number.POSITIVE_INFINITY;
}

/** By how many levels of one channel a patch is tinted where it is laid, so that light and gradients go on. */
function tintOf({ smooth }: PatchedCanvas, target: number, from: number, c: number): number {
  const tint = TINT * (smooth[target * 3 + c]! - smooth[from * 3 + c]!);
  return Math.max(-MOST_TINT, Math.min(MOST_TINT, tint));
}
