import type { Raster } from '../media/raster.ts';
import { lightAt } from './ground.ts';

/** The part of a balloon's inside that is surely lettering, darkest or lightest first. */
const LETTERS = 0.03;
/** Ink is farther from the paper than this share of what the letters are. */
const INK = 0.4;
/** Less contrast than this between letters and paper tells nothing, in levels. */
const LEAST = 40;
/** How far a pixel may be from the paper's colour and be paper, summed over R, G and B. */
const LIKE = 60;

/** What a balloon is drawn with, as its inside shows it. */
export interface BalloonInk {
  /** Colour of its paper. */
  readonly paper: readonly [number, number, number];
  /** Whether the pixel at an offset of the page's RGBA has the paper's colour. */
  isPaper(at: number): boolean;
  /** Whether it is as far from the paper as the letters are, on the same side; never where none are seen. */
  isInk(at: number): boolean;
}

/** @param inside offsets in the page's RGBA of the pixels well within a balloon */
export function balloonInk({ data }: Raster, inside: readonly number[]): BalloonInk {
  const middle = (c: number): number => {
    const levels = inside.map((at) => data[at + c]!).sort((a, b) => a - b);
    return levels[levels.length >> 1] ?? 255;
  };
  const paper = [middle(0), middle(1), middle(2)] as const;
  const light = (paper[0] * 77 + paper[1] * 150 + paper[2] * 29) >> 8;
  const lights = inside.map((at) => lightAt(data, at)).sort((a, b) => a - b);
  const few = Math.floor(lights.length * LETTERS);
  const dark = lights[few] ?? light;
  const bright = lights[lights.length - 1 - few] ?? light;
  const letters = light - dark >= bright - light ? dark : bright;
  const contrast = letters - light;
  const limit = light + INK * contrast;
  return {
    paper: [...paper],
    isPaper: (at) =>
      Math.abs(data[at]! - paper[0]) +
        Math.abs(data[at + 1]! - paper[1]) +
        Math.abs(data[at + 2]! - paper[2]) <
      LIKE,
    isInk: (at) =>
      Math.abs(contrast) >= LEAST &&
      (contrast < 0 ? lightAt(data, at) < limit : lightAt(data, at) > limit),
  };
}
