// AssemblyScript. One frame: for every cell, nearest layer first, finds what is seen; then paints it.
import { paintCell } from './cell';
import { blx, bly, brx, bry, takeCorners, tlx, tly, trx, try_ } from './corners';
import {
  COVERAGE_SHIFT, KIND_CUT_OUT, KIND_PLATE, LAYER_COARSE, LAYER_CORNERS, LAYER_COVERAGE, LAYER_HEIGHT,
  LAYER_KIND, LAYER_OPACITY, LAYER_SIZE, LAYER_WIDTH, LEVEL_SHIFT,
} from './layer';

const EMPTY: u8 = 0;
const BLENDED: u8 = 1;
const BLENDED_INSIDE: u8 = 2;
const OPAQUE: u8 = 3;
const OPAQUE_INSIDE: u8 = 4;

// @ts-ignore: decorator
@inline
function sumOver(table: usize, stride: i32, left: i32, top: i32, right: i32, bottom: i32): i32 {
  return (
    load<i32>(table + ((bottom * stride + right) << 2)) -
    load<i32>(table + ((top * stride + right) << 2)) -
    load<i32>(table + ((bottom * stride + left) << 2)) +
    load<i32>(table + ((top * stride + left) << 2))
  );
}

/** What a layer is in the cell whose corners were taken. */
function classify(layer: usize): u8 {
  const opacity = load<i32>(layer, LAYER_OPACITY);
  if (opacity == 0) return EMPTY;
  const full = opacity == 32767;
  const kind = load<i32>(layer, LAYER_KIND);
  const width = load<i32>(layer, LAYER_WIDTH);
  const height = load<i32>(layer, LAYER_HEIGHT);
  // Chroma reads up to three pixels away, at each level its own.
  const reach = 3 << load<i32>(<usize>load<i32>(layer, LAYER_COARSE), LEVEL_SHIFT);
  const left = (min(min(tlx, trx), min(blx, brx)) >> 16) - reach;
  const top = (min(min(tly, try_), min(bly, bry)) >> 16) - reach;
  const right = (max(max(tlx, trx), max(blx, brx)) >> 16) + 1 + reach;
  const bottom = (max(max(tly, try_), max(bly, bry)) >> 16) + 1 + reach;
  const inside = left >= 0 && top >= 0 && right <= width && bottom <= height;
  if (kind == KIND_PLATE) return full ? (inside ? OPAQUE_INSIDE : OPAQUE) : BLENDED;
  if (right <= 0 || bottom <= 0 || left >= width || top >= height) return EMPTY;
  if (kind != KIND_CUT_OUT) return full && inside ? OPAQUE_INSIDE : BLENDED;
  const side = 1 << COVERAGE_SHIFT;
  const columns = (width + side - 1) >> COVERAGE_SHIFT;
  const rows = (height + side - 1) >> COVERAGE_SHIFT;
  const stride = columns + 1;
  const l = max(left, 0) >> COVERAGE_SHIFT;
  const t = max(top, 0) >> COVERAGE_SHIFT;
  const r = (min(right, width) + side - 1) >> COVERAGE_SHIFT;
  const b = (min(bottom, height) + side - 1) >> COVERAGE_SHIFT;
  const seen = <usize>load<i32>(layer, LAYER_COVERAGE);
  if (sumOver(seen, stride, l, t, r, b) == 0) return EMPTY;
  if (!full || !inside) return BLENDED;
  const holed = seen + <usize>((stride * (rows + 1)) << 2);
  return sumOver(holed, stride, l, t, r, b) == 0 ? OPAQUE_INSIDE : BLENDED_INSIDE;
}

/**
 * @param layers `count` descriptions, farthest first
 * @param kinds `count` bytes to work in
 * @param frame Y, then U and V, of `columns * 16` by `rows * 16`
 * @param onto whether the layers go over what the frame holds already; else over black
 */
export function paintFrame(
  layers: usize, count: i32, kinds: usize, columns: i32, rows: i32, frame: usize, onto: bool,
): void {
  const yStride = columns << 4;
  const cStride = columns << 3;
  const planeU = frame + yStride * (rows << 4);
  const planeV = planeU + cStride * (rows << 3);
  const cornerStride = (columns + 1) << 3;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const corner = row * cornerStride + (column << 3);
      let first = 0;
      let covered = onto;
      for (let i = count - 1; i >= 0; i--) {
        const layer = layers + i * <i32>LAYER_SIZE;
        const upper = <usize>load<i32>(layer, LAYER_CORNERS) + corner;
        takeCorners(upper, upper + cornerStride);
        const kind = classify(layer);
        store<u8>(kinds + i, kind);
        if (kind >= OPAQUE) {
          first = i;
          covered = true;
          break;
        }
      }
      const y = frame + (row << 4) * yStride + (column << 4);
      const chroma = (row << 3) * cStride + (column << 3);
      const u = planeU + chroma;
      const v = planeV + chroma;
      if (!covered) {
        for (let i = 0; i < 16; i++) v128.store(y + i * yStride, i8x16.splat(16));
        for (let i = 0; i < 8; i++) {
          store<u64>(u + i * cStride, 0x8080808080808080);
          store<u64>(v + i * cStride, 0x8080808080808080);
        }
      }
      for (let i = first; i < count; i++) {
        const kind = load<u8>(kinds + i);
        if (kind == EMPTY) continue;
        const layer = layers + i * <i32>LAYER_SIZE;
        const upper = <usize>load<i32>(layer, LAYER_CORNERS) + corner;
        takeCorners(upper, upper + cornerStride);
        paintCell(layer, y, yStride, u, v, cStride, kind >= OPAQUE, kind == OPAQUE_INSIDE || kind == BLENDED_INSIDE);
      }
    }
  }
}
