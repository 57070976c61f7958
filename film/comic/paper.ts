import type { SmallPage } from './small-page.ts';

/** What part of the rim, or of a page's flat pixels, one colour must have to be the paper. */
const LEAST_OF_RIM = 0.3;
const LEAST_OF_FLAT = 0.3;
/** A colour with so much of the rim is the paper without a doubt. */
const SURE_OF_RIM = 0.9;
/** The part of a row or a column that is paper where it goes across the page. */
const ACROSS = 0.95;

/**
 * Paper is measured in its bare lines where there are so many, as a part of both sides; so often, by so
 * much of them; and so many must stay bare.
 */
const LEAST_LINES = 0.02;
const CLEAN_ROUNDS = 3;
const MOST_OF_BARE = 0.6;
const LEAST_BARE = 0.5;

/** A paper colour; old paper darkens toward its rim without changing hue, so shades of it count. */
export interface Paper {
  readonly r: number;
  readonly g: number;
  readonly b: number;
  /** How far a pixel's channels may lie from the shade of the paper that is as bright as it. */
  readonly tolerance: number;
  /** Darkest and lightest shade, as multiples of the colour. */
  readonly from: number;
  readonly to: number;
  /** The part that it has of the pixels it was looked for in, 0 to 1. */
  readonly share: number;
  readonly isClean: boolean;
}

/**
 * The colour of a page's paper and whether it shows all around the art; no paper where no colour has a
 * fair part of the page.
 *
 * @param lightFrom the grey from which on flat pixels may be white paper; `grey` has one a pixel.
 */
export function findPaper(
  page: SmallPage,
  lightFrom: number,
  grey: Uint8Array,
): { readonly paper: Paper | undefined; readonly isAround: boolean } {
  const { rgb, width, height } = page;
  const rim = paperOf(rgb, rimOf(width, height), LEAST_OF_RIM);
  if (rim && rim.share >= SURE_OF_RIM) return { paper: rim, isAround: true };
  // Art that runs off the page may have one colour there too, but the paper goes across.
  let paper = rim;
  let most = rim ? bareLines(rim, page) : -1;
  const flat = flatOf(rgb, width, height);
  for (const pixels of [flat, flat.filter((i) => grey[i]! >= lightFrom)]) {
    const within = paperOf(rgb, pixels, LEAST_OF_FLAT);
    const bare = within ? bareLines(within, page) : -1;
    if (bare <= most) continue;
    most = bare;
    paper = within;
  }
  const isAround = rim !== undefined && paper === rim;
  return { paper: paper && (cleanOf(paper, page) ?? paper), isAround };
}

/**
 * The same paper as its bare lines show it, where they show it clean. Pale art of nearly its colour makes
 * a paper look stained, and is taken for it then; what goes across the page is hardly ever art.
 */
function cleanOf(paper: Paper, page: SmallPage): Paper | undefined {
  if (paper.isClean) return undefined;
  const before = bareLines(paper, page);
  if (before < LEAST_LINES * (page.width + page.height)) return undefined;
  let clean = paper;
  for (let round = 0; round < CLEAN_ROUNDS; round++) {
    const own = paperOf(page.rgb, barePixels(clean, page), LEAST_OF_FLAT, MOST_OF_BARE);
    if (!own) return undefined;
    clean = own;
  }
  const away = Math.max(
    Math.abs(clean.r - paper.r),
    Math.abs(clean.g - paper.g),
    Math.abs(clean.b - paper.b),
  );
  if (away > paper.tolerance || !clean.isClean) return undefined;
  // The page is no cleaner for it: its art is as near to the paper as before.
  return bareLines(clean, page) >= LEAST_BARE * before ? { ...clean, isClean: false } : undefined;
}

/** How bright a sum of channels is beside the paper's; the addend keeps black paper measurable. */
function shadeOf(sum: number, paper: number): number {
  return (sum + 60) / (paper + 60);
}

/** Whether a colour is a shade of the paper's. */
export function isNear(paper: Paper, r: number, g: number, b: number): boolean {
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
function paperOf(
  rgb: Uint8Array,
  rim: readonly number[],
  leastShare: number,
  spreadAt = 0.9,
): Paper | undefined {
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
  const loose: Paper = { r, g, b, tolerance: 24, from: 0.75, to: 1.2, share: 0, isClean: false };
  const own = rim.filter((i) => isNear(loose, rgb[i * 3]!, rgb[i * 3 + 1]!, rgb[i * 3 + 2]!));
  const shades = own
    .map((i) => shadeOf(rgb[i * 3]! + rgb[i * 3 + 1]! + rgb[i * 3 + 2]!, total))
    .sort((a, z) => a - z);
  if (shades.length === 0 || shades.length < leastShare * rim.length) return undefined;
  const low = shades[Math.floor(shades.length * (1 - spreadAt))]!;
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
  const spread = offs[Math.floor(offs.length * spreadAt)]!;
  const slack = Math.min(0.5, 66 / (total + 60));
  return {
    r,
    g,
    b,
    tolerance: Math.min(24, 9 + 1.6 * spread),
    from: Math.min(low - 0.04, 1 - slack),
    to: 1 + 1.5 * slack,
    share: shades.length / rim.length,
    isClean: spread < 6 && low > 0.95,
  };
}

/** How many rows and columns go across the page over nothing but one paper. */
function bareLines(paper: Paper, page: SmallPage): number {
  const { rows, columns } = bareAcross(paper, page);
  return rows.length + columns.length;
}

/** Some of the pixels of those rows and columns. */
function barePixels(paper: Paper, page: SmallPage): readonly number[] {
  const { width, height } = page;
  const { rows, columns } = bareAcross(paper, page);
  const pixels: number[] = [];
  for (const y of rows) for (let x = 0; x < width; x += 2) pixels.push(y * width + x);
  for (const x of columns) for (let y = 0; y < height; y += 2) pixels.push(y * width + x);
  return pixels;
}

function bareAcross(
  paper: Paper,
  { rgb, width, height }: SmallPage,
): { readonly rows: readonly number[]; readonly columns: readonly number[] } {
  const rows = new Uint32Array(height);
  const columns = new Uint32Array(width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      if (!isNear(paper, rgb[at]!, rgb[at + 1]!, rgb[at + 2]!)) continue;
      rows[y]!++;
      columns[x]!++;
    }
  }
  return {
    rows: [...rows.keys()].filter((y) => rows[y]! >= ACROSS * width),
    columns: [...columns.keys()].filter((x) => columns[x]! >= ACROSS * height),
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
