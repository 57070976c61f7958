// AssemblyScript. RGBA into the planes the painter samples: BT.709, limited range, 4:2:0, premultiplied.
import {
  COVERAGE_SHIFT, LEVEL_A, LEVEL_CHROMA_A, LEVEL_CHROMA_STRIDE, LEVEL_HEIGHT, LEVEL_STRIDE, LEVEL_U,
  LEVEL_V, LEVEL_WIDTH, LEVEL_Y,
} from './layer';

/** The luma and alpha rows of a level. `straight`: colour is not premultiplied yet. */
export function convertLuma(pixels: usize, level: usize, firstRow: i32, rows: i32, alpha: bool, straight: bool): void {
  const width = load<i32>(level, LEVEL_WIDTH);
  const stride = load<i32>(level, LEVEL_STRIDE);
  for (let row = 0; row < rows; row++) {
    const at = (firstRow + row) * stride;
    let y = <usize>load<i32>(level, LEVEL_Y) + at;
    let a = <usize>load<i32>(level, LEVEL_A) + at;
    for (let x = 0; x < width; x++) {
      const opacity = <u32>load<u8>(pixels, 3);
      const light: u32 = 11966 * load<u8>(pixels) + 40254 * load<u8>(pixels, 1) + 4064 * load<u8>(pixels, 2);
      const value: u32 = straight
        ? ((light + 16 * 65536) * opacity + 255 * 32768) / 255
        : light + 16 * 257 * opacity + 32768;
      store<u8>(y++, <u8>(value >> 16));
      if (alpha) store<u8>(a++, <u8>opacity);
      pixels += 4;
    }
  }
}

let sumR: i32 = 0;
let sumG: i32 = 0;
let sumB: i32 = 0;
let sumA: i32 = 0;

/** `straight`: colour is weighed with its alpha here, and sums are in 255ths. */
// @ts-ignore: decorator
@inline
function gather(pixel: usize, times: i32, straight: bool): void {
  const alpha = <i32>load<u8>(pixel, 3);
  const share = straight ? alpha * times : times;
  sumR += load<u8>(pixel) * share;
  sumG += load<u8>(pixel, 1) * share;
  sumB += load<u8>(pixel, 2) * share;
  sumA += alpha * (straight ? 255 * times : times);
}

/** A sum of eight as sixteenths of premultiplied colour. */
// @ts-ignore: decorator
@inline
function sixteenths(sum: i32, straight: bool): i32 {
  return straight ? (sum * 16 + 127) / 255 : sum * 16;
}

// @ts-ignore: decorator
@inline
function quarter(sum: i32, straight: bool): u8 {
  return <u8>(straight ? (sum + 510) / 1020 : (sum + 2) >> 2);
}

/**
 * The chroma rows of a level, and all of it at half size for the next. Half a pixel too many at the edge of
 * the half size is more of an opaque raster's edge, and nothing beside one with alpha.
 *
 * @param pixels RGBA, `rows` of them; colour not premultiplied yet where `straight`
 * @param firstRow even
 * @param rows even, unless they are the last
 * @param half where the half-size rows go, as premultiplied RGBA; 0 for none
 */
export function convertChroma(pixels: usize, level: usize, firstRow: i32, rows: i32, alpha: bool, straight: bool, half: usize): void {
  const width = load<i32>(level, LEVEL_WIDTH);
  const rowBytes = width << 2;
  const chromaStride = load<i32>(level, LEVEL_CHROMA_STRIDE);
  const pairs = (width + 1) >> 1;
  for (let row = 0; row < rows; row += 2) {
    const upper = pixels + row * rowBytes;
    const hasLower = row + 1 < rows;
    const lower = hasLower ? upper + rowBytes : upper;
    const lowerTimes = hasLower || !alpha ? 1 : 0;
    const at = ((firstRow + row) >> 1) * chromaStride;
    const u = <usize>load<i32>(level, LEVEL_U) + at;
    const v = <usize>load<i32>(level, LEVEL_V) + at;
    const a = <usize>load<i32>(level, LEVEL_CHROMA_A) + at;
    for (let pair = 0; pair < pairs; pair++) {
      const middle = pair << 3;
      const right = (pair << 1) + 1 < width ? middle + 4 : middle;
      const rightTimes = right != middle || !alpha ? 1 : 0;
      const left = pair ? middle - 4 : middle;
      sumR = sumG = sumB = sumA = 0;
      gather(upper + middle, 1, straight);
      gather(upper + right, rightTimes, straight);
      gather(lower + middle, lowerTimes, straight);
      gather(lower + right, rightTimes & lowerTimes, straight);
      const halfRed = quarter(sumR, straight);
      const halfGreen = quarter(sumG, straight);
      const halfBlue = quarter(sumB, straight);
      const halfAlpha = quarter(sumA, straight);
      // 1 2 1 around the left pixel of the pair, where chroma sits. Its edge goes on for every raster:
      // a sample that stands on a pixel is as present as that pixel.
      gather(upper + right, 1 - rightTimes, straight);
      gather(lower + right, 1 - (rightTimes & lowerTimes), straight);
      gather(upper + middle, 1, straight);
      gather(lower + middle, 2 - lowerTimes, straight);
      gather(upper + left, 1, straight);
      gather(lower + left, 1, straight);
      if (half) {
        // Only now: the half may be written over rows that were read.
        store<u8>(half, halfRed);
        store<u8>(half, halfGreen, 1);
        store<u8>(half, halfBlue, 2);
        store<u8>(half, halfAlpha, 3);
        half += 4;
      }
      const red = sixteenths(sumR, straight);
      const green = sixteenths(sumG, straight);
      const blue = sixteenths(sumB, straight);
      const opacity = sixteenths(sumA, straight);
      const zero = 128 * 257 * opacity + (1 << 22);
      store<u8>(u + pair, <u8>((zero - 6596 * red - 22188 * green + 28784 * blue) >> 23));
      store<u8>(v + pair, <u8>((zero + 28784 * red - 26145 * green - 2639 * blue) >> 23));
      if (alpha) store<u8>(a + pair, <u8>((opacity + 64) >> 7));
    }
  }
}

/**
 * Counts, as sums from the top left corner, the 8-pixel squares in which anything is seen and, in a
 * second table behind it, those that let anything through.
 */
export function mapCoverage(level: usize, table: usize): void {
  const width = load<i32>(level, LEVEL_WIDTH);
  const height = load<i32>(level, LEVEL_HEIGHT);
  const stride = load<i32>(level, LEVEL_STRIDE);
  const alpha = <usize>load<i32>(level, LEVEL_A);
  const side = 1 << COVERAGE_SHIFT;
  const columns = (width + side - 1) >> COVERAGE_SHIFT;
  const rows = (height + side - 1) >> COVERAGE_SHIFT;
  const tableStride = (columns + 1) << 2;
  const second = tableStride * (rows + 1);
  memory.fill(table, 0, second * 2);
  for (let row = 0; row < rows; row++) {
    let seenHere = 0;
    let holedHere = 0;
    for (let column = 0; column < columns; column++) {
      let seen = 0;
      let holed = 0;
      const right = min(width, (column + 1) << COVERAGE_SHIFT);
      const bottom = min(height, (row + 1) << COVERAGE_SHIFT);
      for (let y = row << COVERAGE_SHIFT; y < bottom; y++) {
        for (let x = column << COVERAGE_SHIFT; x < right; x++) {
          const value = load<u8>(alpha + y * stride + x);
          if (value != 0) seen = 1;
          if (value != 255) holed = 1;
        }
      }
      seenHere += seen;
      holedHere += holed;
      const above = table + row * tableStride + ((column + 1) << 2);
      const at = above + tableStride;
      store<i32>(at, load<i32>(above) + seenHere);
      store<i32>(at + second, load<i32>(above + second) + holedHere);
    }
  }
}
