import type { Plane, Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { findBlobs } from './blob.ts';
import { distanceTo } from './distance.ts';
import { guidedFilter } from './guided-filter.ts';

/** Half the width of the soft edge that a finished matte has, in pixels. */
const EDGE = 2;

/**
 * Brings a finder's soft matte to the picture's own edges: bent twice to the colour edges, hardened
 * to a narrow soft rim, small holes filled, specks dropped.
 * @param soft size of the picture
 * @param inside size of the picture, 0 where nothing may stand (outside the panel)
 */
export function refineMatte(picture: Raster, soft: Plane, around: Box, inside?: Uint8Array): Plane {
  const reach = Math.min(14, Math.max(4, Math.round(Math.max(around.width, around.height) / 50)));
  const crop = grownBox(around, reach * 3, picture);
  const size = { width: crop.width, height: crop.height };
  const count = size.width * size.height;
  const guide = [
    new Float32Array(count),
    new Float32Array(count),
    new Float32Array(count),
  ] as const;
  let alpha = new Float32Array(count);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const i = y * size.width + x;
      const o = (y + crop.y) * picture.width + x + crop.x;
      for (let c = 0; c < 3; c++) guide[c as 0 | 1 | 2][i] = picture.data[o * 4 + c]! / 255;
      alpha[i] = soft.data[o]! / 255;
    }
  }
  alpha = steepened(guidedFilter(guide, alpha, size, reach, 1e-3), 0.3, 0.7);
  alpha = steepened(guidedFilter(guide, alpha, size, Math.max(3, reach >> 1), 3e-4), 0.25, 0.75);
  tidy(alpha, size);
  const fine = guidedFilter(guide, alpha, size, 2, 1e-4);
  const outer = distanceTo(size, (i) => alpha[i]! >= 0.5).distance;
  const inner = distanceTo(size, (i) => alpha[i]! < 0.5).distance;
  const data = new Uint8Array(picture.width * picture.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const i = y * size.width + x;
      const o = (y + crop.y) * picture.width + x + crop.x;
      if (inside && !inside[o]) continue;
      let value = Math.min(1, Math.max(0, fine[i]!));
      if (alpha[i]! >= 0.5) value = Math.max(value, Math.min(1, inner[i]! / (EDGE + 0.5)));
      else value = Math.min(value, Math.max(0, 1 - outer[i]! / (EDGE + 0.5)));
      data[o] = value < 0.03 ? 0 : value > 0.97 ? 255 : Math.round(value * 255);
    }
  }
  return { width: picture.width, height: picture.height, data };
}

/** Fills holes and drops specks too small to be meant: both against the size of the figure. */
function tidy(alpha: Float32Array, size: { width: number; height: number }): void {
  const solid = findBlobs(size, (i) => alpha[i]! >= 0.5);
  const largest = solid.blobs.reduce((most, blob) => Math.max(most, blob.area), 0);
  for (let i = 0; i < alpha.length; i++) {
    const label = solid.labels[i]!;
    if (label > 0 && solid.blobs[label - 1]!.area < largest * 0.04) alpha[i] = 0;
  }
  const gaps = findBlobs(size, (i) => alpha[i]! < 0.5);
  for (let i = 0; i < alpha.length; i++) {
    const label = gaps.labels[i]!;
    if (label === 0) continue;
    const gap = gaps.blobs[label - 1]!;
    const touches =
      gap.box.x === 0 ||
      gap.box.y === 0 ||
      gap.box.x + gap.box.width === size.width ||
      gap.box.y + gap.box.height === size.height;
    if (!touches && gap.area < largest * 0.008) alpha[i] = 1;
  }
}

function steepened(field: Float32Array, low: number, high: number): Float32Array<ArrayBuffer> {
  const out = new Float32Array(field.length);
  for (let i = 0; i < field.length; i++) {
    const t = Math.min(1, Math.max(0, (field[i]! - low) / (high - low)));
    out[i] = t * t * (3 - 2 * t);
  }
  return out;
}

/** A box grown on all sides, in whole pixels, cut to a picture. */
export function grownBox(box: Box, by: number, limit: { width: number; height: number }): Box {
  const x = Math.max(0, Math.floor(box.x - by));
  const y = Math.max(0, Math.floor(box.y - by));
  return {
    x,
    y,
    width: Math.min(limit.width, Math.ceil(box.x + box.width + by)) - x,
    height: Math.min(limit.height, Math.ceil(box.y + box.height + by)) - y,
  };
}
