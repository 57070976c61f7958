// AssemblyScript. Bilinear sampling of eight pixels whose coordinates run along a straight line.
import { highHalves, lowHalves, mix, pickBytes } from './lanes';

/** Pairs of neighbouring bytes, each pixel's own address: the way that is always right. */
function gatherPairs(base: usize, stride: i32, ix: v128, iy: v128): v128 {
  const y0 = i32x4.extmul_low_i16x8_s(iy, i16x8.splat(<i16>stride));
  const y1 = i32x4.extmul_high_i16x8_s(iy, i16x8.splat(<i16>stride));
  const a = i32x4.add(i32x4.add(y0, i32x4.extend_low_i16x8_s(ix)), i32x4.splat(<i32>base));
  const b = i32x4.add(i32x4.add(y1, i32x4.extend_high_i16x8_s(ix)), i32x4.splat(<i32>base));
  let out = i64x2.splat(0);
  out = v128.load_lane<u16>(i32x4.extract_lane(a, 0), out, 0);
  out = v128.load_lane<u16>(i32x4.extract_lane(a, 1), out, 1);
  out = v128.load_lane<u16>(i32x4.extract_lane(a, 2), out, 2);
  out = v128.load_lane<u16>(i32x4.extract_lane(a, 3), out, 3);
  out = v128.load_lane<u16>(i32x4.extract_lane(b, 0), out, 4);
  out = v128.load_lane<u16>(i32x4.extract_lane(b, 1), out, 5);
  out = v128.load_lane<u16>(i32x4.extract_lane(b, 2), out, 6);
  out = v128.load_lane<u16>(i32x4.extract_lane(b, 3), out, 7);
  return out;
}

/** Interpolates between the two bytes of every pair; 7 fraction bits. */
// @ts-ignore: decorator
@inline
function across(pairs: v128, fx: v128): v128 {
  const left = i16x8.shr_u(i16x8.shl(pairs, 8), 1);
  const right = i16x8.shr_u(v128.and(pairs, i16x8.splat(<i16>0xff00)), 1);
  return mix(left, right, fx);
}

/**
 * Eight samples of one plane. `near` holds where the eight stand within 16 columns and two rows: then
 * whole rows are loaded and the bytes picked out (`pick`), with `low` marking pixels of the second row.
 */
// @ts-ignore: decorator
@inline
export function tap(
  base: usize, stride: i32, near: bool, twoRows: bool, x0: i32, y0: i32,
  pick: v128, low: v128, ix: v128, iy: v128, fx: v128, fy: v128,
): v128 {
  let top: v128;
  let bottom: v128;
  if (near) {
    const at = base + y0 * stride + x0;
    top = pickBytes(v128.load(at), pick);
    bottom = pickBytes(v128.load(at + stride), pick);
    if (twoRows) {
      const third = pickBytes(v128.load(at + 2 * stride), pick);
      top = v128.bitselect(bottom, top, low);
      bottom = v128.bitselect(third, bottom, low);
    }
  } else {
    top = gatherPairs(base, stride, ix, iy);
    bottom = gatherPairs(base + stride, stride, ix, iy);
  }
  return mix(across(top, fx), across(bottom, fx), fy);
}

/** What `sampleThree` and `sampleTwo` found beside what they return. */
export let second: v128 = i64x2.splat(0);
export let third: v128 = i64x2.splat(0);

/** One plane, and a second (in `second`) where `base2` is not 0. Coordinates are texel centres, 16.16. */
// @ts-ignore: decorator
@inline
export function sampleTwo(
  base1: usize, base2: usize, stride: i32, xa: v128, xb: v128, ya: v128, yb: v128,
): v128 {
  const ix = highHalves(xa, xb);
  const iy = highHalves(ya, yb);
  const fx = i16x8.shr_u(lowHalves(xa, xb), 1);
  const fy = i16x8.shr_u(lowHalves(ya, yb), 1);
  const xFirst = i32(i16x8.extract_lane_s(ix, 0));
  const xLast = i32(i16x8.extract_lane_s(ix, 7));
  const yFirst = i32(i16x8.extract_lane_s(iy, 0));
  const yLast = i32(i16x8.extract_lane_s(iy, 7));
  const x0 = min(xFirst, xLast);
  const y0 = min(yFirst, yLast);
  const rows = max(yFirst, yLast) - y0;
  const near = (max(xFirst, xLast) - x0 <= 14) & (rows <= 1);
  const step = i16x8.sub(ix, i16x8.splat(<i16>x0));
  const pick = i16x8.add(v128.or(step, i16x8.shl(step, 8)), i16x8.splat(0x100));
  const low = i16x8.gt_s(iy, i16x8.splat(<i16>y0));
  const one = tap(base1, stride, near, rows == 1, x0, y0, pick, low, ix, iy, fx, fy);
  if (base2) second = tap(base2, stride, near, rows == 1, x0, y0, pick, low, ix, iy, fx, fy);
  return one;
}

/** Two planes, and a third (in `third`) where `base3` is not 0. */
// @ts-ignore: decorator
@inline
export function sampleThree(
  base1: usize, base2: usize, base3: usize, stride: i32, xa: v128, xb: v128, ya: v128, yb: v128,
): v128 {
  const ix = highHalves(xa, xb);
  const iy = highHalves(ya, yb);
  const fx = i16x8.shr_u(lowHalves(xa, xb), 1);
  const fy = i16x8.shr_u(lowHalves(ya, yb), 1);
  const xFirst = i32(i16x8.extract_lane_s(ix, 0));
  const xLast = i32(i16x8.extract_lane_s(ix, 7));
  const yFirst = i32(i16x8.extract_lane_s(iy, 0));
  const yLast = i32(i16x8.extract_lane_s(iy, 7));
  const x0 = min(xFirst, xLast);
  const y0 = min(yFirst, yLast);
  const rows = max(yFirst, yLast) - y0;
  const near = (max(xFirst, xLast) - x0 <= 14) & (rows <= 1);
  const step = i16x8.sub(ix, i16x8.splat(<i16>x0));
  const pick = i16x8.add(v128.or(step, i16x8.shl(step, 8)), i16x8.splat(0x100));
  const low = i16x8.gt_s(iy, i16x8.splat(<i16>y0));
  const one = tap(base1, stride, near, rows == 1, x0, y0, pick, low, ix, iy, fx, fy);
  second = tap(base2, stride, near, rows == 1, x0, y0, pick, low, ix, iy, fx, fy);
  if (base3) third = tap(base3, stride, near, rows == 1, x0, y0, pick, low, ix, iy, fx, fy);
  return one;
}
