import type { Grid } from '@inkreel/film/motion/display-list.ts';
import type { Size } from '@inkreel/film/space/size.ts';

/** Which half-size copies a layer is sampled from in one frame. */
export interface LevelChoice {
  readonly fine: number;
  /** `fine`, or the one after it. */
  readonly coarse: number;
  /** 0 to 1, share of the coarse one. */
  readonly mix: number;
}

/** Halvings at which the next copy begins to be mixed in (1.23 source pixels to one) ... */
const BEGIN = 0.3;
/** ... and at which it is used alone (1.87 source pixels to one). */
const END = 0.9;

/**
 * From how many source pixels fall on one of the frame. One choice for the whole layer, moving
 * gradually with the zoom, so that neither cells nor frames show a step.
 */
export function chooseLevel(grid: Grid, source: Size, levels: number): LevelChoice {
  const t = Math.log2(Math.max(sourcePerPixel(grid, source), 1)) - BEGIN;
  const last = levels - 1;
  if (t <= 0 || last === 0) return { fine: 0, coarse: 0, mix: 0 };
  const level = Math.floor(t);
  if (level >= last) return { fine: last, coarse: last, mix: 0 };
  const mix = Math.min((t - level) / (END - BEGIN), 1);
  if (mix === 1) return { fine: level + 1, coarse: level + 1, mix: 0 };
  return { fine: level, coarse: level + 1, mix };
}

/** Mean over the cells that show the picture, the longer of each cell's two sides. */
function sourcePerPixel(grid: Grid, source: Size): number {
  const { columns, rows, corners } = grid;
  const side = 1 / (16 * 65536);
  const right = source.width * 65536;
  const bottom = source.height * 65536;
  let sum = 0;
  let count = 0;
  let everywhere = 0;
  let cells = 0;
  for (let row = 0; row < rows; row += 2) {
    for (let column = 0; column < columns; column += 2) {
      const at = (row * (columns + 1) + column) * 2;
      const below = at + (columns + 1) * 2;
      const x = corners[at]!;
      const y = corners[at + 1]!;
      const ax = corners[at + 2]! - x;
      const ay = corners[at + 3]! - y;
      const bx = corners[below]! - x;
      const by = corners[below + 1]! - y;
      const length = Math.sqrt(Math.max(ax * ax + ay * ay, bx * bx + by * by)) * side;
      everywhere += length;
      cells++;
      if (x < 0 || y < 0 || x > right || y > bottom) continue;
      sum += length;
      count++;
    }
  }
  return count > 0 ? sum / count : everywhere / Math.max(cells, 1);
}
