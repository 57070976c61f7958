import type { Plane, Raster } from '../media/raster.ts';
import { distanceTo } from './distance.ts';

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
}

/** Weighs a refined matte against the picture it was cut from. */
export function weighMatte(
  picture: Raster,
  soft: Plane,
  matte: Plane,
  agreement: number,
  inside?: Uint8Array,
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
    return { agreement, share: 0, decided: 0, steady: 0, edges: 0, free: 0, compact: 0 };
  }
  const outline = outlineEvidence(picture, matte, inside);
  const portion = area / panel;
  return {
    agreement: ramp(agreement, 0.55, 0.92),
    share: ramp(portion, 0.008, 0.02) * ramp(portion, 0.85, 0.65),
    decided: ramp(middle / area, 0.4, 0.12),
    steady: ramp(common / either, 0.78, 0.94),
    edges: outline.supported,
    free: ramp(outline.bordered, 0.62, 0.42),
    compact: ramp((outline.length * outline.length) / (4 * Math.PI * area), 24, 10),
  };
}

/** One figure from 0 to 1: good evidence cannot make up for one plain sign of a torn matte. */
export function trustOf(evidence: MatteEvidence): number {
  const { agreement, share, decided, steady, edges, free, compact } = evidence;
  const quality = edges * (0.55 + 0.45 * agreement) * (0.6 + 0.4 * steady) * (0.6 + 0.4 * decided);
  return quality * share * free * (0.5 + 0.5 * compact);
}

/**
 * Walks the outline of a matte: the share of it that lies on an edge of the picture, the share that
 * lies along the panel's border, and its length in pixels without that border.
 */
function outlineEvidence(
  picture: Raster,
  matte: Plane,
  inside: Uint8Array | undefined,
): { supported: number; bordered: number; length: number } {
  const { width, height, data } = picture;
  const out = (i: number): boolean => inside !== undefined && !inside[i];
  const solid = (i: number): boolean => matte.data[i]! > 127;
  const inner = distanceTo(picture, (i) => !solid(i)).distance;
  const outer = distanceTo(picture, solid).distance;
  const signed = (i: number): number => (solid(i) ? inner[i]! : -outer[i]!);
  let length = 0;
  let border = 0;
  let support = 0;
  const mean = [0, 0, 0];
  /** Mean colour of the 3x3 pixels around a point that is inside the panel; false where it is not. */
  const colourAt = (px: number, py: number, into: number[]): boolean => {
    const x = Math.round(px);
    const y = Math.round(py);
    if (x < 1 || y < 1 || x >= width - 1 || y >= height - 1 || out(y * width + x)) return false;
    for (let c = 0; c < 3; c++) {
      let sum = 0;
      for (let k = 0; k < 9; k++) {
        sum += data[((y - 1 + ((k / 3) | 0)) * width + x - 1 + (k % 3)) * 4 + c]!;
      }
      into[c] = sum / 9;
    }
    return true;
  };
  const here = [0, 0, 0];
  const there = [0, 0, 0];
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
      length++;
      const gx = signed(r) - signed(l);
      const gy = signed(d) - signed(u);
      const norm = Math.hypot(gx, gy) || 1;
      let most = 0;
      // A contrast between the two sides, or a drawn line that runs between like sides.
      if (
        colourAt(x + (gx / norm) * 4, y + (gy / norm) * 4, here) &&
        colourAt(x - (gx / norm) * 4, y - (gy / norm) * 4, there)
      ) {
        most = Math.hypot(here[0]! - there[0]!, here[1]! - there[1]!, here[2]! - there[2]!);
        for (let k = -2; k <= 2; k++) {
          if (!colourAt(x + (gx / norm) * k, y + (gy / norm) * k, mean)) continue;
          const fromHere = Math.hypot(
            here[0]! - mean[0]!,
            here[1]! - mean[1]!,
            here[2]! - mean[2]!,
          );
          const fromThere = Math.hypot(
            there[0]! - mean[0]!,
            there[1]! - mean[1]!,
            there[2]! - mean[2]!,
          );
          most = Math.max(most, Math.min(fromHere, fromThere));
        }
      }
      support += ramp(most, 14, 46);
    }
  }
  return {
    supported: length > 0 ? ramp(support / length, 0.42, 0.8) : 0,
    bordered: border / Math.max(1, border + length),
    length,
  };
}

/** 0 at `from`, 1 at `to`, straight between; `from` may be the greater. */
export function ramp(value: number, from: number, to: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)));
}
