import type { Raster } from '../media/raster.ts';

/**
 * How much is drawn across each part of a picture: from top to bottom in `rows`, from left to right in
 * `columns`. 1 is as much as on the average. A frame's edge looks best where little is drawn along it.
 */
export interface Detail {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

/** Most parts a side is divided into. */
const PARTS = 128;

/** @param inside size of the picture, 0 outside the panel */
export function detailOf(picture: Raster, inside?: Uint8Array): Detail {
  const { width, height, data } = picture;
  const rows = new Float64Array(Math.min(PARTS, height));
  const columns = new Float64Array(Math.min(PARTS, width));
  const light = (i: number): number =>
    0.3 * data[i * 4]! + 0.59 * data[i * 4 + 1]! + 0.11 * data[i * 4 + 2]!;
  for (let y = 0; y + 1 < height; y++) {
    const row = Math.floor((y / height) * rows.length);
    for (let x = 0; x + 1 < width; x++) {
      const i = y * width + x;
      const below = i + width;
      if (inside && !(inside[i] && inside[i + 1] && inside[below])) continue;
      const here = light(i);
      const change = Math.abs(light(i + 1) - here) + Math.abs(light(below) - here);
      const column = Math.floor((x / width) * columns.length);
      rows[row] = rows[row]! + change;
      columns[column] = columns[column]! + change;
    }
  }
  return { rows: relative(rows), columns: relative(columns) };
}

function relative(sums: Float64Array): readonly number[] {
  const mean = sums.reduce((sum, value) => sum + value, 0) / Math.max(1, sums.length);
  // Hundredths are finer than anybody sees, and short to keep.
  return Array.from(sums, (value) => (mean > 0 ? Math.round((100 * value) / mean) / 100 : 1));
}

/** How much is drawn along a line across one axis, at a share of the picture's side from 0 to 1. */
export function detailAt(profile: readonly number[], share: number): number {
  if (profile.length === 0) return 1;
  return profile[Math.max(0, Math.min(profile.length - 1, Math.floor(share * profile.length)))]!;
}

/** How much is drawn between two shares of the picture's side. */
export function meanDetail(profile: readonly number[], from: number, to: number): number {
  const first = Math.max(0, Math.floor(from * profile.length));
  const part = profile.slice(first, Math.max(first + 1, Math.ceil(to * profile.length)));
  return part.length > 0 ? part.reduce((sum, value) => sum + value, 0) / part.length : 1;
}
