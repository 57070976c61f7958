import { oklabOf } from '../media/oklab.ts';
import type { Raster } from '../media/raster.ts';
import { resampleRaster } from '../media/resample.ts';
import { type Box, boxOf } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import { mapped, type Similarity } from './registration.ts';
import { figureAt, type Sighting } from './sighting.ts';

/** A part of a figure in Oklab, plane by plane. */
export interface Toned {
  readonly l: Float32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  /** 1 where the figure is. */
  readonly is: Uint8Array;
}

/** A part of a reference and what lies in the same place of a candidate, pixel by pixel. */
export interface Laid extends Size {
  readonly reference: Toned;
  readonly candidate: Toned;
  /** Pixels of the reference's picture in one of these. */
  readonly grain: number;
  /** The part, pixels of the reference's picture. */
  readonly part: Box;
}

/** Opaque enough to be the figure and nothing else. */
const SURELY = 200;

/**
 * Lays a part of the reference and what of the candidate lies there on one another.
 *
 * @param side the part's longer side is brought to this many pixels
 */
export function layOver(
  reference: Sighting,
  candidate: Sighting,
  map: Similarity,
  part: Box,
  side: number,
): Laid {
  const grain = Math.max(part.width, part.height) / side;
  const size = {
    width: Math.max(8, Math.round(part.width / grain)),
    height: Math.max(8, Math.round(part.height / grain)),
  };
  const own = resampleRaster(withAlpha(reference), part, size);
  // The candidate is brought to the same grain first, so that fine lines are not skipped.
  const scale = Math.hypot(map.a, map.b) * grain;
  const around = boxOf(candidate.picture);
  const other = resampleRaster(withAlpha(candidate), around, {
    width: Math.max(1, Math.round(around.width / scale)),
    height: Math.max(1, Math.round(around.height / scale)),
  });
  const sx = other.width / around.width;
  const sy = other.height / around.height;
  const there: Raster = { ...size, data: new Uint8Array(size.width * size.height * 4) };
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const px = part.x + ((x + 0.5) / size.width) * part.width;
      const py = part.y + ((y + 0.5) / size.height) * part.height;
      const [u, v] = mapped(map, px, py);
      sample(other, u * sx - 0.5, v * sy - 0.5, there.data, (y * size.width + x) * 4);
    }
  }
  return { ...size, reference: toned(own), candidate: toned(there), grain, part };
}

/** The picture with what the matte leaves out made clear. */
function withAlpha(sighting: Sighting): Raster {
  if (!sighting.matte) return sighting.picture;
  const data = sighting.picture.data.slice();
  for (let i = 0; i < sighting.matte.data.length; i++) data[i * 4 + 3] = figureAt(sighting, i);
  return { ...sighting.picture, data };
}

/** Straight-line interpolation, weighed with alpha; clear beyond the picture. */
function sample({ width, height, data }: Raster, x: number, y: number, to: Uint8Array, at: number) {
  if (x < 0 || y < 0 || x > width - 1 || y > height - 1) return;
  const x0 = Math.min(Math.floor(x), Math.max(0, width - 2));
  const y0 = Math.min(Math.floor(y), Math.max(0, height - 2));
  let r = 0;
  let g = 0;
  let b = 0;
  let alpha = 0;
  for (let k = 0; k < 4; k++) {
    const px = Math.min(x0 + (k & 1), width - 1);
    const py = Math.min(y0 + (k >> 1), height - 1);
    const share = (k & 1 ? x - x0 : 1 - x + x0) * (k >> 1 ? y - y0 : 1 - y + y0);
    const o = (py * width + px) * 4;
    const weight = share * data[o + 3]!;
    r += data[o]! * weight;
    g += data[o + 1]! * weight;
    b += data[o + 2]! * weight;
    alpha += weight;
  }
  if (alpha <= 0) return;
  to[at] = Math.round(r / alpha);
  to[at + 1] = Math.round(g / alpha);
  to[at + 2] = Math.round(b / alpha);
  to[at + 3] = Math.round(alpha);
}

function toned({ width, height, data }: Raster): Toned {
  const count = width * height;
  const l = new Float32Array(count);
  const a = new Float32Array(count);
  const b = new Float32Array(count);
  const is = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const o = i * 4;
    const colour = oklabOf(data[o]!, data[o + 1]!, data[o + 2]!);
    l[i] = colour.l;
    a[i] = colour.a;
    b[i] = colour.b;
    if (data[o + 3]! >= SURELY) is[i] = 1;
  }
  return { l, a, b, is };
}
