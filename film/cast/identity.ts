import type { Plane, Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';

/**
 * A network that says who or what a picture shows, as a direction: the same figure drawn twice points nearly the
 * same way. MobileNet today; DINOv2, CLIP or one for faces fit the same place.
 */
export interface IdentityNetwork {
  readonly name: string;
  /** Of the weights: vectors of two versions are not compared. */
  readonly version: string;
  /** Numbers in a vector. */
  readonly length: number;
  /**
   * Looks at one box of a picture, its longer side filling the square that the network sees. What is clear, what
   * the matte leaves out and what lies beyond the picture is a neutral grey.
   * @param matte size of the picture, 255 = figure
   * @param box pixels of the picture; all of it where missing
   * @returns a vector of length 1
   */
  look(picture: Raster, matte?: Plane, box?: Box): Promise<Float32Array>;
  close(): Promise<void>;
}

/** How nearly two directions agree, -1 to 1. Both have length 1. */
export function cosineOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError('Vectors of two networks are not compared.');
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
