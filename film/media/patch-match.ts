import type { Size } from '../space/size.ts';
import { wholePatches } from './whole-patches.ts';

/** Half a patch: patches are 7 by 7 pixels. */
const REACH = 3;

/**
 * What a source as far off as the picture is long costs, in squared colour steps a pixel: what was
 * hidden is more like its surroundings, and more like what lies beside it than above or below.
 */
const FARNESS = 1600;

/** The canvas that is filled: R, G, B in turn; state 0 is known, 1 missing, 2 never used. */
interface PatchCanvas extends Size {
  readonly colour: Float32Array;
  readonly state: Uint8Array;
}

/** For each target pixel (by its index in the canvas) the centre of the known patch that fits it best. */
export interface PatchField extends Size {
  readonly source: Int32Array;
  readonly cost: Float32Array;
}

/**
 * Finds for each target the known patch that looks most like what is there now: neighbours pass on
 * their finds, and chance looks around each in shrinking circles (PatchMatch, Barnes et al. 2009).
 * Undefined where the picture has no whole known patch to copy.
 * @param before the field of an earlier pass, or of the level of half the size when `doubled`
 */
export function matchPatches(
  canvas: PatchCanvas,
  targets: Int32Array,
  before: PatchField | undefined,
  random: () => number,
  how: { readonly sweeps: number; readonly doubled: boolean; readonly polish: boolean },
): PatchField | undefined {
  const { width, height } = canvas;
  const usable = wholePatches(canvas, canvas.state, REACH);
  const sources: number[] = [];
  for (let i = 0; i < usable.length; i++) if (usable[i]) sources.push(i);
  if (sources.length < 16 || targets.length === 0) return undefined;

  const diagonal = width * width + height * height;
  const source = new Int32Array(width * height).fill(-1);
  const cost = new Float32Array(width * height).fill(Number.POSITIVE_INFINITY);
  const tryAt = (target: number, candidate: number): void => {
    const dx = (target % width) - (candidate % width);
    const dy = Math.floor(target / width) - Math.floor(candidate / width);
    const far = (FARNESS * (dx * dx + 3 * dy * dy)) / diagonal;
    if (far >= cost[target]!) return;
    const found = far + patchCost(canvas, target, candidate, cost[target]! - far);
    if (found < cost[target]!) {
      cost[target] = found;
      source[target] = candidate;
    }
  };
  for (const target of targets) {
    const guess = before ? inherited(before, target, width, how.doubled) : -1;
    if (guess >= 0 && guess < usable.length && usable[guess]) tryAt(target, guess);
    if (source[target]! < 0) {
      for (let k = 0; k < 3; k++) {
        tryAt(target, sources[Math.floor(random() * sources.length)]!);
      }
    }
  }
  const widest = how.polish ? 4 : Math.max(width, height) / 2;
  for (let sweep = 0; sweep < how.sweeps; sweep++) {
    const forward = sweep % 2 === 0;
    const step = forward ? -1 : 1;
    for (let k = 0; k < targets.length; k++) {
      const target = targets[forward ? k : targets.length - 1 - k]!;
      const x = target % width;
      // A neighbour's patch moved by one is nearly always as good here.
      if (x + step >= 0 && x + step < width) {
        const candidate = source[target + step]! < 0 ? -1 : source[target + step]! - step;
        if (candidate >= 0 && usable[candidate]) tryAt(target, candidate);
      }
      const other = target + step * width;
      if (other >= 0 && other < source.length) {
        const candidate = source[other]! < 0 ? -1 : source[other]! - step * width;
        if (candidate >= 0 && candidate < usable.length && usable[candidate])
          tryAt(target, candidate);
      }
      if (how.polish) continue;
      const best = source[target]!;
      const bx = best % width;
      const by = (best - bx) / width;
      for (let radius = widest; radius >= 1; radius /= 2.5) {
        const sx = Math.round(bx + (random() * 2 - 1) * radius);
        const sy = Math.round(by + (random() * 2 - 1) * radius);
        if (sx < 0 || sy < 0 || sx >= width || sy >= height) continue;
        if (usable[sy * width + sx]) tryAt(target, sy * width + sx);
      }
    }
  }
  return { width, height, source, cost };
}

/** Blends the matched patches into the targets: each pixel is the mean of what the patches over it say. */
export function votePatches(canvas: PatchCanvas, targets: Int32Array, field: PatchField): void {
  const { width, height, colour } = canvas;
  const costs: number[] = [];
  for (let k = 0; k < targets.length; k += 17) costs.push(field.cost[targets[k]!]!);
  costs.sort((a, b) => a - b);
  const typical = Math.max(20, costs[Math.floor(costs.length * 0.6)] ?? 20);
  const voted = new Float32Array(targets.length * 3);
  for (let k = 0; k < targets.length; k++) {
    const target = targets[k]!;
    const x = target % width;
    const y = (target - x) / width;
    let r = 0;
    let g = 0;
    let b = 0;
    let total = 0;
    for (let dy = -REACH; dy <= REACH; dy++) {
      if (y + dy < 0 || y + dy >= height) continue;
      for (let dx = -REACH; dx <= REACH; dx++) {
        if (x + dx < 0 || x + dx >= width) continue;
        const neighbour = target + dy * width + dx;
        const from = field.source[neighbour]!;
        if (from < 0) continue;
        const weight =
          Math.exp(-field.cost[neighbour]! / typical) / (1 + 0.35 * (dx * dx + dy * dy));
        const pixel = (from - dy * width - dx) * 3;
        r += colour[pixel]! * weight;
        g += colour[pixel + 1]! * weight;
        b += colour[pixel + 2]! * weight;
        total += weight;
      }
    }
    voted[k * 3] = total > 0 ? r / total : colour[target * 3]!;
    voted[k * 3 + 1] = total > 0 ? g / total : colour[target * 3 + 1]!;
    voted[k * 3 + 2] = total > 0 ? b / total : colour[target * 3 + 2]!;
  }
  for (let k = 0; k < targets.length; k++) {
    for (let c = 0; c < 3; c++) colour[targets[k]! * 3 + c] = voted[k * 3 + c]!;
  }
}

/** Mean squared difference a pixel; known pixels of the target count five times, they are the truth. */
function patchCost(canvas: PatchCanvas, target: number, source: number, limit: number): number {
  const { width, height, colour, state } = canvas;
  const x = target % width;
  const y = (target - x) / width;
  let sum = 0;
  let weight = 0;
  const most = limit * 49 * 5;
  for (let dy = -REACH; dy <= REACH; dy++) {
    if (y + dy < 0 || y + dy >= height) continue;
    for (let dx = -REACH; dx <= REACH; dx++) {
      if (x + dx < 0 || x + dx >= width) continue;
      const t = target + dy * width + dx;
      if (state[t] === 2) continue;
      const a = t * 3;
      const b = (source + dy * width + dx) * 3;
      const r = colour[a]! - colour[b]!;
      const g = colour[a + 1]! - colour[b + 1]!;
      const bl = colour[a + 2]! - colour[b + 2]!;
      const trust = state[t] === 0 ? 5 : 1;
      sum += (r * r + g * g + bl * bl) * trust;
      weight += trust;
    }
    if (sum > most) return Number.POSITIVE_INFINITY;
  }
  return weight > 0 ? sum / weight : Number.POSITIVE_INFINITY;
}

/** What an earlier field says for a target; at half the size its offset counts twice. */
function inherited(before: PatchField, target: number, width: number, doubled: boolean): number {
  if (!doubled || before.width === width) return before.source[target] ?? -1;
  const x = target % width;
  const y = (target - x) / width;
  const cx = Math.min(before.width - 1, x >> 1);
  const cy = Math.min(before.height - 1, y >> 1);
  const from = before.source[cy * before.width + cx]!;
  if (from < 0) return -1;
  const sx = from % before.width;
  const sy = (from - sx) / before.width;
  const nx = sx * 2 + (x & 1);
  return nx < width ? (sy * 2 + (y & 1)) * width + nx : -1;
}
