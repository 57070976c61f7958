import { isNear, type Paper } from './paper.ts';
import type { SmallPage } from './small-page.ts';

/** How often the field is fitted anew to the pixels that agree with it. */
const ROUNDS = 6;
/** How far a pixel's channels may lie from the field to be paper, of 255, at first and at last. */
const FIRST_REACH = 48;
const LAST_REACH = 24;
/** Every so many pixels one is looked at. */
const STEP = 3;
/** Terms of a surface of the third degree, and the columns of its equations: one more a channel. */
const TERMS = 10;
const ROW = TERMS + 3;
/** A field is known where so much of the rim is paper, on so many of the sheet's sides. */
const LEAST_OF_SIDE = 0.65;
const LEAST_SIDES = 3;
/** How deep the rim is, as a part of the shorter side. */
const RIM = 0.012;
/** How far shades of the field may lie apart within the rim. */
const FROM = 0.9;
const TO = 1.1;

/** What a term of the surface adds to each channel. */
type Factors = Float64Array;

/**
 * The page as if its paper were of one colour. Old sheets are brown at their rims and pale in their
 * middles, and lamps light a sheet unevenly: both are smooth over the whole page, which art is not. So
 * a surface of the third degree is laid through the pixels of the paper, then anew through all that
 * agree with it, and so on. It finds paper that is far from the first colour, and a wash of a like
 * colour in one panel does not lead it astray. Nothing where paper does not show around the art, as
 * then little of the surface is known.
 */
export function flattened(page: SmallPage, paper: Paper): SmallPage | undefined {
  const { width, height } = page;
  let factors: Factors = new Float64Array(TERMS * 3);
  factors.set([paper.r, paper.g, paper.b]);
  for (let round = 0; round < ROUNDS; round++) {
    const reach = FIRST_REACH + ((LAST_REACH - FIRST_REACH) * round) / (ROUNDS - 1);
    factors = fitted(page, factors, reach);
  }
  const rgb = new Uint8Array(page.rgb.length);
  const terms = new Float64Array(TERMS);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      setTerms(terms, x / width, y / height);
      const own = [paper.r, paper.g, paper.b];
      for (let c = 0; c < 3; c++) {
        const here = Math.max(1, surfaceAt(factors, terms, c));
        rgb[at + c] = Math.min(255, (page.rgb[at + c]! * own[c]!) / here);
      }
    }
  }
  const flat = { width, height, rgb };
  return isAround(flat, paper) ? flat : undefined;
}

/** The surface through all pixels that lie within `reach` of the one before. */
function fitted({ rgb, width, height }: SmallPage, before: Factors, reach: number): Factors {
  const sums = new Float64Array(TERMS * ROW);
  const terms = new Float64Array(TERMS);
  for (let y = 0; y < height; y += STEP) {
    for (let x = 0; x < width; x += STEP) {
      const at = (y * width + x) * 3;
      setTerms(terms, x / width, y / height);
      let away = 0;
      for (let c = 0; c < 3; c++) {
        away = Math.max(away, Math.abs(rgb[at + c]! - surfaceAt(before, terms, c)));
      }
      if (away > reach) continue;
      for (let i = 0; i < TERMS; i++) {
        for (let j = 0; j < TERMS; j++) sums[i * ROW + j]! += terms[i]! * terms[j]!;
        for (let c = 0; c < 3; c++) sums[i * ROW + TERMS + c]! += terms[i]! * rgb[at + c]!;
      }
    }
  }
  return solved(sums);
}

/** Whether a page that was made flat has its paper along most of its sides. */
function isAround({ rgb, width, height }: SmallPage, paper: Paper): boolean {
  const deep = Math.max(2, Math.round(RIM * Math.min(width, height)));
  const own: Paper = { ...paper, tolerance: LAST_REACH, from: FROM, to: TO };
  const shareIn = (x0: number, y0: number, x1: number, y1: number): number => {
    let bare = 0;
    for (let y = y0; y < y1; y++) {
      for (let x = x0; x < x1; x++) {
        const at = (y * width + x) * 3;
        if (isNear(own, rgb[at]!, rgb[at + 1]!, rgb[at + 2]!)) bare++;
      }
    }
    return bare / Math.max(1, (x1 - x0) * (y1 - y0));
  };
  const sides = [
    shareIn(0, 0, width, deep),
    shareIn(0, height - deep, width, height),
    shareIn(0, 0, deep, height),
    shareIn(width - deep, 0, width, height),
  ];
  return sides.filter((share) => share >= LEAST_OF_SIDE).length >= LEAST_SIDES;
}

function surfaceAt(factors: Factors, terms: Float64Array, channel: number): number {
  let value = 0;
  for (let i = 0; i < TERMS; i++) value += factors[i * 3 + channel]! * terms[i]!;
  return value;
}

/** The terms at a place of the page, both coordinates parts of its sides, 0 to 1. */
function setTerms(terms: Float64Array, across: number, down: number): void {
  const u = 2 * across - 1;
  const v = 2 * down - 1;
  terms[0] = 1;
  terms[1] = u;
  terms[2] = v;
  terms[3] = u * u;
  terms[4] = u * v;
  terms[5] = v * v;
  terms[6] = u * u * u;
  terms[7] = u * u * v;
  terms[8] = u * v * v;
  terms[9] = v * v * v;
}

/** Solves the equations of the least squares for the three channels at once, by elimination. */
function solved(sums: Float64Array): Factors {
  // Where hardly any paper is known the surface stays level rather than wild.
  const damping = 1e-6 * sums[0]! + 1e-9;
  for (let i = 0; i < TERMS; i++) sums[i * ROW + i]! += damping;
  for (let i = 0; i < TERMS; i++) {
    for (let k = 0; k < TERMS; k++) {
      if (k === i) continue;
      const times = sums[k * ROW + i]! / sums[i * ROW + i]!;
      for (let j = i; j < ROW; j++) sums[k * ROW + j]! -= times * sums[i * ROW + j]!;
    }
  }
  const factors = new Float64Array(TERMS * 3);
  for (let i = 0; i < TERMS; i++) {
    for (let c = 0; c < 3; c++)
      factors[i * 3 + c] = sums[i * ROW + TERMS + c]! / sums[i * ROW + i]!;
  }
  return factors;
}
