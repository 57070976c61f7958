// AssemblyScript. Values travel as i16x8 with 7 fraction bits (0..255 becomes 0..32640), weights as
// Q15, so that one rounding multiply does a linear interpolation without widening.

/** Q15 product, rounded. Never called with -32768 twice, where the relaxed form may differ. */
// @ts-ignore: decorator
@inline
export function scale(a: v128, b: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i16x8.relaxed_q15mulr_s(a, b);
  return i16x8.q15mulr_sat_s(a, b);
}

/** Picks bytes by index; every index lies in 0..15, where both forms agree. */
// @ts-ignore: decorator
@inline
export function pickBytes(from: v128, index: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return i8x16.relaxed_swizzle(from, index);
  return i8x16.swizzle(from, index);
}

// @ts-ignore: decorator
@inline
export function mix(a: v128, b: v128, weight: v128): v128 {
  return i16x8.add(a, scale(i16x8.sub(b, a), weight));
}

/** Alpha with 7 fraction bits to Q15, so that 255 becomes the largest weight there is. */
// @ts-ignore: decorator
@inline
export function weightOf(alpha: v128): v128 {
  return i16x8.add(alpha, i16x8.shr_u(alpha, 8));
}

// @ts-ignore: decorator
@inline
export function over(source: v128, weight: v128, below: v128): v128 {
  return i16x8.add(source, i16x8.sub(below, scale(below, weight)));
}

/** The low 16 bits (the fraction) of eight 16.16 numbers. */
// @ts-ignore: decorator
@inline
export function lowHalves(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 0, 1, 4, 5, 8, 9, 12, 13, 16, 17, 20, 21, 24, 25, 28, 29);
}

/** The high 16 bits (the whole part, rounded down) of eight 16.16 numbers. */
// @ts-ignore: decorator
@inline
export function highHalves(a: v128, b: v128): v128 {
  return i8x16.shuffle(a, b, 2, 3, 6, 7, 10, 11, 14, 15, 18, 19, 22, 23, 26, 27, 30, 31);
}

/** Back to bytes: eight of `low`, then eight of `high`. Times 256 in Q15 is a rounding shift by 7. */
// @ts-ignore: decorator
@inline
export function toBytes(low: v128, high: v128): v128 {
  const seventh = i16x8.splat(256);
  return i8x16.narrow_i16x8_u(scale(low, seventh), scale(high, seventh));
}

// @ts-ignore: decorator
@inline
export function lowFromBytes(bytes: v128): v128 {
  return i16x8.shl(i16x8.extend_low_i8x16_u(bytes), 7);
}

// @ts-ignore: decorator
@inline
export function highFromBytes(bytes: v128): v128 {
  return i16x8.shl(i16x8.extend_high_i8x16_u(bytes), 7);
}

// @ts-ignore: decorator
@inline
export function clamp4(value: v128, low: v128, high: v128): v128 {
  return i32x4.min_s(i32x4.max_s(value, low), high);
}
