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

/** How many numbers describe one particle. */
export const PARTICLE_FIELDS = 7;

/** Drops, flakes or sparks of one kind, at one depth. */
export interface DrawnParticles {
  /** How many of the frame's layers lie beneath them. */
  readonly over: number;
  /** Share of the radius, from the outside in, over which a particle fades out; 1 is a soft ball. */
  readonly soft: number;
  /** How much of its radius a streak has lost at its far end: 0 keeps its width, 1 runs to a point. */
  readonly taper: number;
  /**
   * Seven numbers each: x and y of its centre, the way (dx, dy) from there to the far end of its streak,
   * its radius, all five in 1/256 pixel of the frame (pixel centres lie at +0.5); opacity, 32767 is
   * full; colour, sRGB as 0xRRGGBB. A radius under 1 pixel flickers as it moves: ask for 1 and less opacity.
   */
  readonly particles: Int32Array;
}

/** A plain description of one frame: what is where, farthest first. The first layer covers the frame. */
export interface DisplayList {
  readonly size: Size;
  readonly layers: readonly DrawnLayer[];
  /** Farthest first; missing where the air is clear. */
  readonly particles?: readonly DrawnParticles[];
}
