import type { Box } from '../space/box.ts';

/** How a part of a picture can move by itself. */
export const SUPPLE_KINDS = ['breath', 'loose', 'foliage', 'water', 'cloud'] as const;
export type SuppleKind = (typeof SUPPLE_KINDS)[number];

/** A part of a layer that can move by itself: where, and how freely. */
export interface Supple {
  readonly kind: SuppleKind;
  /** 0 to 1: how surely it is what it is taken for. It moves by as much. */
  readonly trust: number;
  readonly field: SuppleField;
}

/** A smooth number from 0 (still) to 1 (free) for every place of a box; outside, its edge goes on. */
export interface SuppleField {
  /** Pixels of the shot's picture. */
  readonly box: Box;
  /** Points across and down, the outermost on the box's edges. One column: the same all across. */
  readonly columns: number;
  readonly rows: number;
  /** Row by row, 0 to 1. */
  readonly values: readonly number[];
}

/** The field at a place, between its points by straight lines. */
export function fieldAt({ box, columns, rows, values }: SuppleField, x: number, y: number): number {
  const v = place((y - box.y) / box.height, rows);
  const row = Math.min(rows - 2, Math.floor(v));
  const fy = v - row;
  if (columns === 1) return values[row]! + (values[row + 1]! - values[row]!) * fy;
  const u = place((x - box.x) / box.width, columns);
  const column = Math.min(columns - 2, Math.floor(u));
  const fx = u - column;
  const at = row * columns + column;
  const top = values[at]! + (values[at + 1]! - values[at]!) * fx;
  const low = values[at + columns]! + (values[at + columns + 1]! - values[at + columns]!) * fx;
  return top + (low - top) * fy;
}

function place(share: number, points: number): number {
  return Math.max(0, Math.min(1, share)) * (points - 1);
}

/** The steepest slope of a field, for each pixel of the picture. */
export function steepest({ box, columns, rows, values }: SuppleField): number {
  let most = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      if (column + 1 < columns) {
        const step = box.width / (columns - 1);
        most = Math.max(most, Math.abs(values[at + 1]! - values[at]!) / step);
      }
      if (row + 1 < rows) {
        const step = box.height / (rows - 1);
        most = Math.max(most, Math.abs(values[at + columns]! - values[at]!) / step);
      }
    }
  }
  return most;
}

/** A field from what is true at each of its points; values are kept to a thousandth. */
export function fieldOf(
  box: Box,
  columns: number,
  rows: number,
  valueAt: (x: number, y: number) => number,
): SuppleField {
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    const y = box.y + (box.height * row) / (rows - 1);
    for (let column = 0; column < columns; column++) {
      const x = box.x + (columns > 1 ? (box.width * column) / (columns - 1) : box.width / 2);
      values.push(Math.round(1000 * Math.max(0, Math.min(1, valueAt(x, y)))) / 1000);
    }
  }
  return { box, columns, rows, values };
}

/** 0 up to `from`, 1 from `to` on, eased between; `from` may be the larger. */
export function rise(value: number, from: number, to: number): number {
  const t = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}
