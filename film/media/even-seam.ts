import type { Size } from '../space/size.ts';
import { boxMean } from './box-mean.ts';
import { distanceTo } from './distance.ts';

/** How far to each side of the rim colours are compared, pixels. */
const SIDE = 4;
/** How far along the rim the difference is evened, pixels. */
const ALONG = 9;

/**
 * Takes away the seam around a filled hole, in place: the difference between the known colours outside
 * its rim and the filled ones inside is added to the fill, less and less with the distance. Lines that
 * cross the rim cause no difference and are left alone.
 * @param canvas colour as R, G and B in turn; state 1 where it was filled, 0 where it was known
 * @param reach how far into the hole the difference is carried, pixels
 */
export function evenSeam(
  canvas: Size & { readonly colour: Float32Array; readonly state: Uint8Array },
  reach: number,
): void {
  const { width, colour, state } = canvas;
  const count = state.length;
  const known = new Float32Array(count);
  const filled = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    if (state[i] === 0) known[i] = 1;
    else if (state[i] === 1) filled[i] = 1;
  }
  const knownShare = boxMean(known, canvas, SIDE);
  const filledShare = boxMean(filled, canvas, SIDE);
  const rim = new Float32Array(count);
  for (let i = 0; i < count; i++) {
    if (known[i] === 0 || filledShare[i] === 0) continue;
    const beside = filled[i - 1] || filled[i + 1] || filled[i - width] || filled[i + width];
    if (beside) rim[i] = 1;
  }
  const rimShare = boxMean(rim, canvas, ALONG);
  const { nearest, distance } = distanceTo(canvas, (i) => rim[i] === 1);
  const channel = new Float32Array(count);
  const part = new Float32Array(count);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < count; i++) {
      channel[i] = colour[i * 3 + c]! * known[i]!;
      part[i] = colour[i * 3 + c]! * filled[i]!;
    }
    const outside = boxMean(channel, canvas, SIDE);
    const within = boxMean(part, canvas, SIDE);
    for (let i = 0; i < count; i++) {
      channel[i] = rim[i] ? outside[i]! / knownShare[i]! - within[i]! / filledShare[i]! : 0;
    }
    const difference = boxMean(channel, canvas, ALONG);
    for (let i = 0; i < count; i++) {
      const from = nearest[i]!;
      if (state[i] !== 1 || from < 0) continue;
      const weight = Math.exp(-distance[i]! / reach);
      colour[i * 3 + c] = colour[i * 3 + c]! + (difference[from]! / rimShare[from]!) * weight;
    }
  }
}
