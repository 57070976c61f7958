import { findBlobs } from '../media/blob.ts';
import type { Plane, Raster } from '../media/raster.ts';
import { areaOf, type Box, intersect, unite } from '../space/box.ts';

/** A pixel of the ground differs from its colour by no more than this in each channel, of 255. */
const GROUND = 14;
/** A sheet is plain where this share of its rim has the ground's colour. */
const PLAIN_RIM = 0.9;
/** Smaller than this share of the largest figure is a scrap: a label, a swatch, a hand by itself. */
const SCRAP = 0.08;
/** Parts so near one another are one figure, a share of the sheet's shorter side. */
const NEAR = 0.012;

/**
 * What is drawn on a picture with nothing around it: by its alpha, or by its ground where that is one plain colour
 * all around. Undefined where it has a background.
 *
 * @returns size of the picture, 255 = drawn
 */
export function drawnOnGround(picture: Raster): Plane | undefined {
  const { width, height, data } = picture;
  const drawn = new Uint8Array(width * height);
  let clear = 0;
  for (let i = 0; i < drawn.length; i++) {
    drawn[i] = data[i * 4 + 3]!;
    if (drawn[i]! < 128) clear++;
  }
  if (clear > 0.02 * drawn.length) return { width, height, data: drawn };
  const ground = groundOf(picture);
  if (!ground) return undefined;
  const isGround = (i: number) =>
    [0, 1, 2].every((c) => Math.abs(data[i * 4 + c]! - ground[c]!) <= GROUND);
  // Only ground that reaches the rim: a white shirt on white paper stays.
  const { labels, blobs } = findBlobs(picture, isGround);
  const open = new Set(
    blobs
      .filter(
        ({ box }) =>
          box.x === 0 ||
          box.y === 0 ||
          box.x + box.width === width ||
          box.y + box.height === height,
      )
      .map(({ label }) => label),
  );
  for (let i = 0; i < drawn.length; i++) drawn[i] = open.has(labels[i]!) ? 0 : 255;
  return { width, height, data: drawn };
}

function groundOf({ width, height, data }: Raster): readonly number[] | undefined {
  const rim: number[] = [];
  for (let x = 0; x < width; x++) rim.push(x, (height - 1) * width + x);
  for (let y = 0; y < height; y++) rim.push(y * width, y * width + width - 1);
  const middle = [0, 1, 2].map((c) => {
    const values = rim.map((i) => data[i * 4 + c]!).sort((a, b) => a - b);
    return values[values.length >> 1]!;
  });
  const plain = rim.filter((i) =>
    middle.every((value, c) => Math.abs(data[i * 4 + c]! - value) <= GROUND),
  );
  return plain.length >= PLAIN_RIM * rim.length ? middle : undefined;
}

/**
 * Divides a model sheet into its figures: what hangs together, with parts that lie close by or within. A picture of
 * one figure gives one box.
 *
 * @param drawn 255 = drawn, as `drawnOnGround` gives it
 * @returns boxes of figures, row by row from the left
 */
export function divideSheet(drawn: Plane): readonly Box[] {
  const { blobs } = findBlobs(drawn, (i) => drawn.data[i]! >= 128);
  const by = NEAR * Math.min(drawn.width, drawn.height);
  let boxes: Box[] = blobs.filter(({ area }) => area >= 16).map(({ box }) => box);
  for (let joined = true; joined; ) {
    joined = false;
    const kept: Box[] = [];
    for (const box of boxes.sort((a, b) => areaOf(b) - areaOf(a))) {
      const at = kept.findIndex((other) => belongs(box, other, by));
      if (at < 0) kept.push(box);
      else {
        kept[at] = unite(kept[at]!, box);
        joined = true;
      }
    }
    boxes = kept;
  }
  const largest = Math.max(0, ...boxes.map(areaOf));
  const figures = boxes.filter((box) => areaOf(box) >= SCRAP * largest);
  return inRows(figures);
}

/** Whether a part is a figure's: within its box for the most part, or a small thing close beside it. */
function belongs(part: Box, figure: Box, by: number): boolean {
  const grown = {
    x: figure.x - by,
    y: figure.y - by,
    width: figure.width + 2 * by,
    height: figure.height + 2 * by,
  };
  const shared = areaOf(intersect(part, grown));
  if (shared >= 0.5 * areaOf(part)) return true;
  return shared > 0 && areaOf(part) < SCRAP * areaOf(figure);
}

function inRows(boxes: readonly Box[]): readonly Box[] {
  const rows: Box[][] = [];
  for (const box of [...boxes].sort((a, b) => a.y - b.y)) {
    const middle = box.y + box.height / 2;
    const row = rows.find(([first]) => middle < first!.y + first!.height);
    if (row) row.push(box);
    else rows.push([box]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.x - b.x));
}
