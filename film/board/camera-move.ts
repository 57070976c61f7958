import type { Box } from '../space/box.ts';

/** The moves a camera can make over a stage. */
export const CAMERA_MOVES = [
  'static',
  'push-in',
  'pull-out',
  'pan',
  'tilt',
  'truck',
  'orbit',
  'handheld',
  'dolly-zoom',
  'guided',
] as const;
export type CameraMoveName = (typeof CAMERA_MOVES)[number];

/**
 * A camera move as it is written on the board. Boxes are views: what fills the frame, in pixels of
 * the shot's picture. A missing `from` or `to` is chosen by `planCamera`.
 */
export interface CameraMove {
  readonly move: CameraMoveName;
  readonly from?: Box;
  readonly to?: Box;
  /** The stops of a guided move in order; missing: as one reads. Ignored by the others. */
  readonly stops?: readonly Box[];
  /** 1 is the gentle default; 0 holds still; up to 3. */
  readonly strength?: number;
  /** Which way a pan, truck or orbit goes where no views are given. */
  readonly towards?: 'left' | 'right' | 'up' | 'down';
}
