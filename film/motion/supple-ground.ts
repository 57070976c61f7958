import { median } from '../grammar/median.ts';
import { findBlobs } from '../media/blob.ts';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { fieldOf, rise, type Supple, type SuppleKind } from './supple.ts';

/** Cells along the picture's longer side. */
const CELLS = 56;
/** A region smaller than this share of the picture is left alone ... */
const LEAST = { cloud: 0.02, foliage: 0.015, water: 0.04 } as const;
/** ... and so is one whose cells are less sure than this on the mean. */
const SURE = { cloud: 0.35, foliage: 0.42, water: 0.7 } as const;
/** Water lies as broad as this share of the picture's width, or it may be a blanket. */
const BROAD = 0.4;
/** A panel's own edges hold what lies within this share of its longer side: beyond them is its mount. */
const HELD = 0.07;

/** Texture that half of a painted picture stays well below. */
const DENSE = 0.075;

type GroundKind = Extract<SuppleKind, 'foliage' | 'water' | 'cloud'>;

interface Strokes {
  readonly xx: number;
  readonly yy: number;
  readonly xy: number;
}

/** What one square of the picture looks like. */
interface Cell {
  /** 0 to 1. */
  readonly light: number;
  readonly colour: number;
  /** Degrees: 0 red, 120 green, 240 blue. */
  readonly hue: number;
  /** Mean change of luma from pixel to neighbour, across and down, scaled to a picture 1000 pixels long. */
  readonly across: number;
  readonly down: number;
  /** Spread of luma in it. */
  readonly spread: number;
  /** How much of that spread is left when it is seen from farther away: dots of print melt, leaves do not. */
  readonly coarse: number;
  /** The strongest line in it: most change of luma over two pixels, across or down. */
  readonly line: number;
  /** Squares of the changes of luma across and down, and their product: which way its strokes run. */
  readonly strokes: Strokes;
  /** 1 where all of it may move. */
  readonly open: number;
}

/**
 * Foliage, water and clouds of a plate, found by colour, texture and place. Cells are judged one by
 * one, and what holds together is a region; its rim is left still, so that lines which run on beyond it
 * do not break. Grey art gives none.
 *
 * @param isOpen whether a pixel may move: part of the panel, with no figure and no lettering on it
 * @param isMounted whether something else begins at the picture's edges: there nothing moves
 * @returns fields in pixels of a picture `scale` times the size of this one
 */
export function suppleGround(
  picture: Raster,
  isOpen: (index: number) => boolean,
  scale: number,
  isMounted = false,
): readonly Supple[] {
  const side = Math.max(4, Math.max(picture.width, picture.height) / CELLS);
  const columns = Math.max(3, Math.floor(picture.width / side));
  const rows = Math.max(3, Math.floor(picture.height / side));
  const cells: Cell[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      cells.push(look(picture, isOpen, column, row, columns, rows));
  // Where most of a picture is dense, as print in dots is, only a smooth sky may move.
  const isDense = median(cells.map(({ across, down }) => across + down))! > DENSE;
  const found: Supple[] = [];
  for (const kind of isDense ? (['cloud'] as const) : (['cloud', 'foliage', 'water'] as const)) {
    const likely = cells.map((cell, i) => {
      const down = (Math.floor(i / columns) + 0.5) / rows;
      return cell.open * likeness(kind, cell, strokesAround(cells, i, columns), down);
    });
    const supple = regionOf(kind, likely, cells, columns, rows, picture, scale, isMounted);
    if (supple) found.push(supple);
  }
  return found;
}

function look(
  { width, height, data }: Raster,
  isOpen: (index: number) => boolean,
  column: number,
  row: number,
  columns: number,
  rows: number,
): Cell {
  const x0 = Math.floor((column * width) / columns);
  const x1 = Math.floor(((column + 1) * width) / columns);
  const y0 = Math.floor((row * height) / rows);
  const y1 = Math.floor(((row + 1) * height) / rows);
  let [r, g, b, sum, squares, across, down, closed, line] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  let [xx, yy, xy] = [0, 0, 0];
  const blocks = Array.from({ length: 16 }, () => ({ sum: 0, count: 0 }));
  const luma = (x: number, y: number): number => {
    const i = (Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 4;
    return (0.2126 * data[i]! + 0.7152 * data[i + 1]! + 0.0722 * data[i + 2]!) / 255;
  };
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const i = y * width + x;
      r += data[i * 4]!;
      g += data[i * 4 + 1]!;
      b += data[i * 4 + 2]!;
      const own = luma(x, y);
      const down4 = Math.floor(((y - y0) * 4) / (y1 - y0));
      const block = blocks[down4 * 4 + Math.floor(((x - x0) * 4) / (x1 - x0))]!;
      block.sum += own;
      block.count++;
      sum += own;
      squares += own * own;
      const gx = luma(x + 1, y) - own;
      const gy = luma(x, y + 1) - own;
      across += Math.abs(gx);
      down += Math.abs(gy);
      xx += gx * gx;
      yy += gy * gy;
      xy += gx * gy;
      line = Math.max(line, Math.abs(luma(x + 2, y) - own), Math.abs(luma(x, y + 2) - own));
      if (!isOpen(i)) closed++;
    }
  }
  const count = Math.max(1, (x1 - x0) * (y1 - y0));
  const spread = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  [r, g, b] = [r / count / 255, g / count / 255, b / count / 255];
  const most = Math.max(r, g, b);
  const range = most - Math.min(r, g, b);
  const size = Math.max(width, height) / 1000;
  return {
    light: sum / count,
    colour: most > 0 ? range / Math.max(0.2, most) : 0,
    hue: hueOf(r, g, b, range),
    across: (across / count) * size,
    down: (down / count) * size,
    spread,
    coarse: spread > 0 ? spreadOf(blocks) / spread : 0,
    line,
    strokes: { xx, yy, xy },
    open: closed > 0 ? 0 : 1,
  };
}

/** How far the means of blocks lie from one another. */
function spreadOf(blocks: readonly { readonly sum: number; readonly count: number }[]): number {
  const means = blocks.filter(({ count }) => count > 0).map(({ sum, count }) => sum / count);
  const mean = means.reduce((a, b) => a + b, 0) / Math.max(1, means.length);
  const squares = means.reduce((a, b) => a + (b - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, means.length));
}

function hueOf(r: number, g: number, b: number, range: number): number {
  if (range < 1e-6) return 0;
  const most = Math.max(r, g, b);
  if (most === r) return (60 * ((g - b) / range) + 360) % 360;
  if (most === g) return 60 * ((b - r) / range) + 120;
  return 60 * ((r - g) / range) + 240;
}

/** 1 inside two bounds, falling to 0 over `soft` beyond them. */
function within(value: number, low: number, high: number, soft: number): number {
  return rise(value, low - soft, low) * (1 - rise(value, high, high + soft));
}

/** How strokes run in a cell and around it. */
interface Run {
  /** 0 every way alike, as in leaves; 1 all one way, as in hair and folds. */
  readonly oneWay: number;
  /** 1 all lie, as ripples do; -1 all stand. */
  readonly lying: number;
}

function strokesAround(cells: readonly Cell[], i: number, columns: number): Run {
  let [xx, yy, xy] = [0, 0, 0];
  const x = i % columns;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      if (x + dx < 0 || x + dx >= columns) continue;
      const strokes = cells[i + dy * columns + dx]?.strokes;
      if (!strokes) continue;
      xx += strokes.xx;
      yy += strokes.yy;
      xy += strokes.xy;
    }
  const all = xx + yy;
  if (all === 0) return { oneWay: 0, lying: 0 };
  return { oneWay: Math.hypot(xx - yy, 2 * xy) / all, lying: (yy - xx) / all };
}

/** 0 to 1: how much a cell looks like it. @param down where it is, 0 at the top, 1 at the bottom. */
function likeness(kind: GroundKind, cell: Cell, run: Run, down: number): number {
  const texture = cell.across + cell.down;
  switch (kind) {
    case 'foliage':
      // Leaves: green, broken up in all directions.
      return (
        within(cell.hue, 62, 152, 16) *
        rise(cell.colour, 0.16, 0.3) *
        rise(cell.light, 0.06, 0.14) *
        rise(texture, 0.018, 0.036) *
        rise(cell.coarse, 0.26, 0.42) *
        (1 - rise(run.oneWay, 0.42, 0.62))
      );
    case 'water':
      // Blue to teal below, drawn in lines that lie rather than stand.
      return (
        within(cell.hue, 170, 232, 12) *
        rise(cell.colour, 0.22, 0.38) *
        rise(cell.light, 0.08, 0.18) *
        rise(down, 0.3, 0.5) *
        rise(run.lying, 0.08, 0.3) *
        within(texture, 0.013, 0.1, 0.006)
      );
    case 'cloud':
      // Soft and light above: blue, or without much colour; no lines in it.
      return (
        (1 - rise(down, 0.4, 0.65)) *
        rise(cell.light, 0.3, 0.45) *
        Math.max(within(cell.hue, 185, 250, 20), 1 - rise(cell.colour, 0.16, 0.3)) *
        (1 - rise(texture, 0.016, 0.032)) *
        (1 - rise(cell.spread, 0.06, 0.1)) *
        (1 - rise(cell.line, 0.07, 0.12))
      );
  }
}

/** The region that cells make together, if it is large and sure enough. */
function regionOf(
  kind: GroundKind,
  likely: readonly number[],
  cells: readonly Cell[],
  columns: number,
  rows: number,
  picture: Raster,
  scale: number,
  isMounted: boolean,
): Supple | undefined {
  const near = (values: readonly number[], pick: (a: number, b: number) => number) =>
    values.map((_, i) => {
      const x = i % columns;
      const y = (i - x) / columns;
      let value = values[i]!;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= columns || ny >= rows) continue;
          value = pick(value, values[ny * columns + nx]!);
        }
      return value;
    });
  const { labels, blobs } = findBlobs({ width: columns, height: rows }, (i) => likely[i]! > 0.25);
  const kept = blobs.filter(
    ({ area, box }) =>
      area >= LEAST[kind] * columns * rows &&
      (kind !== 'cloud' || box.y === 0) &&
      (kind !== 'water' || box.width >= BROAD * columns),
  );
  if (kept.length === 0) return undefined;
  const numbers = new Set(kept.map(({ label }) => label));
  const own = likely.map((value, i) => (numbers.has(labels[i]!) ? value : 0));
  const area = kept.reduce((sum, blob) => sum + blob.area, 0);
  const trust =
    (own.reduce((sum, value) => sum + value, 0) / area) * distinctness(kind, own, cells);
  if (trust < SURE[kind]) return undefined;
  // In from the rim, then softened. Leaves and water are full of cells that look like neither, and move
  // with the rest; in the sky such a cell is a line or a bird, and it stays.
  let field = own;
  if (kind === 'cloud') field = near(near(field, Math.min), Math.min);
  else {
    const solid = near(
      own.map((value) => (value > 0.25 ? 1 : 0)),
      Math.max,
    );
    field = near(near(solid, Math.min), Math.min).map((value, i) => value * cells[i]!.open);
  }
  for (let k = 0; k < 2; k++) field = smoothed(field, columns, rows);
  if (Math.max(...field) < 0.2) return undefined;
  const box = { x: 0, y: 0, width: picture.width * scale, height: picture.height * scale };
  const at = (x: number, y: number): number => {
    const column = Math.min(columns - 1, Math.floor((x / box.width) * columns));
    const row = Math.min(rows - 1, Math.floor((y / box.height) * rows));
    const held = isMounted ? heldAtEdges(x, y, box) : 1;
    return field[row * columns + column]! * held;
  };
  return { kind, trust: Math.min(1, trust), field: fieldOf(box, columns, rows, at) };
}

/**
 * 0 to 1: whether a region stands out from what is around it. In a blue night all is blue and little of
 * it water; where everything is hatched or printed in dots, texture makes no leaves.
 */
function distinctness(kind: GroundKind, own: readonly number[], cells: readonly Cell[]): number {
  if (kind === 'cloud') return 1;
  const texture = ({ across, down }: Cell): number => across + down;
  // Smooth ground, such as the sky, is no rival.
  const others = cells.filter((cell, i) => own[i] === 0 && cell.open > 0 && texture(cell) > 0.009);
  const open = cells.filter((cell) => cell.open > 0).length;
  // Leaves all over are likelier to be how the whole picture is drawn.
  if (others.length < 0.1 * cells.length)
    return kind === 'foliage'
      ? 1 - rise(own.filter((value) => value > 0).length / open, 0.75, 0.9)
      : 1;
  const alike = others.filter(({ hue, colour }) =>
    kind === 'foliage'
      ? colour > 0.18 && within(hue, 62, 165, 1) > 0.5
      : colour > 0.18 && within(hue, 170, 250, 1) > 0.5,
  );
  const apart = 1 - rise(alike.length / others.length, 0.2, 0.45);
  if (kind === 'water') return apart;
  const around = median(others.map(texture))!;
  const region = cells.filter((_, i) => own[i]! > 0.25).map(texture);
  const mean = region.reduce((sum, value) => sum + value, 0) / Math.max(1, region.length);
  return apart * rise(mean / Math.max(1e-6, around), 0.45, 0.9);
}

/** 0 at the edges of a box, 1 farther in. */
function heldAtEdges(x: number, y: number, box: Box): number {
  const reach = HELD * Math.max(box.width, box.height);
  const across = Math.min(x - box.x, box.x + box.width - x);
  const down = Math.min(y - box.y, box.y + box.height - y);
  return rise(across, 0, reach) * rise(down, 0, reach);
}

function smoothed(values: readonly number[], columns: number, rows: number): number[] {
  return values.map((_, i) => {
    const x = i % columns;
    const y = (i - x) / columns;
    let [sum, weight] = [0, 0];
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) {
        const nx = Math.max(0, Math.min(columns - 1, x + dx));
        const ny = Math.max(0, Math.min(rows - 1, y + dy));
        const share = (2 - Math.abs(dx)) * (2 - Math.abs(dy));
        sum += values[ny * columns + nx]! * share;
        weight += share;
      }
    return sum / weight;
  });
}
