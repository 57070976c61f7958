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
  /** How far from the paper towards the letters it is: 0 paper, 1 as the letters, more beyond; 0 where none are seen. */
  depth(at: number): number;
}

/** @param inside offsets in the page's RGBA of the pixels well within a balloon */
export function balloonInk({ data }: Raster, inside: readonly number[]): BalloonInk {
  const colours = [0, 1, 2].map(() => new Int32Array(256));
  const lights = new Int32Array(256);
  for (const at of inside) {
    for (let c = 0; c < 3; c++) colours[c]![data[at + c]!]!++;
    lights[lightAt(data, at)]!++;
  }
  const few = Math.floor(inside.length * LETTERS);
  const middle = (c: number): number => levelAt(colours[c]!, inside.length >> 1) ?? 255;
  const paper = [middle(0), middle(1), middle(2)] as const;
  const light = (paper[0] * 77 + paper[1] * 150 + paper[2] * 29) >> 8;
  const dark = levelAt(lights, few) ?? light;
  const bright = levelAt(lights, inside.length - 1 - few) ?? light;
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
    depth: (at) =>
      Math.abs(contrast) >= LEAST ? Math.max(0, (lightAt(data, at) - light) / contrast) : 0,
  };
}

/** The level of the pixel at a place when all are put in order; undefined where there is none. */
function levelAt(histogram: Int32Array, place: number): number | undefined {
  let seen = 0;
  const level = histogram.findIndex((count) => {
    seen += count;
    return seen > place;
  });
  return level < 0 ? undefined : level;
}
