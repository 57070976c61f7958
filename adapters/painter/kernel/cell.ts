// AssemblyScript. Paints one layer's part of one 16-pixel cell: 16 x 16 luma, 8 x 8 chroma.
import { blx, bly, brx, bry, tlx, tly, trx, try_ } from './corners';
import { clamp4, highFromBytes, lowFromBytes, mix, over, scale, toBytes, weightOf } from './lanes';
import {
  KIND_CARD, KIND_CUT_OUT, LAYER_COARSE, LAYER_COARSE_MIX, LAYER_FINE, LAYER_KIND, LAYER_OPACITY,
  LEVEL_A, LEVEL_CHROMA_A, LEVEL_CHROMA_HEIGHT, LEVEL_CHROMA_STRIDE, LEVEL_CHROMA_WIDTH,
  LEVEL_HEIGHT, LEVEL_SHIFT, LEVEL_STRIDE, LEVEL_U, LEVEL_V, LEVEL_WIDTH, LEVEL_Y,
} from './layer';
import { sampleThree, sampleTwo, second, third } from './sample';
import { blendUpright, isClose, isStraight, mixUpright, replaceSlanted, replaceUpright } from './straight';

/** A point on the edge between two corners; `thirtySeconds` of the way. */
// @ts-ignore: decorator
@inline
function between(from: i32, to: i32, thirtySeconds: i32): i32 {
  return from + <i32>((<i64>(to - from) * <i64>thirtySeconds) >> 5);
}

/** Where clamping begins and ends for texel indices: a plate keeps its edge, a cut-out runs empty. */
// @ts-ignore: decorator
@inline
function lowest(cutOut: bool): v128 {
  return i32x4.splat(cutOut ? -(2 << 16) : 0);
}

// @ts-ignore: decorator
@inline
function highest(count: i32, cutOut: bool): v128 {
  return i32x4.splat((cutOut ? count + 1 : count - 1) << 16);
}

/** Q15 share of a pixel that lies on a card: falls from 1 to 0 over the pixel around its edge. */
// @ts-ignore: decorator
@inline
function insideCard(xa: v128, xb: v128, size: i32): v128 {
  const half = i32x4.splat(0x8000);
  const none = i32x4.splat(0);
  const one = i32x4.splat(0x10000);
  const end = i32x4.splat((size << 16) + 0x8000);
  const a = clamp4(i32x4.min_s(i32x4.add(xa, half), i32x4.sub(end, xa)), none, one);
  const b = clamp4(i32x4.min_s(i32x4.add(xb, half), i32x4.sub(end, xb)), none, one);
  return i16x8.narrow_i32x4_s(i32x4.shr_u(a, 1), i32x4.shr_u(b, 1));
}

/** What a blended sample came with: its Q15 alpha. */
let weight: v128 = i64x2.splat(0);

// @ts-ignore: decorator
@inline
function lumaEight(
  kind: i32, level: usize, shift: i32, stride: i32, plane: usize,
  xa: v128, xb: v128, ya: v128, yb: v128, clamp: bool, blended: bool,
): v128 {
  const half = i32x4.splat(0x8000);
  const cutOut = kind == KIND_CUT_OUT;
  if (shift) {
    xa = i32x4.shr_s(xa, shift);
    xb = i32x4.shr_s(xb, shift);
    ya = i32x4.shr_s(ya, shift);
    yb = i32x4.shr_s(yb, shift);
  }
  let ta = i32x4.sub(xa, half);
  let tb = i32x4.sub(xb, half);
  let sa = i32x4.sub(ya, half);
  let sb = i32x4.sub(yb, half);
  if (clamp) {
    const width = load<i32>(level, LEVEL_WIDTH);
    const height = load<i32>(level, LEVEL_HEIGHT);
    const low = lowest(cutOut);
    const right = highest(width, cutOut);
    const bottom = highest(height, cutOut);
    ta = clamp4(ta, low, right);
    tb = clamp4(tb, low, right);
    sa = clamp4(sa, low, bottom);
    sb = clamp4(sb, low, bottom);
  }
  if (!blended) return sampleTwo(plane, 0, stride, ta, tb, sa, sb);
  if (cutOut) {
    const value = sampleTwo(plane, <usize>load<i32>(level, LEVEL_A), stride, ta, tb, sa, sb);
    weight = weightOf(second);
    return value;
  }
  const value = sampleTwo(plane, 0, stride, ta, tb, sa, sb);
  if (kind != KIND_CARD) {
    weight = i16x8.splat(32767);
    return value;
  }
  weight = scale(
    insideCard(xa, xb, load<i32>(level, LEVEL_WIDTH)),
    insideCard(ya, yb, load<i32>(level, LEVEL_HEIGHT)),
  );
  return scale(value, weight);
}

// @ts-ignore: decorator
@inline
function lumaMixed(
  layer: usize, kind: i32, level: usize, shift: i32, stride: i32, plane: usize, share: i32,
  xa: v128, xb: v128, ya: v128, yb: v128, clamp: bool, blended: bool,
): v128 {
  const fine = lumaEight(kind, level, shift, stride, plane, xa, xb, ya, yb, clamp, blended);
  if (!share) return fine;
  return lumaCoarse(layer, fine, share, xa, xb, ya, yb, clamp, blended);
}

/** Kept out of line: only layers between two levels come here. */
function lumaCoarse(
  layer: usize, fine: v128, share: i32, xa: v128, xb: v128, ya: v128, yb: v128, clamp: bool, blended: bool,
): v128 {
  const fineWeight = weight;
  const level = <usize>load<i32>(layer, LAYER_COARSE);
  const coarse = lumaEight(
    load<i32>(layer, LAYER_KIND), level, load<i32>(level, LEVEL_SHIFT), load<i32>(level, LEVEL_STRIDE),
    <usize>load<i32>(level, LEVEL_Y), xa, xb, ya, yb, clamp, blended,
  );
  const part = i16x8.splat(<i16>share);
  weight = mix(fineWeight, weight, part);
  return mix(fine, coarse, part);
}

/** 16 rows of 16. `blended`: alpha, a card's edge or opacity have a say; otherwise pixels are replaced. */
// @ts-ignore: decorator
@inline
function paintLuma(layer: usize, out: usize, outStride: i32, clamp: bool, blended: bool): void {
  const odd = i32x4(1, 3, 5, 7);
  // Read once: the compiler cannot know that painting leaves them as they are.
  const kind = load<i32>(layer, LAYER_KIND);
  const share = load<i32>(layer, LAYER_COARSE_MIX);
  const level = <usize>load<i32>(layer, LAYER_FINE);
  const shift = load<i32>(level, LEVEL_SHIFT);
  const stride = load<i32>(level, LEVEL_STRIDE);
  const plane = <usize>load<i32>(level, LEVEL_Y);
  const opacity = load<i32>(layer, LAYER_OPACITY);
  const strength = i16x8.splat(<i16>opacity);
  for (let row = 0; row < 16; row++) {
    const down = 2 * row + 1;
    const lx = between(tlx, blx, down);
    const ly = between(tly, bly, down);
    const dx = (between(trx, brx, down) - lx) >> 4;
    const dy = (between(try_, bry, down) - ly) >> 4;
    const xa = i32x4.add(i32x4.splat(lx), i32x4.shr_s(i32x4.mul(i32x4.splat(dx), odd), 1));
    const ya = i32x4.add(i32x4.splat(ly), i32x4.shr_s(i32x4.mul(i32x4.splat(dy), odd), 1));
    const x4 = i32x4.splat(dx * 4);
    const y4 = i32x4.splat(dy * 4);
    const xb = i32x4.add(xa, x4);
    const yb = i32x4.add(ya, y4);
    const xc = i32x4.add(xb, x4);
    const yc = i32x4.add(yb, y4);
    const xd = i32x4.add(xc, x4);
    const yd = i32x4.add(yc, y4);
    let left = lumaMixed(layer, kind, level, shift, stride, plane, share, xa, xb, ya, yb, clamp, blended);
    if (blended) {
      let leftWeight = weight;
      let right = lumaMixed(layer, kind, level, shift, stride, plane, share, xc, xd, yc, yd, clamp, blended);
      let rightWeight = weight;
      if (opacity != 32767) {
        left = scale(left, strength);
        right = scale(right, strength);
        leftWeight = scale(leftWeight, strength);
        rightWeight = scale(rightWeight, strength);
      }
      const below = v128.load(out);
      v128.store(out, toBytes(
        over(left, leftWeight, lowFromBytes(below)),
        over(right, rightWeight, highFromBytes(below)),
      ));
    } else {
      v128.store(out, toBytes(left, lumaMixed(layer, kind, level, shift, stride, plane, share, xc, xd, yc, yd, clamp, blended)));
    }
    out += outStride;
  }
}

let valueV: v128 = i64x2.splat(0);

// @ts-ignore: decorator
@inline
function chromaEight(
  kind: i32, level: usize, shift: i32, stride: i32, u: usize, v: usize,
  xa: v128, xb: v128, ya: v128, yb: v128, clamp: bool, blended: bool,
): v128 {
  const cutOut = kind == KIND_CUT_OUT;
  xa = i32x4.shr_s(xa, shift);
  xb = i32x4.shr_s(xb, shift);
  ya = i32x4.shr_s(ya, shift);
  yb = i32x4.shr_s(yb, shift);
  // Chroma sits on the left pixel of its pair and between its two rows, as H.264 assumes.
  let ta = i32x4.sub(i32x4.shr_s(xa, 1), i32x4.splat(0x4000));
  let tb = i32x4.sub(i32x4.shr_s(xb, 1), i32x4.splat(0x4000));
  let sa = i32x4.sub(i32x4.shr_s(ya, 1), i32x4.splat(0x8000));
  let sb = i32x4.sub(i32x4.shr_s(yb, 1), i32x4.splat(0x8000));
  if (clamp) {
    const width = load<i32>(level, LEVEL_CHROMA_WIDTH);
    const height = load<i32>(level, LEVEL_CHROMA_HEIGHT);
    const low = lowest(cutOut);
    const right = highest(width, cutOut);
    const bottom = highest(height, cutOut);
    ta = clamp4(ta, low, right);
    tb = clamp4(tb, low, right);
    sa = clamp4(sa, low, bottom);
    sb = clamp4(sb, low, bottom);
  }
  const a = blended && cutOut ? <usize>load<i32>(level, LEVEL_CHROMA_A) : 0;
  const value = sampleThree(u, v, a, stride, ta, tb, sa, sb);
  valueV = second;
  if (!blended) return value;
  if (cutOut) {
    weight = weightOf(third);
    return value;
  }
  if (kind != KIND_CARD) {
    weight = i16x8.splat(32767);
    return value;
  }
  weight = scale(
    insideCard(xa, xb, load<i32>(level, LEVEL_WIDTH)),
    insideCard(ya, yb, load<i32>(level, LEVEL_HEIGHT)),
  );
  valueV = scale(valueV, weight);
  return scale(value, weight);
}

function chromaCoarse(
  layer: usize, fine: v128, share: i32, xa: v128, xb: v128, ya: v128, yb: v128, clamp: bool, blended: bool,
): v128 {
  const fineWeight = weight;
  const fineV = valueV;
  const level = <usize>load<i32>(layer, LAYER_COARSE);
  const coarse = chromaEight(
    load<i32>(layer, LAYER_KIND), level, load<i32>(level, LEVEL_SHIFT),
    load<i32>(level, LEVEL_CHROMA_STRIDE), <usize>load<i32>(level, LEVEL_U), <usize>load<i32>(level, LEVEL_V),
    xa, xb, ya, yb, clamp, blended,
  );
  const part = i16x8.splat(<i16>share);
  weight = mix(fineWeight, weight, part);
  valueV = mix(fineV, valueV, part);
  return mix(fine, coarse, part);
}

/** 8 rows of 8 in both chroma planes. */
// @ts-ignore: decorator
@inline
function paintChroma(layer: usize, outU: usize, outV: usize, outStride: i32, clamp: bool, blended: bool): void {
  const fourths = i32x4(1, 5, 9, 13);
  const opacity = load<i32>(layer, LAYER_OPACITY);
  const strength = i16x8.splat(<i16>opacity);
  const kind = load<i32>(layer, LAYER_KIND);
  const share = load<i32>(layer, LAYER_COARSE_MIX);
  const level = <usize>load<i32>(layer, LAYER_FINE);
  const shift = load<i32>(level, LEVEL_SHIFT);
  const stride = load<i32>(level, LEVEL_CHROMA_STRIDE);
  const planeU = <usize>load<i32>(level, LEVEL_U);
  const planeV = <usize>load<i32>(level, LEVEL_V);
  for (let row = 0; row < 8; row++) {
    const down = 4 * row + 2;
    const lx = between(tlx, blx, down);
    const ly = between(tly, bly, down);
    const dx = (between(trx, brx, down) - lx) >> 4;
    const dy = (between(try_, bry, down) - ly) >> 4;
    // Sample i stands at 2i + 0.5 pixels of the cell.
    const xa = i32x4.add(i32x4.splat(lx), i32x4.shr_s(i32x4.mul(i32x4.splat(dx), fourths), 1));
    const ya = i32x4.add(i32x4.splat(ly), i32x4.shr_s(i32x4.mul(i32x4.splat(dy), fourths), 1));
    const xb = i32x4.add(xa, i32x4.splat(dx * 8));
    const yb = i32x4.add(ya, i32x4.splat(dy * 8));
    let u = chromaEight(kind, level, shift, stride, planeU, planeV, xa, xb, ya, yb, clamp, blended);
    if (share) u = chromaCoarse(layer, u, share, xa, xb, ya, yb, clamp, blended);
    let v = valueV;
    if (blended) {
      let part = weight;
      if (opacity != 32767) {
        u = scale(u, strength);
        v = scale(v, strength);
        part = scale(part, strength);
      }
      u = over(u, part, i16x8.shl(v128.load8x8_u(outU), 7));
      v = over(v, part, i16x8.shl(v128.load8x8_u(outV), 7));
    }
    const bytes = toBytes(u, v);
    v128.store64_lane(outU, bytes, 0);
    v128.store64_lane(outV, bytes, 1);
    outU += outStride;
    outV += outStride;
  }
}

function replaceInside(layer: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32): void {
  paintLuma(layer, y, yStride, false, false);
  paintChroma(layer, u, v, cStride, false, false);
}

function replaceClamped(layer: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32): void {
  paintLuma(layer, y, yStride, true, false);
  paintChroma(layer, u, v, cStride, true, false);
}

function blendClamped(layer: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32): void {
  paintLuma(layer, y, yStride, true, true);
  paintChroma(layer, u, v, cStride, true, true);
}

/** The cell is the raster itself, moved by whole pairs of pixels: copied, not sampled. */
function copyInside(layer: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32): void {
  const level = <usize>load<i32>(layer, LAYER_FINE);
  const stride = load<i32>(level, LEVEL_STRIDE);
  const chromaStride = load<i32>(level, LEVEL_CHROMA_STRIDE);
  let from = <usize>load<i32>(level, LEVEL_Y) + (tly >> 16) * stride + (tlx >> 16);
  for (let row = 0; row < 16; row++) {
    v128.store(y, v128.load(from));
    y += yStride;
    from += stride;
  }
  const at = (tly >> 17) * chromaStride + (tlx >> 17);
  let fromU = <usize>load<i32>(level, LEVEL_U) + at;
  let fromV = <usize>load<i32>(level, LEVEL_V) + at;
  for (let row = 0; row < 8; row++) {
    store<u64>(u, load<u64>(fromU));
    store<u64>(v, load<u64>(fromV));
    u += cStride;
    v += cStride;
    fromU += chromaStride;
    fromV += chromaStride;
  }
}

// @ts-ignore: decorator
@inline
function isMovedWhole(): bool {
  const side = 16 << 16;
  return (
    ((tlx | tly) & 0x1ffff) == 0 &&
    trx - tlx == side && try_ == tly && blx == tlx && bly - tly == side &&
    brx == trx && bry == bly
  );
}

/** Paints the cell whose corners were taken. `opaque`: no blending is needed; `inside`: no clamping. */
export function paintCell(
  layer: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32, opaque: bool, inside: bool,
): void {
  if (inside && isStraight() && paintStraight(layer, y, yStride, u, v, cStride, opaque)) return;
  if (!opaque) blendClamped(layer, y, yStride, u, v, cStride);
  else if (!inside) replaceClamped(layer, y, yStride, u, v, cStride);
  else replaceInside(layer, y, yStride, u, v, cStride);
}

/** Paints the cell in a quicker way, if there is one. */
function paintStraight(
  layer: usize, y: usize, yStride: i32, u: usize, v: usize, cStride: i32, opaque: bool,
): bool {
  const level = <usize>load<i32>(layer, LAYER_FINE);
  const shift = load<i32>(level, LEVEL_SHIFT);
  const upright = tlx == blx;
  const mixed = load<i32>(layer, LAYER_COARSE_MIX);
  if (!isClose(shift)) return false;
  if (opaque) {
    if (mixed && !upright) return false;
    if (shift == 0 && mixed == 0 && isMovedWhole()) copyInside(layer, y, yStride, u, v, cStride);
    else if (upright) replaceUpright(level, y, yStride, u, v, cStride);
    else replaceSlanted(level, y, yStride, u, v, cStride);
    if (mixed) mixUpright(<usize>load<i32>(layer, LAYER_COARSE), y, yStride, u, v, cStride, mixed);
    return true;
  }
  const full = load<i32>(layer, LAYER_OPACITY) == 32767;
  if (mixed || !full || !upright || load<i32>(layer, LAYER_KIND) != KIND_CUT_OUT) return false;
  blendUpright(level, y, yStride, u, v, cStride);
  return true;
}
