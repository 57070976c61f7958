import type { Size } from '../space/size.ts';

/** Numbers of which some are known: `depth` a pixel; state 0 is known, 1 missing, 2 never used. */
export interface PartlyKnown {
  readonly field: Float32Array;
  readonly state: Uint8Array;
}

/**
 * Half the size: the mean of what is known of each four pixels.
 *
 * @param fewest a pixel that has missing ones among its four is missing while fewer than this are known
 */
export function halved(
  size: Size,
  { field, state }: PartlyKnown,
  depth: number,
  fewest: number,
): PartlyKnown & Size {
  const width = (size.width + 1) >> 1;
  const height = (size.height + 1) >> 1;
  const small = new Float32Array(width * height * depth);
  const smallState = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const o = y * width + x;
      let known = 0;
      let holes = 0;
      for (let k = 0; k < 4; k++) {
        const sx = x * 2 + (k & 1);
        const sy = y * 2 + (k >> 1);
        if (sx >= size.width || sy >= size.height) continue;
        const i = sy * size.width + sx;
        if (state[i] === 1) holes++;
        if (state[i] !== 0) continue;
        known++;
        for (let c = 0; c < depth; c++) small[o * depth + c]! += field[i * depth + c]!;
      }
      for (let c = 0; c < depth && known > 0; c++) small[o * depth + c]! /= known;
      smallState[o] = holes > 0 && known < fewest ? 1 : known > 0 ? 0 : 2;
    }
  }
  return { width, height, field: small, state: smallState };
}
