import { oklabOf } from '../media/oklab.ts';
import type { Box } from '../space/box.ts';
import { figureAt, type Sighting } from './sighting.ts';

/** Steps of lightness, and of `a` and `b` between -REACH and REACH. */
const LIGHTS = 4;
const HUES = 12;
const REACH = 0.24;

/** Numbers in a spread. */
export const SPREAD_LENGTH = LIGHTS * HUES * HUES;

/**
 * Which colours a part of a figure has, and how much of each: shares in Oklab that sum to 1, each pixel divided
 * among the steps around it, so that a colour on an edge between two steps is not two colours. All 0 where nothing
 * of the figure is in the box.
 *
 * @param light taken from every colour: how far the light it stands in is from white, in Oklab
 */
export function colourSpread(
  sighting: Sighting,
  box: Box,
  isIn: (index: number) => boolean = () => true,
  light: { readonly a: number; readonly b: number } = { a: 0, b: 0 },
): Float32Array {
  const { picture } = sighting;
  const spread = new Float32Array(SPREAD_LENGTH);
  const left = Math.max(0, Math.floor(box.x));
  const right = Math.min(picture.width, Math.ceil(box.x + box.width));
  const bottom = Math.min(picture.height, Math.ceil(box.y + box.height));
  let sum = 0;
  for (let y = Math.max(0, Math.floor(box.y)); y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const i = y * picture.width + x;
      const weight = figureAt(sighting, i) / 255;
      if (weight < 0.5 || !isIn(i)) continue;
      const o = i * 4;
      const { l, a, b } = oklabOf(picture.data[o]!, picture.data[o + 1]!, picture.data[o + 2]!);
      const [l0, lf] = stepOf(l, LIGHTS);
      const [a0, af] = stepOf((a - light.a + REACH) / (2 * REACH), HUES);
      const [b0, bf] = stepOf((b - light.b + REACH) / (2 * REACH), HUES);
      for (let k = 0; k < 8; k++) {
        const dl = k & 1;
        const da = (k >> 1) & 1;
        const db = k >> 2;
        const share = (dl ? lf : 1 - lf) * (da ? af : 1 - af) * (db ? bf : 1 - bf);
        if (share === 0) continue;
        spread[((l0 + dl) * HUES + a0 + da) * HUES + b0 + db]! += share * weight;
      }
      sum += weight;
    }
  }
  if (sum > 0) for (let k = 0; k < spread.length; k++) spread[k]! /= sum;
  return spread;
}

/** How much two spreads have in common, 0 to 1 (Bhattacharyya); 0 where one of them is empty. */
export function sharedColour(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += Math.sqrt(a[k]! * b[k]!);
  return Math.min(1, sum);
}

/** The step below a value from 0 to 1, and how far it is on the way to the next. */
function stepOf(value: number, steps: number): readonly [number, number] {
  const at = Math.min(Math.max(value, 0), 1) * (steps - 1);
  const step = Math.min(Math.floor(at), steps - 2);
  return [step, at - step];
}
