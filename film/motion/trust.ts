import { boxAround } from '../media/blob.ts';
import { boxMean } from '../media/box-mean.ts';
import { distanceTo } from '../media/distance.ts';
import type { Plane, Raster } from '../media/raster.ts';

/** Below this a stage keeps its figures on the plate: only the camera moves. */
export const TRUST_FLOOR = 0.5;

/** What speaks for and against a matte; each from 0 (torn) to 1 (clean). */
export interface MatteEvidence {
  /** How far the finder's looks agreed. */
  readonly agreement: number;
  /** Neither a speck nor nearly everything. */
  readonly share: number;
  /** How little of the finder's matte was neither yes nor no. */
  readonly decided: number;
  /** How little the refinement had to change. */
  readonly steady: number;
  /** How much of the outline lies on an edge of the picture. */
  readonly edges: number;
  /** How little of the panel's border it lies along. */
  readonly free: number;
  /** One body rather than a lace of threads. */
  readonly compact: number;
  /**
   * Whether it runs on to the panel's lower edge, or under lettering. What ends above may be a head that
   * was taken without its body: in colour a small doubt, for its outline would tell; in black and white,
   * where any stroke looks like an outline, a great one.
   */
  readonly grounded: number;
  /**
   * How little it is one round shape that ends in mid-air: so ends a head taken without its body, whose
   * own jaw is as good an edge as any. Nobody misses the parallax of a ball or a moon.
   */
  readonly ended: number;
}

/**
 * Weighs a refined matte against the picture it was cut from.
 * @param inside size of the picture, 0 outside the panel
 * @param covered size of the picture, not 0 where lettering lies over the art: an outline that ends
 *   there says nothing either way
 */
export function weighMatte(
  picture: Raster,
  soft: Plane,
  matte: Plane,
  agreement: number,
  inside?: Uint8Array,
  covered?: Uint8Array,
): MatteEvidence {
  const { width, height } = picture;
  const count = width * height;
  let area = 0;
  let panel = 0;
  let middle = 0;
  let common = 0;
  let either = 0;
  for (let i = 0; i < count; i++) {
    if (inside && !inside[i]) continue;
    panel++;
    const solid = matte.data[i]! > 127;
    const seen = soft.data[i]! > 127;
    if (solid) area++;
    if (solid && seen) common++;
    if (solid || seen) either++;
    if (soft.data[i]! > 50 && soft.data[i]! < 205) middle++;
  }
  if (area === 0) {
    return {
      agreement,
      share: 0,
      decided: 0,
      steady: 0,
      edges: 0,
      free: 0,
      compact: 0,
      grounded: 0,
      ended: 0,
    };
  }
  const outline = outlineEvidence(picture, matte, inside, covered);
  const portion = area / panel;
  const standing = groundOf(matte, inside, covered);
  return {
    agreement: ramp(agreement, 0.55, 0.92),
    share: ramp(portion, 0.008, 0.02) * ramp(portion, 0.85, 0.65),
    decided: ramp(middle / area, 0.4, 0.12),
    steady: ramp(common / either, 0.78, 0.94),
    edges: outline.supported,
    free: ramp(outline.bordered, 0.62, 0.42),
    compact: ramp((outline.length * outline.length) / (4 * Math.PI * area), 24, 10),
    grounded: Math.max(0.75 * ramp(colourOf(picture, matte), 10, 22), standing),
    ended: 1 - (1 - standing) * roundness(matte, area, outline.length),
  };
}

/** One figure from 0 to 1: good evidence cannot make up for one plain sign of a torn matte. */
export function trustOf(evidence: MatteEvidence): number {
  const { agreement, share, decided, steady, edges, free, compact, grounded, ended } = evidence;
  const seen = (0.55 + 0.45 * agreement) * (0.6 + 0.4 * steady) * (0.3 + 0.7 * decided);
  return (
    seen *
    edges *
    share *
    free *
    (0.5 + 0.5 * compact) *
    (0.4 + 0.6 * grounded) *
    (0.5 + 0.5 * ended)
  );
}

/** How colourful the figure is: mean distance of its pixels from grey, 0 to 255. */
function colourOf(picture: Raster, matte: Plane): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < matte.data.length; i++) {
    if (matte.data[i]! < 128) continue;
    const r = picture.data[i * 4]!;
    const g = picture.data[i * 4 + 1]!;
    const b = picture.data[i * 4 + 2]!;
    sum += Math.max(r, g, b) - Math.min(r, g, b);
    count++;
  }
  return count > 0 ? sum / count : 0;
}

/** How far the lowest pixels of the figure's columns lie on the panel's edge or against lettering. */
function groundOf(
  matte: Plane,
  inside: Uint8Array | undefined,
  covered: Uint8Array | undefined,
): number {
  const { width, height, data } = matte;
  const margin = Math.max(4, Math.round(height * 0.025));
  let columns = 0;
  let standing = 0;
  for (let x = 0; x < width; x++) {
    let lowest = -1;
    for (let y = height - 1; y >= 0 && lowest < 0; y--) if (data[y * width + x]! > 127) lowest = y;
    if (lowest < 0) continue;
    columns++;
    const below = (Math.min(height - 1, lowest + margin) * width + x) | 0;
    const last = lowest + margin >= height - 1 || (inside !== undefined && !inside[below]);
    if (last || covered?.[below]) standing++;
  }
  return columns > 0 ? ramp(standing / columns, 0.2, 0.55) : 0;
}

/** How much the figure is one round shape as a head is: without limbs or folds, and not much longer. */
function roundness(matte: Plane, area: number, length: number): number {
  const box = boxAround(matte, 128);
  if (!box) return 0;
  const long = Math.max(box.width / box.height, box.height / box.width);
  const filled = area / (box.width * box.height);
  const winding = (length * length) / (4 * Math.PI * area);
  return ramp(filled, 0.55, 0.66) * ramp(winding, 2.6, 2) * ramp(long, 1.9, 1.6);
}

/**
 * Walks the outline of a matte: the share of it that lies on an edge of the picture, the share that
 * lies along the panel's border, and its length in pixels without that border. A stretch counts as a
 * whole: a few strokes that cross the outline by chance do not make it an edge.
 */
function outlineEvidence(
  picture: Raster,
  matte: Plane,
  inside: Uint8Array | undefined,
  covered: Uint8Array | undefined,
): { supported: number; bordered: number; length: number } {
  const { width, height, data } = picture;
  const out = (i: number): boolean => inside !== undefined && !inside[i];
  const solid = (i: number): boolean => matte.data[i]! > 127;
  const inner = distanceTo(picture, (i) => !solid(i)).distance;
  const outer = distanceTo(picture, solid).distance;
  const signed = (i: number): number => (solid(i) ? inner[i]! : -outer[i]!);
  // A painted edge is as wide as the picture is large.
  const apart = Math.max(1, Math.max(width, height) / 700);
  const side = 1.5 * apart;
  const rim = new Float32Array(width * height);
  const held = new Float32Array(width * height);
  let length = 0;
  let border = 0;
  const step = (ax: number, ay: number, bx: number, by: number): number => {
    const a = pixelAt(ax, ay);
    const b = pixelAt(bx, by);
    if (a < 0 || b < 0) return 0;
    return Math.hypot(
      data[a * 4]! - data[b * 4]!,
      data[a * 4 + 1]! - data[b * 4 + 1]!,
      data[a * 4 + 2]! - data[b * 4 + 2]!,
    );
  };
  const pixelAt = (px: number, py: number): number => {
    const x = Math.round(px);
    const y = Math.round(py);
    return x < 0 || y < 0 || x >= width || y >= height ? -1 : y * width + x;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      if (!solid(i) || out(i)) continue;
      const l = x > 0 ? i - 1 : -1;
      const r = x < width - 1 ? i + 1 : -1;
      const u = y > 0 ? i - width : -1;
      const d = y < height - 1 ? i + width : -1;
      if (l < 0 || r < 0 || u < 0 || d < 0 || out(l) || out(r) || out(u) || out(d)) {
        border++;
        continue;
      }
      if (solid(l) && solid(r) && solid(u) && solid(d)) continue;
      if (covered && (covered[l] || covered[r] || covered[u] || covered[d])) continue;
      length++;
      const gx = signed(r) - signed(l);
      const gy = signed(d) - signed(u);
      const norm = Math.hypot(gx, gy) || 1;
      const nx = gx / norm;
      const ny = gy / norm;
      // Across the outline the picture must change, and more than it does along it.
      let across = 0;
      for (let k = -1; k <= 1; k++) {
        const cx = x + nx * (k * apart - 0.5);
        const cy = y + ny * (k * apart - 0.5);
        across = Math.max(
          across,
          step(cx + nx * side, cy + ny * side, cx - nx * side, cy - ny * side),
        );
      }
      const along = step(x - ny * side, y + nx * side, x + ny * side, y - nx * side);
      rim[i] = 1;
      held[i] = ramp(across - 0.5 * along, 10, 42);
    }
  }
  const reach = Math.max(3, Math.round(Math.sqrt(length) * 0.35));
  const rims = boxMean(rim, picture, reach);
  const helds = boxMean(held, picture, reach);
  let support = 0;
  for (let i = 0; i < rim.length; i++) {
    if (rim[i]! > 0) support += ramp(helds[i]! / rims[i]!, 0.2, 0.45);
  }
  return {
    supported: length > 0 ? ramp(support / length, 0.72, 0.95) : 0,
    bordered: border / Math.max(1, border + length),
    length,
  };
}

/** 0 at `from`, 1 at `to`, straight between; `from` may be the greater. */
export function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
