import type { Size } from '../space/size.ts';

/** From this height for a width of 1 on, a picture is scrolled rather than turned. */
const STRIP_FROM = 2.2;

/** Whether a picture is a vertical strip. */
export function isStrip({ width, height }: Size): boolean {
  return height >= STRIP_FROM * width;
}
