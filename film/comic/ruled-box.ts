import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Point } from '../space/point.ts';
import type { Polygon } from '../space/polygon.ts';
import type { Cover } from './cover.ts';
import { boxOfLines, type LineShape, middleOf } from './line-shape.ts';

/** How far out from the lettering a box's side may be, in letters, and how far the lettering reaches over it. */
const FARTHEST = 2;
const OVER = 0.15;
/** How far a side may lean, as rise over run: pages are scanned a little askew. */
const SLOPES = [0, 0.006, -0.006, 0.012, -0.012, 0.018, -0.018, 0.026, -0.026];
/** A side is a change of colour by so many levels at least ... */
const LEAST_CHANGE = 30;
/** ... that this part of its length shows, at least by half, and the same way: a ruled line, not the drawing. */
const SHOWN = 0.85;
/** The same of its ends, a letter long, where a corner is square. */
const SHOWN_AT_CORNER = 0.7;
/** Lines of lettering that end no farther from the longest one's end, in letters, stand at the side. */
const AT_SIDE = 3;

/** A straight level or upright side: across = at + slope * (along - from the middle of what it was seen along). */
export interface Side {
  readonly isLevel: boolean;
  /** Which way is out: 1 to the right or down, -1 to the left or up. */
  readonly out: 1 | -1;
  readonly at: number;
  readonly slope: number;
  readonly middle: number;
  /** The mean change of colour over it, outwards, levels of each channel. */
  readonly change: readonly [number, number, number];
}

/**
 * The ruled box that lettering stands in, whatever its colour and however tightly it is drawn, clockwise
 * from the top left; undefined where there is none. Each side is a straight edge beside the lettering next
 * to it; three of the four corners are square, the fourth may lie under something else.
 */
export function ruledBox(raster: Raster, lines: readonly LineShape[]): Polygon | undefined {
  if (lines.length === 0) return undefined;
  const size = middleOf(lines.map((line) => line.size));
  const box = boxOfLines(lines);
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const near = (ends: (line: LineShape) => boolean): readonly [number, number] => {
    const own = boxOfLines(lines.filter(ends));
    return [own.y, own.y + own.height];
  };
  const beside = (ends: (line: LineShape) => boolean): readonly [number, number] => {
    const own = boxOfLines(lines.filter(ends));
    return [own.x, own.x + own.width];
  };
  const top = sideOf(raster, size, {
    isLevel: true,
    out: -1,
    edge: box.y,
    span: beside(({ line }) => line.box.y < box.y + 0.5 * size),
  });
  const foot = sideOf(raster, size, {
    isLevel: true,
    out: 1,
    edge: bottom,
    span: beside(({ line }) => line.box.y + line.box.height > bottom - 0.5 * size),
  });
  if (!top && !foot) return undefined;
  // A single line is too low to show an upright side: its stems would do. The box's own height does.
  const whole = ([from, to]: readonly [number, number]): readonly [number, number] => [
    top && from < box.y + size ? Math.min(from, top.at + 2) : from,
    foot && to > bottom - size ? Math.max(to, foot.at - 2) : to,
  ];
  const left = sideOf(raster, size, {
    isLevel: false,
    out: -1,
    edge: box.x,
    span: whole(near(({ line }) => line.box.x < box.x + AT_SIDE * size)),
  });
  const end = sideOf(raster, size, {
    isLevel: false,
    out: 1,
    edge: right,
    span: whole(near(({ line }) => line.box.x + line.box.width > right - AT_SIDE * size)),
  });
  if (!top || !foot || !left || !end) return undefined;
  const corners = [
    [top, left],
    [top, end],
    [foot, end],
    [foot, left],
  ] as const;
  const square = corners.filter(([a, b]) => isSquare(raster, size, a, b));
  if (square.length < 3) return undefined;
  return corners.map(([level, upright]) => meetingOf(level, upright));
}

/** The same of ground that was followed to where it ends: it is asked alone, without what is drawn on it. */
export function ruledCover(
  { window, mask }: Cover,
  lines: readonly LineShape[],
): Polygon | undefined {
  const rim = 2;
  const raster = emptyRaster(window.width + 2 * rim, window.height + 2 * rim);
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    const x = i % window.width;
    const at = ((i - x) / window.width + rim) * raster.width + x + rim;
    raster.data.fill(255, at * 4, at * 4 + 3);
  }
  const dx = rim - window.x;
  const dy = rim - window.y;
  const within = lines.map((shape) => {
    const { line } = shape;
    return {
      ...shape,
      line: { ...line, box: { ...line.box, x: line.box.x + dx, y: line.box.y + dy } },
    };
  });
  return ruledBox(raster, within)?.map(({ x, y }) => ({ x: x - dx, y: y - dy }));
}

interface Sought {
  readonly isLevel: boolean;
  readonly out: 1 | -1;
  /** Where the lettering ends on that side. */
  readonly edge: number;
  /** Along what it is looked for. */
  readonly span: readonly [number, number];
}

/** The straight side next to lettering on one side of it, pixels of the raster; undefined where none is plain. */
export function sideOf(raster: Raster, size: number, sought: Sought): Side | undefined {
  const { isLevel, out, edge, span } = sought;
  const middle = (span[0] + span[1]) / 2;
  let best: { side: Side; change: number } | undefined;
  let since = 0;
  for (let far = -Math.round(OVER * size); far <= FARTHEST * size; far++) {
    for (const slope of SLOPES) {
      const line = { isLevel, out, at: edge + out * far, slope, middle };
      const change = changeOver(raster, line, span);
      const much = Math.hypot(...change) / Math.sqrt(3);
      if (much < LEAST_CHANGE || (best && much <= best.change)) continue;
      const side = { ...line, change };
      if (shownShare(raster, side, span) < SHOWN) continue;
      best = { side, change: much };
      since = 0;
    }
    // The nearest one, where it is clearest: beyond it are the line's other edge and the next box.
    if (best && ++since > 3) break;
  }
  return best?.side;
}

function pointOn(side: Omit<Side, 'change'>, along: number, beyond: number): Point {
  const across = side.at + side.slope * (along - side.middle) + side.out * beyond;
  return side.isLevel ? { x: along, y: across } : { x: across, y: along };
}

/** The change of colour outwards over a place of a line: from just within it to just beyond it. */
function changeAt(
  { data, width, height }: Raster,
  side: Omit<Side, 'change'>,
  along: number,
): readonly [number, number, number] {
  const offset = (beyond: number): number => {
    const { x, y } = pointOn(side, along, beyond);
    const u = Math.min(width - 1, Math.max(0, Math.floor(x)));
    const v = Math.min(height - 1, Math.max(0, Math.floor(y)));
    return (v * width + u) * 4;
  };
  const from = offset(-1);
  const to = offset(1);
  return [
    data[to]! - data[from]!,
    data[to + 1]! - data[from + 1]!,
    data[to + 2]! - data[from + 2]!,
  ];
}

function changeOver(
  raster: Raster,
  side: Omit<Side, 'change'>,
  [from, to]: readonly [number, number],
): readonly [number, number, number] {
  let [r, g, b] = [0, 0, 0];
  let count = 0;
  for (let along = Math.ceil(from); along < to; along++) {
    const change = changeAt(raster, side, along);
    r += change[0];
    g += change[1];
    b += change[2];
    count++;
  }
  return count > 0 ? [r / count, g / count, b / count] : [0, 0, 0];
}

/** The part of a side's length that changes as the whole of it does, by half as much at least. */
function shownShare(raster: Raster, side: Side, [from, to]: readonly [number, number]): number {
  const [r, g, b] = side.change;
  const enough = (r * r + g * g + b * b) / 2;
  let shown = 0;
  let count = 0;
  for (let along = Math.ceil(from); along < to; along++) {
    // Drawn by hand, it wavers by a pixel.
    const isShown = [0, -1, 1].some((by) => {
      const change = changeAt(raster, { ...side, at: side.at + by }, along);
      return change[0] * r + change[1] * g + change[2] * b >= enough;
    });
    if (isShown) shown++;
    count++;
  }
  return count > 0 ? shown / count : 0;
}

function meetingOf(level: Side, upright: Side): Point {
  // Both lean so little that one step of each is close enough.
  const y = level.at + level.slope * (upright.at - level.middle);
  const x = upright.at + upright.slope * (y - upright.middle);
  return { x, y: level.at + level.slope * (x - level.middle) };
}

/** Whether both sides hold out to where they meet: a round corner bends away before. */
function isSquare(raster: Raster, size: number, level: Side, upright: Side): boolean {
  const { x, y } = meetingOf(level, upright);
  const end = (at: number, out: 1 | -1): readonly [number, number] =>
    out > 0 ? [at - size, at - 1] : [at + 1, at + size];
  return (
    shownShare(raster, level, end(x, upright.out)) >= SHOWN_AT_CORNER &&
    shownShare(raster, upright, end(y, level.out)) >= SHOWN_AT_CORNER
  );
}
