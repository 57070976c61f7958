import { chance } from '../grammar/seeded-chance.ts';
import type { Size } from '../space/size.ts';
import { distanceTo } from './distance.ts';
import { evenSeam } from './even-seam.ts';
import { matchPatches, type PatchField, votePatches } from './patch-match.ts';
import type { Raster } from './raster.ts';

/** Colours as R, G, B from 0 to 255 in turn, and what is missing. */
export interface Canvas extends Size {
  readonly colour: Float32Array;
  /** 0 known, 1 to be filled, 2 neither filled nor copied from (outside the panel). */
  readonly state: Uint8Array;
}

/** Patch synthesis runs up to about this many missing pixels; the last step up only copies. */
const MOST_MATCHED = 26_000;

/**
 * Fills what a figure hid. First the whole hole is spanned with smooth colour, then, from coarse to
 * fine, patches of the known picture are matched and blended into it, so that lines and texture run
 * on. Deep inside the hole, farther than `band` from its rim, only the coarse levels are synthesised:
 * parallax never shows it.
 * @param missing size of the picture, not 0 where it has to be filled
 * @param inside size of the picture, 0 where the picture may not be copied from
 */
export function inpaint(
  picture: Raster,
  missing: Uint8Array,
  inside: Uint8Array | undefined,
  seed: number,
  band = Math.max(picture.width, picture.height) * 0.06,
): Raster {
  const count = picture.width * picture.height;
  const colour = new Float32Array(count * 3);
  const state = new Uint8Array(count);
  let holes = 0;
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) colour[i * 3 + c] = picture.data[i * 4 + c]!;
    if (inside && !inside[i]) state[i] = 2;
    else if (missing[i]) {
      state[i] = 1;
      holes++;
    }
  }
  if (holes === 0) return picture;
  const levels: Canvas[] = [{ width: picture.width, height: picture.height, colour, state }];
  while (Math.min(levels.at(-1)!.width, levels.at(-1)!.height) >= 48)
    levels.push(half(levels.at(-1)!));
  span(levels);

  const random = chance(seed);
  let field: PatchField | undefined;
  for (let l = levels.length - 1; l >= 0; l--) {
    const canvas = levels[l]!;
    const targets = targetsOf(canvas, Math.max(8, band / 2 ** l), l);
    if (l < levels.length - 1) raise(levels[l + 1]!, canvas);
    const rough = targets.length <= MOST_MATCHED;
    const passes = rough ? (l > 2 ? 5 : l > 0 ? 3 : 2) : 1;
    for (let pass = 0; pass < passes; pass++) {
      const found = matchPatches(canvas, targets, field, random, {
        sweeps: rough ? 2 : 1,
        doubled: pass === 0,
        polish: !rough,
      });
      if (!found) break;
      field = found;
      votePatches(canvas, targets, field);
    }
  }
  evenSeam(levels[0]!, Math.max(6, band * 0.45));
  const data = picture.data.slice();
  for (let i = 0; i < count; i++) {
    if (state[i] !== 1) continue;
    for (let c = 0; c < 3; c++)
      data[i * 4 + c] = Math.min(255, Math.max(0, Math.round(colour[i * 3 + c]!)));
    data[i * 4 + 3] = 255;
  }
  return { width: picture.width, height: picture.height, data };
}

/** Half the size; a pixel is known when any of its four is, and takes their mean. */
function half(canvas: Canvas): Canvas {
  const width = Math.max(1, canvas.width >> 1);
  const height = Math.max(1, canvas.height >> 1);
  const colour = new Float32Array(width * height * 3);
  const state = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = y * width + x;
      let known = 0;
      let holes = 0;
      const sum = [0, 0, 0];
      for (let k = 0; k < 4; k++) {
        const i =
          Math.min(canvas.height - 1, y * 2 + (k >> 1)) * canvas.width +
          Math.min(canvas.width - 1, x * 2 + (k & 1));
        if (canvas.state[i] === 0) {
          known++;
          for (let c = 0; c < 3; c++) sum[c] = sum[c]! + canvas.colour[i * 3 + c]!;
        } else if (canvas.state[i] === 1) holes++;
      }
      for (let c = 0; c < 3; c++) colour[o * 3 + c] = known ? sum[c]! / known : 0;
      state[o] = known >= 3 ? 0 : holes ? 1 : known ? 0 : 2;
    }
  }
  return { width, height, colour, state };
}

/** Spans the holes of every level smoothly: each takes the level above where it knows nothing itself. */
function span(levels: readonly Canvas[]): void {
  const coarsest = levels.at(-1)!;
  const known = (i: number): boolean => coarsest.state[i] === 0;
  const { nearest } = distanceTo(coarsest, known);
  for (let i = 0; i < coarsest.state.length; i++) {
    const from = nearest[i]!;
    if (known(i) || from < 0) continue;
    for (let c = 0; c < 3; c++) coarsest.colour[i * 3 + c] = coarsest.colour[from * 3 + c]!;
  }
  relax(coarsest, 60);
}

/** A few rounds of averaging with the neighbours, in the hole only. */
function relax(canvas: Canvas, rounds: number): void {
  const { width, height, colour, state } = canvas;
  for (let round = 0; round < rounds; round++) {
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const i = y * width + x;
        if (state[i] === 0) continue;
        const l = x > 0 ? i - 1 : i;
        const r = x < width - 1 ? i + 1 : i;
        const u = y > 0 ? i - width : i;
        const d = y < height - 1 ? i + width : i;
        for (let c = 0; c < 3; c++) {
          colour[i * 3 + c] =
            (colour[l * 3 + c]! + colour[r * 3 + c]! + colour[u * 3 + c]! + colour[d * 3 + c]!) / 4;
        }
      }
    }
  }
}

/** Carries a finished coarse level into the holes of the next finer one. */
function raise(coarse: Canvas, fine: Canvas): void {
  for (let y = 0; y < fine.height; y++) {
    const sy = Math.min(coarse.height - 1, Math.max(0, (y + 0.5) / 2 - 0.5));
    const y0 = Math.floor(sy);
    const y1 = Math.min(coarse.height - 1, y0 + 1);
    for (let x = 0; x < fine.width; x++) {
      const i = y * fine.width + x;
      if (fine.state[i] === 0) continue;
      const sx = Math.min(coarse.width - 1, Math.max(0, (x + 0.5) / 2 - 0.5));
      const x0 = Math.floor(sx);
      const x1 = Math.min(coarse.width - 1, x0 + 1);
      const fx = sx - x0;
      const fy = sy - y0;
      for (let c = 0; c < 3; c++) {
        const top =
          coarse.colour[(y0 * coarse.width + x0) * 3 + c]! * (1 - fx) +
          coarse.colour[(y0 * coarse.width + x1) * 3 + c]! * fx;
        const low =
          coarse.colour[(y1 * coarse.width + x0) * 3 + c]! * (1 - fx) +
          coarse.colour[(y1 * coarse.width + x1) * 3 + c]! * fx;
        fine.colour[i * 3 + c] = top * (1 - fy) + low * fy;
      }
    }
  }
}

/** The missing pixels that are synthesised at this level, row by row. */
function targetsOf(canvas: Canvas, band: number, level: number): Int32Array {
  const { distance } = distanceTo(canvas, (i) => canvas.state[i] === 0);
  const out: number[] = [];
  for (let i = 0; i < canvas.state.length; i++) {
    if (canvas.state[i] === 1 && (level > 2 || distance[i]! <= band)) out.push(i);
  }
  return Int32Array.from(out);
}
