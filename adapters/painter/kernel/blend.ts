// AssemblyScript. One finished frame giving way to the next.
import { highFromBytes, lowFromBytes, mix, toBytes } from './lanes';

/** `length` bytes, one Q15 weight for all. `length` may run up to 15 bytes over. */
export function mixEvenly(from: usize, to: usize, out: usize, length: i32, weight: i32): void {
  const part = i16x8.splat(<i16>weight);
  for (let i = 0; i < length; i += 16) {
    const a = v128.load(from + i);
    const b = v128.load(to + i);
    v128.store(out + i, toBytes(
      mix(lowFromBytes(a), lowFromBytes(b), part),
      mix(highFromBytes(a), highFromBytes(b), part),
    ));
  }
}

/** `length` bytes towards one value. */
export function mixToValue(from: usize, value: i32, out: usize, length: i32, weight: i32): void {
  const part = i16x8.splat(<i16>weight);
  const goal = i16x8.splat(<i16>(value << 7));
  for (let i = 0; i < length; i += 16) {
    const a = v128.load(from + i);
    v128.store(out + i, toBytes(mix(lowFromBytes(a), goal, part), mix(highFromBytes(a), goal, part)));
  }
}

/** One row, its own Q15 weight for every byte. */
export function mixByWeights(from: usize, to: usize, out: usize, length: i32, weights: usize): void {
  let i = 0;
  for (; i + 16 <= length; i += 16) {
    const a = v128.load(from + i);
    const b = v128.load(to + i);
    v128.store(out + i, toBytes(
      mix(lowFromBytes(a), lowFromBytes(b), v128.load(weights + (i << 1))),
      mix(highFromBytes(a), highFromBytes(b), v128.load(weights + (i << 1), 16)),
    ));
  }
  for (; i < length; i++) {
    const a = <i32>load<u8>(from + i);
    const b = <i32>load<u8>(to + i);
    const weight = <i32>load<i16>(weights + (i << 1));
    store<u8>(out + i, <u8>(((a << 15) + (b - a) * weight + 0x4000) >> 15));
  }
}
