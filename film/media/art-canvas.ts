import type { Size } from '../space/size.ts';
import { boxMean } from './box-mean.ts';
import { halved } from './halved.ts';

/** A picture with holes: R, G and B from 0 to 255 in turn; state 0 known, 1 to be filled, 2 never used. */
export interface ArtCanvas extends Size {
  readonly colour: Float32Array;
  readonly state: Uint8Array;
}

/** Half the size: the mean of what is known of each four. A hole stays one while less than three are known. */
export function halfCanvas(canvas: ArtCanvas): ArtCanvas {
  const { field, ...half } = halved(canvas, { field: canvas.colour, state: canvas.state }, 3, 3);
  return { ...half, colour: field };
}

/**
 * The mean colour around each pixel, of those that `counts` names, in a square of side `2 * radius + 1`;
 * 0 where it names none.
 */
export function meanColour(
  canvas: ArtCanvas,
  radius: number,
  counts: (state: number) => boolean,
): Float32Array {
  const count = canvas.state.length;
  const out = new Float32Array(count * 3);
  const counted = Float32Array.from(canvas.state, (value) => (counts(value) ? 1 : 0));
  const share = boxMean(counted, canvas, radius);
  const channel = new Float32Array(count);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < count; i++) channel[i] = canvas.colour[i * 3 + c]! * counted[i]!;
    const mean = boxMean(channel, canvas, radius);
    for (let i = 0; i < count; i++) if (counted[i]) out[i * 3 + c] = mean[i]! / share[i]!;
  }
  return out;
}
