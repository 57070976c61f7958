import type { Size } from '../space/size.ts';

/**
 * 1 where all of the square patch around a pixel is known and inside the picture.
 *
 * @param state 0 where a pixel is known
 * @param reach pixels from a patch's middle to its edge
 */
export function wholePatches(
  { width, height }: Size,
  state: Uint8Array,
  reach: number,
): Uint8Array {
  const across = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    let run = 0;
    for (let x = 0; x < width; x++) {
      run = state[y * width + x] === 0 ? run + 1 : 0;
      if (run > 2 * reach) across[y * width + x - reach] = 1;
    }
  }
  const out = new Uint8Array(width * height);
  for (let x = 0; x < width; x++) {
    let run = 0;
    for (let y = 0; y < height; y++) {
      run = across[y * width + x] ? run + 1 : 0;
      if (run > 2 * reach) out[(y - reach) * width + x] = 1;
    }
  }
  return out;
}
