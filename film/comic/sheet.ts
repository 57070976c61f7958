import { median } from '../grammar/median.ts';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';

/** How deep a scanner's bed may show beside the sheet, as a part of that side's length. */
const DEEPEST = 0.08;
/** The least depth that is worth mention, as a part of the shorter side. */
const LEAST_DEPTH = 0.004;
/** A line of the bed has one colour for so much of its length, within so many levels of each channel. */
const BED_SHARE = 0.92;
const BED_SPREAD = 34;
/** The sheet's rim: it begins this much farther in and is of one colour for so much. */
const RIM_INSET = 0.01;
const RIM_SHARE = 0.85;
const RIM_SPREAD = 48;
/** Paper is lighter than a dark bed by so many levels. */
const LIGHTER = 60;
/** The least part of the sheet that is bare paper. */
const LEAST_BARE = 0.02;
/** Pixels looked at along a line. */
const LOOKS = 240;

type Colour = readonly [number, number, number];

/**
 * Where the sheet lies in a scan: without the bed of the scanner, dark, grey or white, that shows around
 * it. A page's own margin is no bed: it is of the colour of the paper between its panels.
 */
export function sheetOf(raster: Raster): Box {
  const { width, height } = raster;
  const all: Box = { x: 0, y: 0, width, height };
  const least = Math.max(2, LEAST_DEPTH * Math.min(width, height));
  if (Math.min(width, height) < 64) return all;
  const sides = (['left', 'top', 'right', 'bottom'] as const).map((side) => bedAt(raster, side));
  const beds = sides.flatMap(({ depth, colour }) => (depth >= least ? [colour] : []));
  const [bed] = beds;
  if (!bed || beds.length < 2) return all;
  const [left, top, right, bottom] = sides.map(({ depth, colour }) =>
    depth >= least && apart(bed, colour) <= BED_SPREAD ? depth : 0,
  ) as [number, number, number, number];
  const sheet = { x: left, y: top, width: width - left - right, height: height - top - bottom };
  if (isRimOfPaper(raster, sheet, bed)) return sheet;
  return isLighterWithin(raster, sheet, bed) && !isCrossed(raster, sheet, bed) ? sheet : all;
}

/** The part of a picture within a box of whole pixels. */
export function cutSheet(raster: Raster, { x, y, width, height }: Box): Raster {
  if (width === raster.width && height === raster.height) return raster;
  const data = new Uint8Array(width * height * 4);
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * raster.width + x) * 4;
    data.set(raster.data.subarray(start, start + width * 4), row * width * 4);
  }
  return { width, height, data };
}

/** How far the bed reaches in from one side, and its colour; nothing where it never ends. */
function bedAt(
  raster: Raster,
  side: 'left' | 'top' | 'right' | 'bottom',
): { readonly depth: number; readonly colour: Colour } {
  const { width, height } = raster;
  const isUpright = side === 'left' || side === 'right';
  const length = isUpright ? width : height;
  const lineAt = (depth: number): Colour[] => {
    const at = side === 'left' || side === 'top' ? depth : length - 1 - depth;
    return isUpright
      ? coloursAlong(raster, at, 0, at, height - 1)
      : coloursAlong(raster, 0, at, width - 1, at);
  };
  const colour = middleOf(lineAt(0));
  const most = Math.floor(DEEPEST * length);
  for (let depth = 0; depth < most; depth++) {
    if (shareNear(lineAt(depth), colour, BED_SPREAD) < BED_SHARE) return { depth, colour };
  }
  return { depth: 0, colour };
}

/** Whether the sheet has a margin of its own, of a colour that is not the bed's. */
function isRimOfPaper(raster: Raster, sheet: Box, bed: Colour): boolean {
  const inset = Math.ceil(RIM_INSET * Math.min(raster.width, raster.height));
  const x0 = sheet.x + inset;
  const y0 = sheet.y + inset;
  const x1 = sheet.x + sheet.width - 1 - inset;
  const y1 = sheet.y + sheet.height - 1 - inset;
  const rim = [
    ...coloursAlong(raster, x0, y0, x1, y0),
    ...coloursAlong(raster, x0, y1, x1, y1),
    ...coloursAlong(raster, x0, y0, x0, y1),
    ...coloursAlong(raster, x1, y0, x1, y1),
  ];
  const paper = middleOf(rim);
  return apart(paper, bed) > BED_SPREAD && shareNear(rim, paper, RIM_SPREAD) >= RIM_SHARE;
}

/** Whether a sheet whose art runs to its edges has light paper between its panels, on a darker bed. */
function isLighterWithin(raster: Raster, sheet: Box, bed: Colour): boolean {
  const { data, width } = raster;
  const step = Math.max(1, Math.floor(Math.min(sheet.width, sheet.height) / LOOKS));
  const floor = lightOf(bed) + LIGHTER;
  let all = 0;
  let light = 0;
  let alike = 0;
  for (let y = sheet.y; y < sheet.y + sheet.height - 2; y += step) {
    for (let x = sheet.x; x < sheet.x + sheet.width - 2; x += step) {
      all++;
      const here = colourAt(data, (y * width + x) * 4);
      const isFlat =
        apart(here, colourAt(data, (y * width + x + 2) * 4)) <= 6 &&
        apart(here, colourAt(data, ((y + 2) * width + x) * 4)) <= 6;
      if (!isFlat) continue;
      if (lightOf(here) > floor) light++;
      else if (apart(here, bed) <= BED_SPREAD) alike++;
    }
  }
  return light > alike && light >= LEAST_BARE * all;
}

/** Whether the bed's colour crosses the sheet from side to side: it is the paper then. */
function isCrossed(raster: Raster, { x, y, width, height }: Box, bed: Colour): boolean {
  const step = Math.max(1, Math.floor(LEAST_DEPTH * Math.min(width, height)));
  for (let at = y; at < y + height; at += step) {
    const row = coloursAlong(raster, x, at, x + width - 1, at);
    if (shareNear(row, bed, BED_SPREAD) > BED_SHARE) return true;
  }
  return false;
}

function coloursAlong(
  { data, width }: Raster,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
): Colour[] {
  const length = Math.max(x1 - x0, y1 - y0);
  const count = Math.max(1, Math.min(LOOKS, length));
  return Array.from({ length: count }, (_, i) => {
    const part = count > 1 ? i / (count - 1) : 0;
    const x = Math.round(x0 + (x1 - x0) * part);
    const y = Math.round(y0 + (y1 - y0) * part);
    return colourAt(data, (y * width + x) * 4);
  });
}

function colourAt(data: Uint8Array, at: number): Colour {
  return [data[at]!, data[at + 1]!, data[at + 2]!];
}

/** The middle value of each channel. */
function middleOf(colours: readonly Colour[]): Colour {
  const middle = (c: number): number => median(colours.map((colour) => colour[c]!))!;
  return [middle(0), middle(1), middle(2)];
}

function shareNear(colours: readonly Colour[], colour: Colour, spread: number): number {
  let near = 0;
  for (const other of colours) if (apart(other, colour) <= spread) near++;
  return near / colours.length;
}

function apart(a: Colour, b: Colour): number {
  return Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1]), Math.abs(a[2] - b[2]));
}

function lightOf([r, g, b]: Colour): number {
  return 0.3 * r + 0.59 * g + 0.11 * b;
}
