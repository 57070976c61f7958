import { chance } from '@inkreel/film/grammar/seeded-chance.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { CELL, type Grid } from '@inkreel/film/motion/display-list.ts';
import type { Size } from '@inkreel/film/space/size.ts';

/** A grid from where each point of the frame looks, both in pixels. */
export function gridOf(
  size: Size,
  source: (x: number, y: number) => readonly [number, number],
): Grid {
  const columns = Math.ceil(size.width / CELL);
  const rows = Math.ceil(size.height / CELL);
  const corners = new Int32Array((columns + 1) * (rows + 1) * 2);
  let at = 0;
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      const [x, y] = source(column * CELL, row * CELL);
      corners[at++] = Math.round(x * 65536);
      corners[at++] = Math.round(y * 65536);
    }
  }
  return { columns, rows, corners };
}

/** Every pixel by chance: nothing is harder on a sampler. `alpha` answers 0 to 255. */
export function noise(size: Size, seed: number, alpha: (x: number, y: number) => number): Raster {
  const next = chance(seed);
  const data = new Uint8Array(size.width * size.height * 4);
  for (let i = 0; i < size.width * size.height; i++) {
    for (let c = 0; c < 3; c++) data[i * 4 + c] = Math.floor(next() * 256);
    data[i * 4 + 3] = alpha(i % size.width, Math.floor(i / size.width));
  }
  return { ...size, data };
}

/** Broad bands of colour with fine lines over them, made of whole numbers only. */
export function bands(size: Size): Raster {
  const data = new Uint8Array(size.width * size.height * 4);
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      const line = (x + 2 * y) % 23 < 2 || (3 * x - y + 4000) % 41 < 2 ? 0 : 1;
      data.set(
        [(x * 2) & 255, (y * 3) & 255, ((x + y) >> 1) & 255].map((value) => value * line),
        (y * size.width + x) * 4,
      );
      data[(y * size.width + x) * 4 + 3] = 255;
    }
  }
  return { ...size, data };
}

/** Alpha of an ellipse that fills its box, with a soft rim. */
export function ellipse(size: Size): (x: number, y: number) => number {
  return (x, y) => {
    const dx = (2 * x + 1) / size.width - 1;
    const dy = (2 * y + 1) / size.height - 1;
    const out = dx * dx + dy * dy;
    return out > 1 ? 0 : Math.min(255, Math.floor((1 - out) * 900));
  };
}
