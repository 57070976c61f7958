import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Point } from '../space/point.ts';
import { boundsOf } from '../space/polygon.ts';
import { type LineShape, middleOf } from './line-shape.ts';
import { type Side, sideOf } from './ruled-box.ts';

/** How much is seen around the lettering, in letters. */
const AROUND = 2.6;
/** Fewer letters than these are no writing. */
const LEAST_LETTERS = 4;
/** How alike the changes of colour over both edges are at least, as the cosine between them. */
const ALIKE = 0.5;

/**
 * Whether lettering runs along a board, a banner or a plate of a door, however it leans: a straight edge
 * along its upper side and one along its foot, over both of which the colour changes the same way.
 * Sound effects are drawn right over the art, and nothing runs along them.
 */
export function standsOnBoard(raster: Raster, lines: readonly LineShape[]): boolean {
  const letters = lines.reduce((sum, { line }) => sum + line.text.replace(/\s/g, '').length, 0);
  const [first] = lines;
  if (!first || letters < LEAST_LETTERS) return false;
  const size = middleOf(lines.map((line) => line.size));
  const turn = leanOf(first);
  const level = levelled(raster, lines, turn, AROUND * size);
  const { x, y, width, height } = level.text;
  const span = [x, x + width] as const;
  const top = sideOf(level.raster, size, { isLevel: true, out: -1, edge: y, span });
  const foot = sideOf(level.raster, size, { isLevel: true, out: 1, edge: y + height, span });
  return top !== undefined && foot !== undefined && alike(top, foot) >= ALIKE;
}

/** The angle of a line's longer side, radians from level, clockwise on the page. */
function leanOf({ line: { outline } }: LineShape): number {
  const [a, b, c] = outline;
  if (outline.length !== 4 || !a || !b || !c) return 0;
  const isAcross = Math.hypot(b.x - a.x, b.y - a.y) >= Math.hypot(c.x - b.x, c.y - b.y);
  const [from, to] = isAcross ? [a, b] : [b, c];
  const turn = Math.atan2(to.y - from.y, to.x - from.x);
  return Math.abs(turn) > Math.PI / 2 ? turn - Math.sign(turn) * Math.PI : turn;
}

/** The lettering and what is around it, turned so that it is level: pixels of a raster of its own. */
function levelled(raster: Raster, lines: readonly LineShape[], turn: number, around: number) {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const corners = lines.flatMap(({ line }) => line.outline);
  const turned = corners.map(({ x, y }): Point => ({ x: x * cos + y * sin, y: y * cos - x * sin }));
  const own = boundsOf(turned);
  const [left, top] = [own.x - around, own.y - around];
  const seen = emptyRaster(Math.ceil(own.width + 2 * around), Math.ceil(own.height + 2 * around));
  for (let v = 0; v < seen.height; v++) {
    for (let u = 0; u < seen.width; u++) {
      const [p, q] = [left + u + 0.5, top + v + 0.5];
      const x = Math.min(raster.width - 1, Math.max(0, Math.floor(p * cos - q * sin)));
      const y = Math.min(raster.height - 1, Math.max(0, Math.floor(p * sin + q * cos)));
      const from = (y * raster.width + x) * 4;
      seen.data.set(raster.data.subarray(from, from + 4), (v * seen.width + u) * 4);
    }
  }
  return { raster: seen, text: { ...own, x: around, y: around } };
}

function alike({ change: a }: Side, { change: b }: Side): number {
  const dot = a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  return dot / Math.max(1, Math.hypot(...a) * Math.hypot(...b));
}
