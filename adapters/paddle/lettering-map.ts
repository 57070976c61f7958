import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import type { PaddleNetworks } from './paddle-networks.ts';

/** Longest side of what the detector looks at in one go, in pixels; a multiple of 32. */
const TILE = 960;
/** Pixels two neighbouring looks have in common, so that no line is only seen cut. */
const COMMON = 160;

/** Mean and spread the detector was trained with, in the order blue, green, red. */
const MEAN = [0.485, 0.456, 0.406];
const SPREAD = [0.229, 0.224, 0.225];

/** One value from 0 to 1 for each pixel of a picture: how surely it belongs to a line of lettering. */
export interface LetteringMap extends Size {
  readonly values: Float32Array;
}

/** Looks at a picture of any size, piece by piece; where pieces overlap, the one whose edge is farther counts. */
export async function mapLettering(
  networks: PaddleNetworks,
  picture: Raster,
): Promise<LetteringMap> {
  const { width, height } = picture;
  const values = new Float32Array(width * height);
  const across = spans(width);
  const down = spans(height);
  for (const [j, row] of down.entries()) {
    for (const [i, column] of across.entries()) {
      const size = { width: padded(column.length), height: padded(row.length) };
      const seen = await networks.detect(
        planesOf(picture, column.start, row.start, size),
        size.width,
        size.height,
      );
      // From half of what is shared with the piece before to half of what is shared with the next.
      const left = i === 0 ? 0 : middle(across[i - 1]!, column);
      const right = i === across.length - 1 ? width : middle(column, across[i + 1]!);
      const top = j === 0 ? 0 : middle(down[j - 1]!, row);
      const bottom = j === down.length - 1 ? height : middle(row, down[j + 1]!);
      for (let y = top; y < bottom; y++) {
        const from = (y - row.start) * size.width + left - column.start;
        values.set(seen.subarray(from, from + right - left), y * width + left);
      }
    }
  }
  return { width, height, values };
}

interface Span {
  readonly start: number;
  readonly length: number;
}

/** A length cut into pieces of at most TILE that overlap evenly. */
function spans(length: number): readonly Span[] {
  if (length <= TILE) return [{ start: 0, length }];
  const count = Math.ceil((length - COMMON) / (TILE - COMMON));
  return Array.from({ length: count }, (_, i) => ({
    start: Math.round((i * (length - TILE)) / (count - 1)),
    length: TILE,
  }));
}

function middle(before: Span, after: Span): number {
  return Math.round((before.start + before.length + after.start) / 2);
}

function padded(length: number): number {
  return Math.ceil(length / 32) * 32;
}

/** A piece of the picture as the detector takes it; white where the picture ends or is transparent. */
function planesOf(
  picture: Raster,
  left: number,
  top: number,
  size: Size,
): Float32Array<ArrayBuffer> {
  const count = size.width * size.height;
  const planes = new Float32Array(3 * count);
  const { data, width, height } = picture;
  for (let c = 0; c < 3; c++) {
    const white = (1 - MEAN[c]!) / SPREAD[c]!;
    const scale = 1 / 255 / SPREAD[c]!;
    const shift = MEAN[c]! / SPREAD[c]!;
    for (let y = 0; y < size.height; y++) {
      const row = c * count + y * size.width;
      for (let x = 0; x < size.width; x++) {
        if (top + y >= height || left + x >= width) {
          planes[row + x] = white;
          continue;
        }
        const i = ((top + y) * width + left + x) * 4;
        const alpha = data[i + 3]! / 255;
        planes[row + x] = (data[i + 2 - c]! * alpha + 255 * (1 - alpha)) * scale - shift;
      }
    }
  }
  return planes;
}
