// AssemblyScript. Cells whose rows run along rows of the raster, which a camera that does not turn makes
// of nearly all cells. Where eight pixels read from is then worked out once for the cell, not for every
// row of it, and a row of the raster that two rows of the frame lie between is interpolated once.
// The same bytes come out as from `cell.ts`.
import { blx, bly, brx, bry, tlx, tly, trx, try_ } from './corners';
import { highFromBytes, highHalves, lowFromBytes, lowHalves, mix, over, pickBytes, toBytes, weightOf } from './lanes';
import {
  LEVEL_A, LEVEL_CHROMA_A, LEVEL_CHROMA_STRIDE, LEVEL_SHIFT, LEVEL_STRIDE, LEVEL_U, LEVEL_V, LEVEL_Y,
} from './layer';

/** A cell taller than this in the raster is squeezed so hard that speed is no matter; 32 bits hold the rest. */
const TALLEST = 1 << 26;

/** Whether each row of the cell whose corners were taken reads along one row of the raster. */
// @ts-ignore: decorator
@inline
export function isStraight(): bool {
  return (
    tly == try_ && bly == bry && bly - tly < TALLEST && tly - bly < TALLEST &&
    trx - tlx == brx - blx && abs(blx - tlx) < TALLEST
  );
}

/** Whether eight pixels read from within the sixteen that one load brings, for luma and for chroma. */
// @ts-ignore: decorator
@inline
export function isClose(shift: i32): bool {
  // Seven steps of luma, or of chroma, must end by the fourteenth column after the first.
  return abs((trx - tlx) >> shift) < 31 << 16;
}

/** Eight addresses within sixteen bytes, and how far each pixel stands towards its right neighbour. */
let first: i32 = 0;
let pick: v128 = i64x2.splat(0);
let share: v128 = i64x2.splat(0);

// @ts-ignore: decorator
@inline
function aim(a: v128, b: v128): void {
  const whole = highHalves(a, b);
  share = i16x8.shr_u(lowHalves(a, b), 1);
  first = min(i32(i16x8.extract_lane_s(whole, 0)), i32(i16x8.extract_lane_s(whole, 7)));
  const step = i16x8.sub(whole, i16x8.splat(<i16>first));
  pick = i16x8.add(v128.or(step, i16x8.shl(step, 8)), i16x8.splat(0x100));
}

/** Eight pixels of one row of the raster, between its columns; 7 fraction bits. */
// @ts-ignore: decorator
@inline
function along(row: usize, picked: v128, part: v128): v128 {
  const pairs = pickBytes(v128.load(row), picked);
  return mix(
    i16x8.shr_u(i16x8.shl(pairs, 8), 1),
    i16x8.shr_u(v128.and(pairs, i16x8.splat(<i16>0xff00)), 1),
    part,
  );
}

/** Aims at the luma of a row: `x` is where its first pixel's left edge reads from. */
// @ts-ignore: decorator
@inline
function lumaAt(x: i32, dx: i32, shift: i32, from: i32): v128 {
  const odd = i32x4(1, 3, 5, 7);
  const start = i32x4.add(i32x4.splat(x), i32x4.shr_s(i32x4.mul(i32x4.splat(dx), odd), 1));
  const moved = i32x4.add(start, i32x4.splat(dx * from));
  return i32x4.sub(i32x4.shr_s(moved, shift), i32x4.splat(0x8000));
}

/**
 * 16 rows of 16. `upright`: the cell's columns too run along columns of the raster. `weight`: where it is
 * not 0, the Q15 share with which an opaque layer is mixed into what is there.
 */
// @ts-ignore: decorator
@inline
function paintLuma(level: usize, out: usize, outStride: i32, upright: bool, cutOut: bool, weight: i32): void {
  const shift = load<i32>(level, LEVEL_SHIFT);
  const stride = load<i32>(level, LEVEL_STRIDE);
  const plane = <usize>load<i32>(level, LEVEL_Y);
  const toAlpha = cutOut ? <usize>load<i32>(level, LEVEL_A) - plane : 0;
  const dx = (trx - tlx) >> 4;
  const tall = bly - tly;
  const slant = blx - tlx;
  const top = tly;
  let leftPick: v128 = i64x2.splat(0);
  let leftShare: v128 = i64x2.splat(0);
  let rightPick: v128 = i64x2.splat(0);
  let rightShare: v128 = i64x2.splat(0);
  let left: usize = plane;
  let right: usize = plane;
  if (upright) {
    aim(lumaAt(tlx, dx, shift, 0), lumaAt(tlx, dx, shift, 4));
    leftPick = pick;
    leftShare = share;
    left += first;
    aim(lumaAt(tlx, dx, shift, 8), lumaAt(tlx, dx, shift, 12));
    rightPick = pick;
    rightShare = share;
    right += first;
  }
  const strength = i16x8.splat(<i16>weight);
  let last = i32.MIN_VALUE;
  let leftUpper: v128 = i64x2.splat(0);
  let leftLower: v128 = i64x2.splat(0);
  let rightUpper: v128 = i64x2.splat(0);
  let rightLower: v128 = i64x2.splat(0);
  let leftUpperA: v128 = i64x2.splat(0);
  let leftLowerA: v128 = i64x2.splat(0);
  let rightUpperA: v128 = i64x2.splat(0);
  let rightLowerA: v128 = i64x2.splat(0);
  for (let down = 1; down < 32; down += 2) {
    const y = ((top + ((tall * down) >> 5)) >> shift) - 0x8000;
    const row = y >> 16;
    const between = i16x8.splat(<i16>((y & 0xffff) >> 1));
    if (!upright) {
      const x = tlx + ((slant * down) >> 5);
      aim(lumaAt(x, dx, shift, 0), lumaAt(x, dx, shift, 4));
      leftPick = pick;
      leftShare = share;
      left = plane + first;
      aim(lumaAt(x, dx, shift, 8), lumaAt(x, dx, shift, 12));
      rightPick = pick;
      rightShare = share;
      right = plane + first;
    }
    if (!upright || row != last) {
      const at = <usize>(row * stride);
      if (!upright || row != last + 1) {
        leftUpper = along(left + at, leftPick, leftShare);
        rightUpper = along(right + at, rightPick, rightShare);
        if (cutOut) {
          leftUpperA = along(left + at + toAlpha, leftPick, leftShare);
          rightUpperA = along(right + at + toAlpha, rightPick, rightShare);
        }
      } else {
        leftUpper = leftLower;
        rightUpper = rightLower;
        if (cutOut) {
          leftUpperA = leftLowerA;
          rightUpperA = rightLowerA;
        }
      }
      const next = at + stride;
      leftLower = along(left + next, leftPick, leftShare);
      rightLower = along(right + next, rightPick, rightShare);
      if (cutOut) {
        leftLowerA = along(left + next + toAlpha, leftPick, leftShare);
        rightLowerA = along(right + next + toAlpha, rightPick, rightShare);
      }
      last = row;
    }
    let a = mix(leftUpper, leftLower, between);
    let b = mix(rightUpper, rightLower, between);
    if (cutOut) {
      const below = v128.load(out);
      a = over(a, weightOf(mix(leftUpperA, leftLowerA, between)), lowFromBytes(below));
      b = over(b, weightOf(mix(rightUpperA, rightLowerA, between)), highFromBytes(below));
    } else if (weight) {
      const below = v128.load(out);
      a = mix(lowFromBytes(below), a, strength);
      b = mix(highFromBytes(below), b, strength);
    }
    v128.store(out, toBytes(a, b));
    out += outStride;
  }
}

// @ts-ignore: decorator
@inline
function chromaAt(x: i32, dx: i32, shift: i32, from: i32): v128 {
  const fourths = i32x4(1, 5, 9, 13);
  const start = i32x4.add(i32x4.splat(x), i32x4.shr_s(i32x4.mul(i32x4.splat(dx), fourths), 1));
  const moved = i32x4.add(start, i32x4.splat(dx * from));
  return i32x4.sub(i32x4.shr_s(i32x4.shr_s(moved, shift), 1), i32x4.splat(0x4000));
}

/** 8 rows of 8 in both chroma planes. */
// @ts-ignore: decorator
@inline
function paintChroma(level: usize, outU: usize, outV: usize, outStride: i32, upright: bool, cutOut: bool, weight: i32): void {
  const shift = load<i32>(level, LEVEL_SHIFT);
  const stride = load<i32>(level, LEVEL_CHROMA_STRIDE);
  const plane = <usize>load<i32>(level, LEVEL_U);
  const toV = <usize>load<i32>(level, LEVEL_V) - plane;
  const toAlpha = cutOut ? <usize>load<i32>(level, LEVEL_CHROMA_A) - plane : 0;
  const dx = (trx - tlx) >> 4;
  const tall = bly - tly;
  const slant = blx - tlx;
  const top = tly;
  let picked: v128 = i64x2.splat(0);
  let part: v128 = i64x2.splat(0);
  let from: usize = plane;
  if (upright) {
    aim(chromaAt(tlx, dx, shift, 0), chromaAt(tlx, dx, shift, 8));
    picked = pick;
    part = share;
    from += first;
  }
  const strength = i16x8.splat(<i16>weight);
  let last = i32.MIN_VALUE;
  let upperU: v128 = i64x2.splat(0);
  let lowerU: v128 = i64x2.splat(0);
  let upperV: v128 = i64x2.splat(0);
  let lowerV: v128 = i64x2.splat(0);
  let upperA: v128 = i64x2.splat(0);
  let lowerA: v128 = i64x2.splat(0);
  for (let down = 2; down < 32; down += 4) {
    const y = (((top + ((tall * down) >> 5)) >> shift) >> 1) - 0x8000;
    const row = y >> 16;
    const between = i16x8.splat(<i16>((y & 0xffff) >> 1));
    if (!upright) {
      const x = tlx + ((slant * down) >> 5);
      aim(chromaAt(x, dx, shift, 0), chromaAt(x, dx, shift, 8));
      picked = pick;
      part = share;
      from = plane + first;
    }
    if (!upright || row != last) {
      const at = from + row * stride;
      if (!upright || row != last + 1) {
        upperU = along(at, picked, part);
        upperV = along(at + toV, picked, part);
        if (cutOut) upperA = along(at + toAlpha, picked, part);
      } else {
        upperU = lowerU;
        upperV = lowerV;
        if (cutOut) upperA = lowerA;
      }
      lowerU = along(at + stride, picked, part);
      lowerV = along(at + stride + toV, picked, part);
      if (cutOut) lowerA = along(at + stride + toAlpha, picked, part);
      last = row;
    }
    let u = mix(upperU, lowerU, between);
    let v = mix(upperV, lowerV, between);
    if (cutOut) {
      const alpha = weightOf(mix(upperA, lowerA, between));
      u = over(u, alpha, i16x8.shl(v128.load8x8_u(outU), 7));
      v = over(v, alpha, i16x8.shl(v128.load8x8_u(outV), 7));
    } else if (weight) {
      u = mix(i16x8.shl(v128.load8x8_u(outU), 7), u, strength);
      v = mix(i16x8.shl(v128.load8x8_u(outV), 7), v, strength);
    }
    const bytes = toBytes(u, v);
    v128.store64_lane(outU, bytes, 0);
    v128.store64_lane(outV, bytes, 1);
    outU += outStride;
    outV += outStride;
  }
}

/** The cell of an opaque raster. */
export function replaceUpright(level: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32): void {
  paintLuma(level, y, yStride, true, false, 0);
  paintChroma(level, u, v, cStride, true, false, 0);
}

/** The same where the cell's columns lean: moved sideways more at one height than at another. */
export function replaceSlanted(level: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32): void {
  paintLuma(level, y, yStride, false, false, 0);
  paintChroma(level, u, v, cStride, false, false, 0);
}

/** The coarser level of an opaque raster, mixed into its finer one, which was painted before. */
export function mixUpright(level: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32, weight: i32): void {
  paintLuma(level, y, yStride, true, false, weight);
  paintChroma(level, u, v, cStride, true, false, weight);
}

/** The cell of a cut-out, laid over what is there. */
export function blendUpright(level: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32): void {
  paintLuma(level, y, yStride, true, true, 0);
  paintChroma(level, u, v, cStride, true, true, 0);
}
