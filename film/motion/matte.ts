import { findBlobs } from '../media/blob.ts';
import { distanceTo } from '../media/distance.ts';
import type { Plane, Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import { guidedFilter } from './guided-filter.ts';

/**
 * A finished matte reaches a little beyond the figure, in pixels for a picture of 1000 or less: opaque
 * this far and then soft. So the figure takes its drawn outline along, which would otherwise stay
 * behind on the plate as a ghost; the thin rim of its own ground fades and is not seen.
 */
const RIM = 1.2;
const FADE = 3;
/** How far a trusted figure is let out beyond that, in the same measure: opaque, then soft. */
const OUTER_RIM = 3;
const OUTER_FADE = 5;
/** How far out the drawn outline itself is followed, in the same measure. */
const OUTLINE = 10;
/** Lines are darker than this share of the middle lightness around the figure. */
const LINE_LIGHT = 0.5;
/** Gaps between limbs narrower than this are closed, in the same measure: slivers of ground flicker. */
const GAP = 9;

/**
 * Brings a finder's soft matte to the picture's own edges: bent twice to the colour edges, small
 * holes filled, specks dropped, narrow gaps closed, and let out by a soft rim.
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
  const scale = Math.max(picture.width, picture.height) / 1000;
  close(alpha, size, (GAP / 2) * scale);
  const rim = Math.max(RIM, RIM * scale);
  const fade = Math.max(FADE, FADE * scale);
  const outer = distanceTo(size, (i) => alpha[i]! >= 0.5).distance;
  const data = new Uint8Array(picture.width * picture.height);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const i = y * size.width + x;
      const o = (y + crop.y) * picture.width + x + crop.x;
      if (inside && !inside[o]) continue;
      const t = Math.min(1, Math.max(0, 1 - (outer[i]! - rim) / fade));
      data[o] = Math.round(t * t * (3 - 2 * t) * 255);
    }
  }
  return { width: picture.width, height: picture.height, data };
}

/**
 * The matte of a trusted figure, let out over the whole of its drawn outline and a soft rim of ground:
 * ink belongs to the figure it goes around, and what stayed on the plate would be seen twice.
 * @param around what the matte holds
 * @param inside size of the picture, 0 where nothing may stand (outside the panel)
 */
export function letOutMatte(
  picture: Raster,
  matte: Plane,
  around: Box,
  inside?: Uint8Array,
): Plane {
  const scale = Math.max(0.6, Math.max(picture.width, picture.height) / 1000);
  const crop = grownBox(around, Math.ceil((OUTLINE + OUTER_RIM + OUTER_FADE) * scale), picture);
  const held = new Uint8Array(crop.width * crop.height);
  const light = new Float32Array(held.length);
  const inPicture = (i: number): number => {
    const x = i % crop.width;
    return ((i - x) / crop.width + crop.y) * picture.width + x + crop.x;
  };
  for (let i = 0; i < held.length; i++) {
    const o = inPicture(i);
    held[i] = matte.data[o]! >= 128 ? 1 : 0;
    const [r, g, b] = [picture.data[o * 4]!, picture.data[o * 4 + 1]!, picture.data[o * 4 + 2]!];
    light[i] = 0.3 * r + 0.59 * g + 0.11 * b;
  }
  takeOutline(held, light, crop, Math.round(OUTLINE * scale));
  const outer = distanceTo(crop, (i) => held[i] === 1).distance;
  const data = matte.data.slice();
  for (let i = 0; i < held.length; i++) {
    const o = inPicture(i);
    if (inside && !inside[o]) continue;
    const t = Math.min(1, Math.max(0, 1 - (outer[i]! - OUTER_RIM * scale) / (OUTER_FADE * scale)));
    data[o] = Math.max(data[o]!, Math.round(t * t * (3 - 2 * t) * 255));
  }
  return { width: picture.width, height: picture.height, data };
}

/** Grows what is held, in place, along the dark line that it ends in or beside, `steps` at most. */
function takeOutline(
  held: Uint8Array,
  light: Float32Array,
  { width, height }: Size,
  steps: number,
): void {
  const line = light.slice().sort()[light.length >> 1]! * LINE_LIGHT;
  // The matte may stop a little short of its line.
  const near = distanceTo({ width, height }, (i) => held[i] === 1).distance;
  let edge: number[] = [];
  for (let i = 0; i < held.length; i++) {
    if (held[i] === 0 && near[i]! <= 3 && light[i]! < line) edge.push(i);
  }
  for (const i of edge) held[i] = 1;
  for (let step = 1; step < steps && edge.length > 0; step++) {
    const next: number[] = [];
    for (const i of edge) {
      const x = i % width;
      for (const j of [x > 0 ? i - 1 : i, x < width - 1 ? i + 1 : i, i - width, i + width]) {
        if (j < 0 || j >= held.length || held[j] === 1 || light[j]! >= line) continue;
        held[j] = 1;
        next.push(j);
      }
    }
    edge = next;
  }
}

/** Closes narrow gaps, in place: grown and shrunk again by the same distance. */
function close(alpha: Float32Array, size: { width: number; height: number }, by: number): void {
  const outer = distanceTo(size, (i) => alpha[i]! >= 0.5).distance;
  const back = distanceTo(size, (i) => outer[i]! > by).distance;
  for (let i = 0; i < alpha.length; i++) if (back[i]! > by) alpha[i] = 1;
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
