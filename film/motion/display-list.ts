import type { Size } from '../space/size.ts';

/** Side of one grid cell in pixels of the frame. */
export const CELL = 16;

/**
 * Where each corner of the frame's 16-pixel cells takes its colour from. Columns and rows count cells:
 * `ceil(width / 16)` and `ceil(height / 16)`; there are `(columns + 1) * (rows + 1)` corners.
 */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  /**
   * x and y of each corner in turn, row by row, in pixels of the layer's raster as the painter holds
   * it, 16.16 fixed point. Pixel centres lie at +0.5: corner (0, 0) of an unscaled layer is 0, not 0.5.
   */
  readonly corners: Int32Array;
}

/** One layer of a frame. */
export interface DrawnLayer {
  /** The name the raster was loaded under. */
  readonly picture: string;
  readonly grid: Grid;
  /** 0 to 1, multiplied with the layer's own alpha. */
  readonly opacity: number;
}

/** A plain description of one frame: what is where, farthest first. The first layer covers the frame. */
export interface DisplayList {
  readonly size: Size;
  readonly layers: readonly DrawnLayer[];
}
