import type { Raster } from '../media/raster.ts';
import type { Size } from '../space/size.ts';

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

/** Pages are looked at with their longer side about so long; smaller ones are enlarged up to twice. */
const LONGEST_SIDE = 1000;
const SMALLEST_SIDE = 600;
const ENLARGED_SIDE = 840;
/** How strongly a small page is sharpened. */
const SHARPEN = 1;

/** What part of the rim, or of a page's flat pixels, one colour must have to be the paper. */
const LEAST_OF_RIM = 0.3;
const LEAST_OF_FLAT = 0.3;

/** A page's longer side; of a strip, which may be of any length, that of a sheet of its width. */
export function unitOf({ width, height }: Size): number {
  const shorter = Math.min(width, height);
  return Math.min(Math.max(width, height), Math.round(1.5 * shorter));
}

/**
 * Sorts a page into tones at a size where a gutter is still a few pixels wide.
 *
 * @param isNegative whether light and dark are to be exchanged first.
 */
export function toneOf(raster: Raster, isNegative = false): PageTone {
  const { width, height, rgb } = resize(raster);
  if (isNegative) for (let i = 0; i < rgb.length; i++) rgb[i] = 255 - rgb[i]!;
  const count = width * height;
  const grey = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    grey[i] = (rgb[i * 3]! * 77 + rgb[i * 3 + 1]! * 150 + rgb[i * 3 + 2]! * 29) >> 8;
  }
  const { light, deep } = greyEnds(grey);
  const range = Math.max(60, light - deep);
  const rim = paperOf(rgb, rimOf(width, height), LEAST_OF_RIM);
  const paper = rim ?? paperOf(rgb, flatOf(rgb, width, height), LEAST_OF_FLAT);
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
    hasMargin: !!rim,
    isClean: !paper || paper.isClean,
  };
}

function turn(byRows: Uint32Array, width: number, height: number): Uint32Array {
  const byColumns = new Uint32Array(byRows.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) byColumns[x * height + y] = byRows[y * width + x]!;
  }
  return byColumns;
}

interface Small extends Size {
  readonly rgb: Uint8Array;
}

function resize(raster: Raster): Small {
  const unit = unitOf(raster);
  if (unit < SMALLEST_SIDE) return enlarge(raster, Math.min(2, ENLARGED_SIDE / unit));
  return shrink(raster, Math.max(1, unit / LONGEST_SIDE));
}

/**
 * Bilinear enlargement, over white where the picture is transparent. What was made small was blurred
 * by it, so that a thin line is grey and a narrow gutter too: both are sharpened first.
 */
function enlarge(raster: Raster, times: number): Small {
  const width = Math.round(raster.width * times);
  const height = Math.round(raster.height * times);
  const small = sharpened(shrink(raster, 1));
  const rgb = new Uint8Array(width * height * 3);
  const row = raster.width * 3;
  for (let y = 0; y < height; y++) {
    const v = Math.min(raster.height - 1, Math.max(0, ((y + 0.5) * raster.height) / height - 0.5));
    const v0 = Math.floor(v);
    const down = v0 < raster.height - 1 ? row : 0;
    for (let x = 0; x < width; x++) {
      const u = Math.min(raster.width - 1, Math.max(0, ((x + 0.5) * raster.width) / width - 0.5));
      const u0 = Math.floor(u);
      const right = u0 < raster.width - 1 ? 3 : 0;
      const from = v0 * row + u0 * 3;
      for (let c = from; c < from + 3; c++) {
        const top = small[c]! * (u0 + 1 - u) + small[c + right]! * (u - u0);
        const low = small[c + down]! * (u0 + 1 - u) + small[c + down + right]! * (u - u0);
        rgb[(y * width + x) * 3 + c - from] = top * (v0 + 1 - v) + low * (v - v0);
      }
    }
  }
  return { width, height, rgb };
}

/** Each pixel moved away from the mean of its four neighbours. */
function sharpened({ rgb, width, height }: Small): Uint8ClampedArray {
  const sharp = new Uint8ClampedArray(rgb);
  const row = width * 3;
  for (let y = 1; y < height - 1; y++) {
    for (let at = y * row + 3, end = (y + 1) * row - 3; at < end; at++) {
      const around = (rgb[at - 3]! + rgb[at + 3]! + rgb[at - row]! + rgb[at + row]!) / 4;
      sharp[at] = rgb[at]! + SHARPEN * (rgb[at]! - around);
    }
  }
  return sharp;
}

/** Box-filtered reduction, over white where the picture is transparent. */
function shrink(raster: Raster, scale: number): Small {
  const width = Math.max(1, Math.round(raster.width / scale));
  const height = Math.max(1, Math.round(raster.height / scale));
  const rgb = new Uint8Array(width * height * 3);
  const { data } = raster;
  for (let y = 0; y < height; y++) {
    const y0 = Math.floor((y * raster.height) / height);
    const y1 = Math.max(y0 + 1, Math.floor(((y + 1) * raster.height) / height));
    for (let x = 0; x < width; x++) {
      const x0 = Math.floor((x * raster.width) / width);
      const x1 = Math.max(x0 + 1, Math.floor(((x + 1) * raster.width) / width));
      let r = 0;
      let g = 0;
      let b = 0;
      for (let v = y0; v < y1; v++) {
        for (let u = x0; u < x1; u++) {
          const at = (v * raster.width + u) * 4;
          const alpha = data[at + 3]!;
          const bare = 255 * (255 - alpha);
          r += data[at]! * alpha + bare;
          g += data[at + 1]! * alpha + bare;
          b += data[at + 2]! * alpha + bare;
        }
      }
      const area = (y1 - y0) * (x1 - x0) * 255;
      const at = (y * width + x) * 3;
      rgb[at] = r / area;
      rgb[at + 1] = g / area;
      rgb[at + 2] = b / area;
    }
  }
  return { width, height, rgb };
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

/** A paper colour; old paper darkens toward its rim without changing hue, so shades of it count. */
interface Paper {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  /** How far a pixel's channels may lie from the shade of the paper that is as bright as it. */
  readonly tolerance: number;
  /** Darkest and lightest shade, as multiples of the colour. */
  readonly from: number;
  readonly to: number;
  readonly isClean: boolean;
}

/** How bright a sum of channels is beside the paper's; the addend keeps black paper measurable. */
function shadeOf(sum: number, paper: number): number {
  return (sum + 60) / (paper + 60);
}

function isNear(paper: Paper, r: number, g: number, b: number): boolean {
  const shade = shadeOf(r + g + b, paper.r + paper.g + paper.b);
  if (shade < paper.from || shade > paper.to) return false;
  const { tolerance } = paper;
  return (
    Math.abs(r - paper.r * shade) <= tolerance &&
    Math.abs(g - paper.g * shade) <= tolerance &&
    Math.abs(b - paper.b * shade) <= tolerance
  );
}

/** The colour most of some pixels have, when one colour has a fair part of them. */
function paperOf(rgb: Uint8Array, rim: readonly number[], leastShare: number): Paper | undefined {
  const bins = new Map<number, { n: number; r: number; g: number; b: number }>();
  for (const i of rim) {
    const r = rgb[i * 3]!;
    const g = rgb[i * 3 + 1]!;
    const b = rgb[i * 3 + 2]!;
    const key = ((r >> 4) << 8) | ((g >> 4) << 4) | (b >> 4);
    const bin = bins.get(key) ?? { n: 0, r: 0, g: 0, b: 0 };
    bin.n++;
    bin.r += r;
    bin.g += g;
    bin.b += b;
    bins.set(key, bin);
  }
  let best: { n: number; r: number; g: number; b: number } | undefined;
  for (const bin of bins.values()) if (!best || bin.n > best.n) best = bin;
  if (!best) return undefined;
  // The commonest bin may lie at the edge of the paper's spread: move to the middle of its neighbours.
  let { r, g, b } = { r: best.r / best.n, g: best.g / best.n, b: best.b / best.n };
  for (let round = 0; round < 4; round++) {
    const sum = { n: 0, r: 0, g: 0, b: 0 };
    for (const i of rim) {
      const near =
        Math.max(
          Math.abs(rgb[i * 3]! - r),
          Math.abs(rgb[i * 3 + 1]! - g),
          Math.abs(rgb[i * 3 + 2]! - b),
        ) <= 36;
      if (!near) continue;
      sum.n++;
      sum.r += rgb[i * 3]!;
      sum.g += rgb[i * 3 + 1]!;
      sum.b += rgb[i * 3 + 2]!;
    }
    if (sum.n === 0) break;
    r = sum.r / sum.n;
    g = sum.g / sum.n;
    b = sum.b / sum.n;
  }
  const total = r + g + b;
  const loose: Paper = { r, g, b, tolerance: 24, from: 0.75, to: 1.2, isClean: false };
  const own = rim.filter((i) => isNear(loose, rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!));
  const shades = own
    .map((i) => shadeOf(rgb[i * 3]! + rgb[i * 3 + 1]! + rgb[i * 3 + 2]!, total))
    .sort((a, z) => a - z);
  if (shades.length === 0 || shades.length < leastShare * rim.length) return undefined;
  const low = shades[Math.floor(shades.length * 0.1)]!;
  const offs = own
    .map((i) => {
      const shade = shadeOf(rgb[i * 3]! + rgb[i * 3 + 1]! + rgb[i * 3 + 2]!, total);
      return Math.max(
        Math.abs(rgb[i * 3]! - r * shade),
        Math.abs(rgb[i * 3 + 1]! - g * shade),
        Math.abs(rgb[i * 3 + 2]! - b * shade),
      );
    })
    .sort((a, z) => a - z);
  const spread = offs[Math.floor(offs.length * 0.9)]!;
  const slack = Math.min(0.5, 66 / (total + 60));
  return {
    r,
    g,
    b,
    tolerance: Math.min(24, 9 + 1.6 * spread),
    from: Math.min(low - 0.04, 1 - slack),
    to: 1 + 1.5 * slack,
    isClean: spread < 6 && low > 0.95,
  };
}

function rimOf(width: number, height: number): readonly number[] {
  const deep = Math.max(2, Math.round(Math.min(width, height) * 0.012));
  const rim: number[] = [];
  for (let y = 0; y < height; y++) {
    const whole = y < deep || y >= height - deep;
    for (let x = 0; x < width; x++) {
      if (whole || x < deep || x >= width - deep) rim.push(y * width + x);
      else x = width - deep - 1;
    }
  }
  return rim;
}

/** Pixels whose neighbours are of the very same colour: gutters are, art seldom is. */
function flatOf(rgb: Uint8Array, width: number, height: number): readonly number[] {
  const flat: number[] = [];
  const isSame = (a: number, b: number): boolean =>
    Math.abs(rgb[a * 3]! - rgb[b * 3]!) <= 4 &&
    Math.abs(rgb[a * 3 + 1]! - rgb[b * 3 + 1]!) <= 4 &&
    Math.abs(rgb[a * 3 + 2]! - rgb[b * 3 + 2]!) <= 4;
  for (let y = 1; y < height - 1; y += 2) {
    for (let x = 1; x < width - 1; x += 2) {
      const i = y * width + x;
      if (isSame(i, i - 1) && isSame(i, i + 1) && isSame(i, i - width) && isSame(i, i + width)) {
        flat.push(i);
      }
    }
  }
  return flat;
}
