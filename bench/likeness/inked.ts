import { boxMean } from '@inkreel/film/media/box-mean.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';

/**
 * A painted figure as a comic's ink would have it: black where it is dark and where an edge runs, dots where it is
 * half dark, else white paper. Stands for line art with known characters, of which there is none at hand.
 */
export function inked({ width, height, data }: Raster): Raster {
  const light = new Float32Array(width * height);
  for (let i = 0; i < light.length; i++) {
    const alpha = data[i * 4 + 3]! / 255;
    const grey = (0.299 * data[i * 4]! + 0.587 * data[i * 4 + 1]! + 0.114 * data[i * 4 + 2]!) / 255;
    light[i] = grey * alpha + (1 - alpha);
  }
  const near = boxMean(light, { width, height }, 1);
  const far = boxMean(light, { width, height }, 4);
  const made = new Uint8Array(data.length);
  for (let i = 0; i < light.length; i++) {
    const x = i % width;
    const y = (i - x) / width;
    const isLine = near[i]! < far[i]! - 0.035;
    const isDot = near[i]! < 0.42 && (x % 4) + (y % 4) < 3 && (x + y) % 2 === 0;
    const value = isLine || near[i]! < 0.2 || isDot ? 12 : 250;
    made.fill(value, i * 4, i * 4 + 3);
    made[i * 4 + 3] = data[i * 4 + 3]!;
  }
  return { width, height, data: made };
}
