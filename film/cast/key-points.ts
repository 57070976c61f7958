import { resampleRaster } from '../media/resample.ts';
import type { Box } from '../space/box.ts';
import { figureAt, type Sighting } from './sighting.ts';

/** The figure's longer side is seen in this many pixels. */
const SIDE = 384;
/** Blurs of an octave; the first is this wide, in pixels of the octave. */
const STEPS = 3;
const FIRST_BLUR = 1.6;
/** How much a picture is taken to be blurred already. */
const OWN_BLUR = 0.5;
/** Fainter spots than this are noise; how much longer than wide a spot may be before it is an edge. */
const LEAST_CONTRAST = 0.012;
const EDGE = 10;
/** Not more spots than this, the strongest. */
const MOST = 700;
/** A description has 4 x 4 cells, each with 8 directions. */
export const DESCRIPTION = 128;

/** Spots of a figure that are found again in another picture of it, and what each looks like. */
export interface KeyPoints {
  readonly count: number;
  /** Pixels of the picture; twice `count`, x before y. */
  readonly places: Float32Array;
  /** How wide each spot is, pixels of the picture. */
  readonly widths: Float32Array;
  /** `DESCRIPTION` numbers each, together of length 1. */
  readonly descriptions: Float32Array;
  /** Pixels of the picture in one pixel of what was looked at. */
  readonly grain: number;
}

interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/**
 * Finds the spots of a figure that stand out at their own size and describes what lies around each (SIFT, Lowe 2004,
 * whose patent ended in 2020; upright, as figures are). Light and shade over a spot do not change its description;
 * colours are not looked at.
 */
export function keyPointsOf(sighting: Sighting): KeyPoints {
  const { box } = sighting;
  const grain = Math.max(box.width, box.height) / SIDE;
  const base = greyOf(sighting, box, grain);
  const spots: Spot[] = [];
  let octave = blurred(base, Math.sqrt(FIRST_BLUR ** 2 - OWN_BLUR ** 2));
  for (let scale = 1; Math.min(octave.width, octave.height) >= 16; scale *= 2) {
    const levels = [octave];
    for (let step = 1; step < STEPS + 3; step++) {
      const before = FIRST_BLUR * 2 ** ((step - 1) / STEPS);
      const after = FIRST_BLUR * 2 ** (step / STEPS);
      levels.push(blurred(levels[step - 1]!, Math.sqrt(after ** 2 - before ** 2)));
    }
    spots.push(...spotsOf(levels, scale));
    octave = halfOf(levels[STEPS]!);
  }
  spots.sort((a, b) => b.strength - a.strength);
  const kept = spots.slice(0, MOST);
  const places = new Float32Array(kept.length * 2);
  const widths = new Float32Array(kept.length);
  const descriptions = new Float32Array(kept.length * DESCRIPTION);
  for (const [k, spot] of kept.entries()) {
    places[k * 2] = box.x + (spot.x + 0.5) * spot.scale * grain;
    places[k * 2 + 1] = box.y + (spot.y + 0.5) * spot.scale * grain;
    widths[k] = spot.blur * spot.scale * grain;
    descriptions.set(describe(spot), k * DESCRIPTION);
  }
  return { count: kept.length, places, widths, descriptions, grain };
}

/** What the same spot looks like in a mirror. */
export function mirroredDescriptions(descriptions: Float32Array): Float32Array {
  const mirrored = new Float32Array(descriptions.length);
  for (let start = 0; start < descriptions.length; start += DESCRIPTION) {
    for (let y = 0; y < 4; y++) {
      for (let x = 0; x < 4; x++) {
        for (let way = 0; way < 8; way++) {
          // Directions are counted from the right by the eighth of a turn: the mirror sends w to 4 - w.
          const from = start + (y * 4 + 3 - x) * 8 + ((12 - way) % 8);
          mirrored[start + (y * 4 + x) * 8 + way] = descriptions[from]!;
        }
      }
    }
  }
  return mirrored;
}

interface Spot {
  /** Pixels of the octave. */
  readonly x: number;
  readonly y: number;
  readonly blur: number;
  /** Pixels of what was looked at in one of the octave. */
  readonly scale: number;
  readonly strength: number;
  readonly level: Grey;
}

function spotsOf(levels: readonly Grey[], scale: number): Spot[] {
  const { width, height } = levels[0]!;
  const differences = levels.slice(1).map((level, k) => {
    const data = new Float32Array(width * height);
    for (let i = 0; i < data.length; i++) data[i] = level.data[i]! - levels[k]!.data[i]!;
    return data;
  });
  const spots: Spot[] = [];
  for (let step = 1; step <= STEPS; step++) {
    const here = differences[step]!;
    for (let y = 2; y < height - 2; y++) {
      for (let x = 2; x < width - 2; x++) {
        const i = y * width + x;
        const value = here[i]!;
        if (Math.abs(value) < LEAST_CONTRAST || !isPeak(differences, step, i, width)) continue;
        const dxx = here[i - 1]! + here[i + 1]! - 2 * value;
        const dyy = here[i - width]! + here[i + width]! - 2 * value;
        const dxy =
          (here[i + width + 1]! -
            here[i + width - 1]! -
            here[i - width + 1]! +
            here[i - width - 1]!) /
          4;
        const trace = dxx + dyy;
        const determinant = dxx * dyy - dxy * dxy;
        if (determinant <= 0 || trace * trace * EDGE >= (EDGE + 1) ** 2 * determinant) continue;
        const dx = (here[i + 1]! - here[i - 1]!) / 2;
        const dy = (here[i + width]! - here[i - width]!) / 2;
        spots.push({
          x: x + within((dxy * dy - dyy * dx) / determinant),
          y: y + within((dxy * dx - dxx * dy) / determinant),
          blur: FIRST_BLUR * 2 ** (step / STEPS),
          scale,
          strength: Math.abs(value),
          level: levels[step]!,
        });
      }
    }
  }
  return spots;
}

function within(offset: number): number {
  return Math.max(-0.6, Math.min(0.6, offset));
}

function isPeak(
  differences: readonly Float32Array[],
  step: number,
  i: number,
  width: number,
): boolean {
  const value = differences[step]![i]!;
  for (let k = -1; k <= 1; k++) {
    const plane = differences[step + k]!;
    for (let dy = -width; dy <= width; dy += width) {
      for (let dx = -1; dx <= 1; dx++) {
        if (k === 0 && dy === 0 && dx === 0) continue;
        const other = plane[i + dy + dx]!;
        if (value > 0 ? other >= value : other <= value) return false;
      }
    }
  }
  return true;
}

/** 4 x 4 cells of eight directions around a spot, each edge shared out among the cells and directions near it. */
function describe({ x, y, blur, level }: Spot): Float32Array {
  const { width, height, data } = level;
  const cell = 3 * blur;
  const reach = Math.ceil(2.5 * cell);
  const made = new Float32Array(DESCRIPTION);
  const cx = Math.round(x);
  const cy = Math.round(y);
  for (let py = Math.max(1, cy - reach); py <= Math.min(height - 2, cy + reach); py++) {
    const gy = (py - y) / cell + 1.5;
    if (gy <= -1 || gy >= 4) continue;
    for (let px = Math.max(1, cx - reach); px <= Math.min(width - 2, cx + reach); px++) {
      const gx = (px - x) / cell + 1.5;
      if (gx <= -1 || gx >= 4) continue;
      const i = py * width + px;
      const dx = data[i + 1]! - data[i - 1]!;
      const dy = data[i + width]! - data[i - width]!;
      const strength = Math.hypot(dx, dy);
      if (strength === 0) continue;
      const far = ((gx - 1.5) ** 2 + (gy - 1.5) ** 2) / 8;
      const weight = strength * Math.exp(-far);
      const way = ((Math.atan2(dy, dx) / Math.PI) * 4 + 8) % 8;
      const x0 = Math.floor(gx);
      const y0 = Math.floor(gy);
      const w0 = Math.floor(way);
      for (let k = 0; k < 8; k++) {
        const tx = x0 + (k & 1);
        const ty = y0 + ((k >> 1) & 1);
        if (tx < 0 || ty < 0 || tx > 3 || ty > 3) continue;
        const share =
          (k & 1 ? gx - x0 : 1 - gx + x0) *
          ((k >> 1) & 1 ? gy - y0 : 1 - gy + y0) *
          (k >> 2 ? way - w0 : 1 - way + w0);
        made[(ty * 4 + tx) * 8 + ((w0 + (k >> 2)) % 8)]! += weight * share;
      }
    }
  }
  // The square root evens out single strong edges (RootSIFT, Arandjelovic and Zisserman 2012).
  let sum = 0;
  for (const value of made) sum += value;
  if (sum > 0) for (let k = 0; k < made.length; k++) made[k] = Math.sqrt(made[k]! / sum);
  return made;
}

/** Lightness 0 to 1 over a box of the picture; a middle grey where nothing of the figure is. */
function greyOf(sighting: Sighting, box: Box, grain: number): Grey {
  const { picture } = sighting;
  const data = picture.data.slice();
  for (let i = 0; i < picture.width * picture.height; i++) data[i * 4 + 3] = figureAt(sighting, i);
  const size = {
    width: Math.max(16, Math.round(box.width / grain)),
    height: Math.max(16, Math.round(box.height / grain)),
  };
  const small = resampleRaster({ ...picture, data }, box, size);
  const grey = new Float32Array(size.width * size.height);
  for (let i = 0; i < grey.length; i++) {
    const o = i * 4;
    const alpha = small.data[o + 3]! / 255;
    const light =
      (0.299 * small.data[o]! + 0.587 * small.data[o + 1]! + 0.114 * small.data[o + 2]!) / 255;
    grey[i] = light * alpha + 0.5 * (1 - alpha);
  }
  return { ...size, data: grey };
}

function halfOf({ width, height, data }: Grey): Grey {
  const size = { width: width >> 1, height: height >> 1 };
  const half = new Float32Array(size.width * size.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      half[y * size.width + x] = data[y * 2 * width + x * 2]!;
    }
  }
  return { ...size, data: half };
}

/** A Gaussian blur; what lies beyond the picture is as at its edge. */
function blurred({ width, height, data }: Grey, spread: number): Grey {
  const reach = Math.ceil(spread * 3);
  const weights = Float32Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * spread * spread)),
  );
  const sum = weights.reduce((all, weight) => all + weight, 0);
  for (let k = 0; k < weights.length; k++) weights[k]! /= sum;
  const across = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      let value = 0;
      for (let k = -reach; k <= reach; k++) {
        const at = x + k < 0 ? 0 : x + k >= width ? width - 1 : x + k;
        value += data[row + at]! * weights[k + reach]!;
      }
      across[row + x] = value;
    }
  }
  const down = new Float32Array(data.length);
  for (let y = 0; y < height; y++) {
    for (let k = -reach; k <= reach; k++) {
      const at = y + k < 0 ? 0 : y + k >= height ? height - 1 : y + k;
      const weight = weights[k + reach]!;
      const from = at * width;
      const to = y * width;
      for (let x = 0; x < width; x++) down[to + x]! += across[from + x]! * weight;
    }
  }
  return { width, height, data: down };
}
