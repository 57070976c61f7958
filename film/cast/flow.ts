import type { Laid } from './lay-over.ts';

/** Where one patch of the reference went in the candidate. */
export interface Moved {
  /** Middle of the patch, pixels of what was laid over. */
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  /** Correlation of the patch with what it is taken for, -1 to 1: near 1 where it is the same drawing. */
  readonly alike: number;
}

/** Patches are this many pixels a side, and this far apart. */
const REACH = 7;
const APART = 5;
/** Less spread of lightness than this has nothing to hold on to. */
const LEAST_SPREAD = 0.02;
/** Halvings that are looked at before the whole, and how far each looks around. */
const HALVINGS = 2;
const AROUND = 4;
const NEARBY = 2;
/** A patch must be this much inside both figures. */
const LEAST_INSIDE = 0.6;

interface Field {
  readonly width: number;
  readonly height: number;
  readonly from: Float32Array;
  readonly to: Float32Array;
  readonly isFrom: Uint8Array;
  readonly isTo: Uint8Array;
}

/**
 * Finds where each patch of the reference went, coarse to fine, by the correlation of lightness: a patch may be
 * lighter, darker or flatter and is found all the same. To a fraction of a pixel.
 */
export function flowOf(laid: Laid): readonly Moved[] {
  const fields: Field[] = [
    {
      width: laid.width,
      height: laid.height,
      from: laid.reference.l,
      to: laid.candidate.l,
      isFrom: laid.reference.is,
      isTo: laid.candidate.is,
    },
  ];
  for (let k = 0; k < HALVINGS; k++) fields.push(halved(fields[k]!));
  let moved: readonly Moved[] = [];
  for (let k = HALVINGS; k >= 0; k--) {
    const field = fields[k]!;
    const before = k === HALVINGS ? undefined : smoothedFlow(moved);
    const step = k === 0 ? APART : 4;
    moved = patchesOf(field, step, k === HALVINGS ? AROUND : NEARBY, before);
  }
  return moved;
}

function patchesOf(field: Field, step: number, around: number, before: Flow | undefined): Moved[] {
  const moved: Moved[] = [];
  const scores = new Float32Array((2 * around + 1) ** 2);
  for (let y = REACH; y < field.height - REACH; y += step) {
    for (let x = REACH; x < field.width - REACH; x += step) {
      if (!field.isFrom[y * field.width + x]) continue;
      const [gx, gy] = before?.(x / 2, y / 2) ?? [0, 0];
      const sx = Math.round(2 * gx);
      const sy = Math.round(2 * gy);
      let best = -2;
      let at = -1;
      for (let dy = -around; dy <= around; dy++) {
        for (let dx = -around; dx <= around; dx++) {
          const score = correlation(field, x, y, sx + dx, sy + dy);
          const k = (dy + around) * (2 * around + 1) + dx + around;
          scores[k] = score;
          if (score > best) {
            best = score;
            at = k;
          }
        }
      }
      if (best <= -1) continue;
      const wide = 2 * around + 1;
      const kx = at % wide;
      const ky = (at - kx) / wide;
      const fx = kx > 0 && kx < wide - 1 ? peak(scores[at - 1]!, best, scores[at + 1]!) : 0;
      const fy = ky > 0 && ky < wide - 1 ? peak(scores[at - wide]!, best, scores[at + wide]!) : 0;
      moved.push({ x, y, dx: sx + kx - around + fx, dy: sy + ky - around + fy, alike: best });
    }
  }
  return moved;
}

/** The top of the parabola through three values, -0.5 to 0.5 from the middle one. */
function peak(before: number, here: number, after: number): number {
  const bend = before + after - 2 * here;
  if (before <= -1 || after <= -1 || !(bend < 0)) return 0;
  return Math.max(-0.5, Math.min(0.5, (before - after) / (2 * bend)));
}

/** -2 where there is nothing to compare. */
function correlation(field: Field, x: number, y: number, dx: number, dy: number): number {
  const { width, height, from, to, isFrom, isTo } = field;
  if (x + dx < REACH || y + dy < REACH || x + dx >= width - REACH || y + dy >= height - REACH) {
    return -2;
  }
  const shift = dy * width + dx;
  let count = 0;
  let sa = 0;
  let sb = 0;
  let saa = 0;
  let sbb = 0;
  let sab = 0;
  for (let py = y - REACH; py <= y + REACH; py++) {
    const end = py * width + x + REACH;
    for (let i = py * width + x - REACH; i <= end; i++) {
      if (!isFrom[i] || !isTo[i + shift]) continue;
      const a = from[i]!;
      const b = to[i + shift]!;
      count++;
      sa += a;
      sb += b;
      saa += a * a;
      sbb += b * b;
      sab += a * b;
    }
  }
  if (count < LEAST_INSIDE * (2 * REACH + 1) ** 2) return -2;
  const va = saa / count - (sa / count) ** 2;
  const vb = sbb / count - (sb / count) ** 2;
  if (va < LEAST_SPREAD ** 2) return -2;
  if (vb < 1e-6) return 0;
  return (sab / count - (sa / count) * (sb / count)) / Math.sqrt(va * vb);
}

/** A movement between patches, of which some say nothing: undefined where none is near. */
export type Flow = (x: number, y: number) => readonly [number, number] | undefined;

/** The weighed mean of the patches near a place. */
export function smoothedFlow(moved: readonly Moved[]): Flow {
  const spread = 8;
  return (x, y) => {
    let sx = 0;
    let sy = 0;
    let sum = 0;
    for (const patch of moved) {
      const far = (patch.x - x) ** 2 + (patch.y - y) ** 2;
      if (far > 9 * spread * spread || patch.alike < 0.4) continue;
      const weight = Math.exp(-far / (2 * spread * spread)) * patch.alike ** 4;
      sx += patch.dx * weight;
      sy += patch.dy * weight;
      sum += weight;
    }
    return sum > 0.01 ? [sx / sum, sy / sum] : undefined;
  };
}

function halved(field: Field): Field {
  const width = field.width >> 1;
  const height = field.height >> 1;
  const half = {
    width,
    height,
    from: new Float32Array(width * height),
    to: new Float32Array(width * height),
    isFrom: new Uint8Array(width * height),
    isTo: new Uint8Array(width * height),
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = y * width + x;
      const i = 2 * y * field.width + 2 * x;
      const four = [i, i + 1, i + field.width, i + field.width + 1];
      half.from[o] = four.reduce((sum, k) => sum + field.from[k]!, 0) / 4;
      half.to[o] = four.reduce((sum, k) => sum + field.to[k]!, 0) / 4;
      half.isFrom[o] = four.every((k) => field.isFrom[k]) ? 1 : 0;
      half.isTo[o] = four.every((k) => field.isTo[k]) ? 1 : 0;
    }
  }
  return half;
}
