import { resampleRaster } from '../media/resample.ts';
import { type Box, centreOf } from '../space/box.ts';
import { figureAt, type Sighting } from './sighting.ts';

/** The box is seen in this many pixels a side, in cells of CELL, each with edges in WAYS directions. */
const SIDE = 96;
const CELL = 16;
const WAYS = 9;
const CELLS = SIDE / CELL;

/** Numbers in a description of lines. */
export const LINES_LENGTH = CELLS * CELLS * WAYS;

/**
 * How the lines run in a part of a figure: for each of 6 x 6 cells how strongly its edges run in each of nine
 * directions (histograms of gradients, Dalal and Triggs 2005), as a vector of length 1. It looks at light and dark
 * alone, so it holds for ink on paper. The box is made a square around its middle.
 */
export function drawnLines(sighting: Sighting, box: Box): Float32Array {
  const { x, y } = centreOf(box);
  const side = Math.max(box.width, box.height, 1);
  const square = { x: x - side / 2, y: y - side / 2, width: side, height: side };
  const grey = greyOf(sighting, square);
  const lines = new Float32Array(LINES_LENGTH);
  for (let py = 1; py < SIDE - 1; py++) {
    for (let px = 1; px < SIDE - 1; px++) {
      const i = py * SIDE + px;
      const dx = grey[i + 1]! - grey[i - 1]!;
      const dy = grey[i + SIDE]! - grey[i - SIDE]!;
      const strength = Math.sqrt(Math.hypot(dx, dy));
      if (strength < 0.1) continue;
      const way = ((Math.atan2(dy, dx) + Math.PI) / Math.PI) * WAYS;
      const low = Math.floor(way);
      // Each edge is shared out among the four cells and two directions around it.
      const cx = (px + 0.5) / CELL - 0.5;
      const cy = (py + 0.5) / CELL - 0.5;
      const x0 = Math.floor(cx);
      const y0 = Math.floor(cy);
      for (let k = 0; k < 8; k++) {
        const gx = x0 + (k & 1);
        const gy = y0 + ((k >> 1) & 1);
        if (gx < 0 || gy < 0 || gx >= CELLS || gy >= CELLS) continue;
        const share =
          (k & 1 ? cx - x0 : 1 - cx + x0) *
          ((k >> 1) & 1 ? cy - y0 : 1 - cy + y0) *
          (k >> 2 ? way - low : 1 - way + low);
        lines[(gy * CELLS + gx) * WAYS + ((low + (k >> 2)) % WAYS)]! += share * strength;
      }
    }
  }
  let sum = 0;
  for (const value of lines) sum += value * value;
  if (sum > 0) for (let k = 0; k < lines.length; k++) lines[k]! /= Math.sqrt(sum);
  return lines;
}

/** The same lines seen in a mirror. */
export function mirroredLines(lines: ArrayLike<number>): Float32Array {
  const mirrored = new Float32Array(LINES_LENGTH);
  for (let y = 0; y < CELLS; y++) {
    for (let x = 0; x < CELLS; x++) {
      for (let way = 0; way < WAYS; way++) {
        const from = (y * CELLS + CELLS - 1 - x) * WAYS + ((WAYS - way) % WAYS);
        mirrored[(y * CELLS + x) * WAYS + way] = lines[from]!;
      }
    }
  }
  return mirrored;
}

/** Lightness 0 to 1; where nothing of the figure is, its mean, so that its outline counts little. */
function greyOf(sighting: Sighting, box: Box): Float32Array {
  const { picture } = sighting;
  const data = picture.data.slice();
  for (let i = 0; i < picture.width * picture.height; i++) data[i * 4 + 3] = figureAt(sighting, i);
  const small = resampleRaster({ ...picture, data }, box, { width: SIDE, height: SIDE });
  const grey = new Float32Array(SIDE * SIDE);
  let sum = 0;
  let weight = 0;
  for (let i = 0; i < grey.length; i++) {
    const o = i * 4;
    const light =
      (0.299 * small.data[o]! + 0.587 * small.data[o + 1]! + 0.114 * small.data[o + 2]!) / 255;
    grey[i] = light;
    sum += light * small.data[o + 3]!;
    weight += small.data[o + 3]!;
  }
  const mean = weight > 0 ? sum / weight : 0.5;
  for (let i = 0; i < grey.length; i++) {
    const alpha = small.data[i * 4 + 3]! / 255;
    grey[i] = grey[i]! * alpha + mean * (1 - alpha);
  }
  return grey;
}
