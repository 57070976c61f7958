import type { Raster } from './raster.ts';

/** The colours of a picture in three numbers, opaque pixels only. */
export interface ShotTone {
  /** 0 black to 1 white: the mean of luma. */
  readonly light: number;
  /** 0 grey to 1 pure: the mean of saturation, weighted by how light the colour is. */
  readonly colour: number;
  /** -1 all blue to 1 all orange; 0 where the colours weigh each other up or there are none. */
  readonly warmth: number;
}

/** Looks at up to some ten thousand pixels spread evenly over the picture. */
export function toneOf({ width, height, data }: Raster): ShotTone {
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / 10_000)));
  let count = 0;
  let light = 0;
  let colour = 0;
  let warmth = 0;
  for (let y = step >> 1; y < height; y += step) {
    for (let x = step >> 1; x < width; x += step) {
      const i = (y * width + x) * 4;
      if (data[i + 3]! < 128) continue;
      const [r, g, b] = [data[i]! / 255, data[i + 1]! / 255, data[i + 2]! / 255];
      count++;
      light += 0.2126 * r + 0.7152 * g + 0.0722 * b;
      colour += Math.max(r, g, b) - Math.min(r, g, b);
      warmth += r - b;
    }
  }
  if (count === 0) return { light: 1, colour: 0, warmth: 0 };
  return {
    light: light / count,
    colour: colour / count,
    warmth: Math.max(-1, Math.min(1, (2 * warmth) / count)),
  };
}
