/**
 * The discrete Fourier transform in place, `re` and `im` together; their length a power of two. Divided by
 * nothing: a tone of full scale gives half of its length.
 */
export function fourier(re: Float64Array, im: Float64Array): void {
  const size = re.length;
  for (let n = 1, reversed = 0; n < size; n++) {
    let bit = size >> 1;
    for (; reversed & bit; bit >>= 1) reversed ^= bit;
    reversed ^= bit;
    if (n >= reversed) continue;
    [re[n], re[reversed]] = [re[reversed]!, re[n]!];
    [im[n], im[reversed]] = [im[reversed]!, im[n]!];
  }
  for (let half = 1; half < size; half *= 2) {
    for (let k = 0; k < half; k++) {
      const angle = (-Math.PI * k) / half;
      const cos = Math.cos(angle);
      const sin = Math.sin(angle);
      for (let n = k; n < size; n += 2 * half) {
        const other = n + half;
        const real = re[other]! * cos - im[other]! * sin;
        const imaginary = re[other]! * sin + im[other]! * cos;
        re[other] = re[n]! - real;
        im[other] = im[n]! - imaginary;
        re[n]! += real;
        im[n]! += imaginary;
      }
    }
  }
}
