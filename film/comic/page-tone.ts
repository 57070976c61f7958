import type { Raster } from '../media/raster.ts';
import type { Size } from '../space/size.ts';
import { findPaper, isNear, type Paper } from './paper.ts';
import { flattened } from './paper-field.ts';
import { type SmallPage, smallPage } from './small-page.ts';

/**
 * A page made small and every pixel sorted into tones. The panel finder looks along straight lines
 * through them, so everything it knows of the page is here. A pixel is four counters of 8 bits in one
 * number (paper, light, black, dark from the lowest), each 0 or 1, so that up to 255 pixels are
 * counted by adding their numbers.
 */
export interface PageTone extends Size {
  /** By rows: pixel x, y is at y * width + x. */
  readonly byRows: Uint32Array;
  /** By columns: pixel x, y is at x * height + y. */
  readonly byColumns: Uint32Array;
  /** Whether the paper shows all around the art; where it does not, only gutters are made of it. */
  readonly hasMargin: boolean;
  /** Whether the paper is of one clean colour; old or stained paper is not. */
  readonly isClean: boolean;
}

/** What a pixel may be: of the paper's colour, light, black, or as dark as a drawn line. */
export const TONES = ['paper', 'light', 'black', 'dark'] as const;
export type Tone = (typeof TONES)[number];

/** Flat pixels from this brightness on, from the page's darkest 0 to its lightest 1, may be white paper. */
const LIGHT_FLAT = 0.75;

/**
 * Sorts a page into tones at a size where a gutter is still a few pixels wide.
 *
 * @param isNegative whether light and dark are to be exchanged first.
 */
export function toneOf(raster: Raster, isNegative = false): PageTone {
  const small = smallPage(raster);
  const { width, height } = small;
  if (isNegative) for (let i = 0; i < small.rgb.length; i++) small.rgb[i] = 255 - small.rgb[i]!;
  const first = lookAt(small);
  const isClean = !first.paper || first.paper.isClean;
  const flat = first.paper && !isClean ? flattened(small, first.paper) : undefined;
  const { rgb, grey, light, deep, range, paper, isAround } = flat ? lookAt(flat) : first;
  const count = width * height;
  const whiteFrom = light - 0.13 * range;
  const lightFrom = deep + 0.58 * range;
  const blackTo = deep + 0.13 * range;
  const darkTo = deep + 0.34 * range;
  const byRows = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const value = grey[i]!;
    const r = rgb[i * 3]!;
    const g = rgb[i * 3 + 1]!;
    const b = rgb[i * 3 + 2]!;
    const colour = Math.max(r, g, b) - Math.min(r, g, b);
    const white = value >= whiteFrom && colour < 40 ? 1 : 0;
    const onPaper = paper ? (isNear(paper, r, g, b) ? 1 : 0) : white;
    const lit = value >= lightFrom ? 1 : 0;
    const black = value <= blackTo ? 1 : 0;
    const dark = value <= darkTo ? 1 : 0;
    byRows[i] = onPaper | (lit << 8) | (black << 16) | (dark << 24);
  }
  return {
    width,
    height,
    byRows,
    byColumns: turn(byRows, width, height),
    hasMargin: isAround,
    isClean,
  };
}

/** A page with its greys, what is darkest and lightest on it, and its paper. */
interface Looked extends SmallPage {
  readonly grey: Uint8Array;
  readonly light: number;
  readonly deep: number;
  readonly range: number;
  readonly paper: Paper | undefined;
  readonly isAround: boolean;
}

function lookAt(page: SmallPage): Looked {
  const { rgb, width, height } = page;
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = (rgb[i * 3]! * 77 + rgb[i * 3 + 1]! * 150 + rgb[i * 3 + 2]! * 29) >> 8;
  }
  const { light, deep } = greyEnds(grey);
  const range = Math.max(60, light - deep);
  return { ...page, grey, light, deep, range, ...findPaper(page, deep + LIGHT_FLAT * range, grey) };
}

function turn(byRows: Uint32Array, width: number, height: number): Uint32Array {
  const byColumns = new Uint32Array(byRows.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) byColumns[x * height + y] = byRows[y * width + x]!;
  }
  return byColumns;
}

/** The lightest and darkest greys that a fair part of the page has. */
function greyEnds(grey: Uint8Array): { light: number; deep: number } {
  const histogram = new Uint32Array(256);
  for (const value of grey) histogram[value]!++;
  const share = grey.length * 0.01;
  let light = 255;
  for (let sum = 0; light > 0; light--) {
    sum += histogram[light]!;
    if (sum >= share) break;
  }
  let deep = 0;
  for (let sum = 0; deep < 255; deep++) {
    sum += histogram[deep]!;
    if (sum >= share) break;
  }
  return { light, deep };
}
