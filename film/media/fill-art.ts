import type { Size } from '../space/size.ts';
import { boxMean } from './box-mean.ts';
import { distanceTo } from './distance.ts';
import { spanMembrane } from './membrane.ts';

/** Texture fades this far into a hole, in multiples of `grain`, where it is coarser than grain is. */
const FADE = 3;
/** Texture up to this strength is grain and never fades: the mean difference from the smooth colour. */
const GRAIN = 2.5;

/** A picture with holes: R, G and B from 0 to 255 in turn; state 0 known, 1 to be filled, 2 never used. */
export interface ArtCanvas extends Size {
  readonly colour: Float32Array;
  readonly state: Uint8Array;
}

/**
 * Fills the holes of a picture, in place. The colours around a hole are spanned smoothly, so that light
 * and gradients go on and nothing can be torn; on them lies the texture of the art beside it, mirrored
 * at the rim, so that whatever meets the rim goes on across it. Fine grain goes on throughout; strong
 * strokes fade out towards the middle, where nobody knows what was there.
 * @param grain how far around a pixel its texture is told from the smooth colour under it, pixels
 */
export function fillArt(canvas: ArtCanvas, grain: number): void {
  const { colour, state } = canvas;
  if (!state.includes(1)) return;
  const smooth = smoothOf(canvas, grain);
  const { nearest, distance } = distanceTo(canvas, (i) => state[i] === 0);
  for (let i = 0; i < state.length; i++) {
    const rim = nearest[i]!;
    if (state[i] !== 1 || rim < 0) continue;
    const source = mirrored(canvas, i, rim);
    const texture = [0, 1, 2].map((c) => colour[source * 3 + c]! - smooth[source * 3 + c]!);
    const strength = texture.reduce((sum, value) => sum + Math.abs(value), 0) / 3;
    const fade = Math.exp(-distance[i]! / (FADE * grain));
    const left = strength > GRAIN ? (GRAIN + (strength - GRAIN) * fade) / strength : 1;
    for (let c = 0; c < 3; c++) colour[i * 3 + c] = smooth[i * 3 + c]! + texture[c]! * left;
  }
}

/** The known pixel as far out from the rim as a pixel lies within; to and fro where less is known. */
function mirrored({ width, height, state }: ArtCanvas, i: number, rim: number): number {
  const rimX = rim % width;
  const rimY = Math.floor(rim / width);
  const outX = rimX - (i % width);
  const outY = rimY - Math.floor(i / width);
  const length = Math.max(Math.abs(outX), Math.abs(outY));
  const at = (step: number): number => {
    const x = Math.round(rimX + (outX * step) / length);
    const y = Math.round(rimY + (outY * step) / length);
    if (x < 0 || y < 0 || x >= width || y >= height) return -1;
    return state[y * width + x] === 0 ? y * width + x : -1;
  };
  let known = 0;
  while (known < length && at(known + 1) >= 0) known++;
  if (known === 0) return rim;
  const fold = length % (2 * known);
  return at(fold <= known ? fold : 2 * known - fold);
}

/** The mean of the known colours around each known pixel, spanned over the holes. */
function smoothOf(canvas: ArtCanvas, radius: number): Float32Array {
  const count = canvas.state.length;
  const out = new Float32Array(count * 3);
  const known = Float32Array.from(canvas.state, (value) => (value === 0 ? 1 : 0));
  const share = boxMean(known, canvas, radius);
  const channel = new Float32Array(count);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < count; i++) channel[i] = canvas.colour[i * 3 + c]! * known[i]!;
    const mean = boxMean(channel, canvas, radius);
    for (let i = 0; i < count; i++) if (known[i]) out[i * 3 + c] = mean[i]! / share[i]!;
  }
  spanMembrane(canvas, out, canvas.state, 3);
  return out;
}
