import type { Raster } from '../media/raster.ts';
import type { Size } from '../space/size.ts';
import { unitOf } from './unit.ts';

/** Pages are looked at with their longer side about so long; smaller ones are enlarged up to twice. */
const LONGEST_SIDE = 1000;
const SMALLEST_SIDE = 600;
const ENLARGED_SIDE = 840;
/** How strongly a page is sharpened at a time, and how often a soft one at most. */
const SHARPEN = 1;
const MOST_ROUNDS = 4;
/** An edge shows so much of its height from one pixel to the next, or the page is soft. */
const LEAST_ACUITY = 0.66;
/** What is softer than this has lost its thin lines: only more brings them back. */
const VERY_SOFT = 0.5;
const ACUITY_OF_SOFT = 0.8;
/** A line stands out from what is so many pixels away on both its sides. */
const LINE_REACH = 3;
/** The part of a page's pixels that stand at its plainest edges. */
const PLAIN_EDGES = 0.002;

/** A page at the size it is looked at, over white where it is transparent. */
export interface SmallPage extends Size {
  readonly rgb: Uint8Array;
}

/** The page at a size where a gutter is still a few pixels wide, and with plain edges. */
export function smallPage(raster: Raster): SmallPage {
  return acute(resize(raster));
}

function resize(raster: Raster): SmallPage {
  const unit = unitOf(raster);
  if (unit < SMALLEST_SIDE) return enlarge(raster, Math.min(2, ENLARGED_SIDE / unit));
  return shrink(raster, Math.max(1, unit / LONGEST_SIDE));
}

/**
 * Bilinear enlargement, over white where the picture is transparent. What was made small was blurred
 * by it, so that a thin line is grey and a narrow gutter too: both are sharpened first.
 */
function enlarge(raster: Raster, times: number): SmallPage {
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

/**
 * Each pixel moved away from the mean of its four neighbours, but no farther than what lies around it,
 * unless it is of a line: then by as much again as the line stands out on both its sides. Sharpening alone
 * would draw a dark and a light line along the edge of any two colours, and a horizon would part a picture.
 */
function sharpened({ rgb, width, height }: SmallPage): Uint8Array {
  const sharp = new Uint8Array(rgb);
  const row = width * 3;
  for (let y = LINE_REACH; y < height - LINE_REACH; y++) {
    for (let x = LINE_REACH; x < width - LINE_REACH; x++) {
      const from = y * row + x * 3;
      for (let at = from; at < from + 3; at++) {
        const here = rgb[at]!;
        const around = (rgb[at - 3]! + rgb[at + 3]! + rgb[at - row]! + rgb[at + row]!) / 4;
        const moved = here + SHARPEN * (here - around);
        sharp[at] =
          moved > here
            ? Math.min(moved, limitOf(rgb, at, row, 1))
            : Math.max(moved, limitOf(rgb, at, row, -1));
      }
    }
  }
  return sharp;
}

/** How light (way 1) or dark (way -1) sharpening may make the channel at `at` of rows that are `row` long. */
function limitOf(rgb: Uint8Array, at: number, row: number, way: 1 | -1): number {
  const here = rgb[at]!;
  let beside = 0;
  let ridge = 0;
  for (const step of [3, row]) {
    let before = 0;
    let after = 0;
    for (let k = 1; k <= LINE_REACH; k++) {
      before = Math.max(before, way * (here - rgb[at - k * step]!));
      after = Math.max(after, way * (here - rgb[at + k * step]!));
    }
    ridge = Math.max(ridge, Math.min(before, after));
    beside = Math.max(beside, way * (rgb[at - step]! - here), way * (rgb[at + step]! - here));
  }
  return Math.min(255, Math.max(0, here + way * Math.max(beside, ridge)));
}

/** The page sharpened until its lines are lines: copies, scans and enlargements are soft. */
function acute(small: SmallPage): SmallPage {
  let sharp = small;
  let acuity = acuityOf(sharp);
  const wanted = acuity < VERY_SOFT ? ACUITY_OF_SOFT : LEAST_ACUITY;
  for (let round = 0; round < MOST_ROUNDS && acuity < wanted; round++) {
    sharp = { ...sharp, rgb: sharpened(sharp) };
    acuity = acuityOf(sharp);
  }
  return sharp;
}

/** What part of its height the page's plainest edges have from one pixel to the next, 0 to 1. */
function acuityOf({ rgb, width, height }: SmallPage): number {
  const near = new Uint32Array(256);
  const far = new Uint32Array(256);
  let count = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width - 4; x++) {
      const at = (y * width + x) * 3 + 1;
      const here = rgb[at]!;
      near[Math.abs(here - rgb[at + 3]!)]!++;
      far[Math.max(Math.abs(here - rgb[at + 9]!), Math.abs(here - rgb[at + 12]!))]!++;
      count++;
    }
  }
  const stepOf = (steps: Uint32Array): number => {
    let value = 255;
    for (let sum = steps[255]!; value > 0 && sum < count * PLAIN_EDGES; sum += steps[value]!)
      value--;
    return value;
  };
  return stepOf(near) / Math.max(1, stepOf(far));
}

/** Box-filtered reduction, over white where the picture is transparent. */
function shrink(raster: Raster, scale: number): SmallPage {
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
