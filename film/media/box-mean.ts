import type { Size } from '../space/size.ts';

/** Mean over a square of side `2 * radius + 1`, cut off at the edges. In running sums: any radius costs the same. */
export function boxMean(field: Float32Array, size: Size, radius: number): Float32Array {
  const { width, height } = size;
  const across = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let sum = 0;
    let count = 0;
    for (let x = 0; x < Math.min(radius, width); x++) {
      sum += field[row + x]!;
      count++;
    }
    for (let x = 0; x < width; x++) {
      if (x + radius < width) {
        sum += field[row + x + radius]!;
        count++;
      }
      if (x - radius > 0) {
        sum -= field[row + x - radius - 1]!;
        count--;
      }
      across[row + x] = sum / count;
    }
  }
  const out = new Float32Array(width * height);
  const sums = new Float64Array(width);
  let count = 0;
  const add = (y: number, sign: number): void => {
    for (let x = 0; x < width; x++) sums[x] = sums[x]! + sign * across[y * width + x]!;
    count += sign;
  };
  for (let y = 0; y < Math.min(radius, height); y++) add(y, 1);
  for (let y = 0; y < height; y++) {
    if (y + radius < height) add(y + radius, 1);
    if (y - radius > 0) add(y - radius - 1, -1);
    for (let x = 0; x < width; x++) out[y * width + x] = sums[x]! / count;
  }
  return out;
}
