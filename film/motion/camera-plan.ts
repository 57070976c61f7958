import type { CameraMoveName } from '../board/camera-move.ts';
import type { Box } from '../space/box.ts';
import type { Point } from '../space/point.ts';

/**
 * A camera move worked out for one stage. Views are pixels of the shot's picture, exactly at the
 * frame's aspect and inside the stage's plate.
 */
export interface CameraPlan {
  readonly move: CameraMoveName;
  /** What of the plate fills the frame at the shot's beginning ... */
  readonly from: Box;
  /** ... and at its end. */
  readonly to: Box;
  /** Views that are rested on in turn, `from` first and `to` last; empty where there are only those two. */
  readonly stops: readonly Box[];
  /**
   * When the camera reaches and leaves each of them, or `from` and `to`: seconds from the shot's
   * beginning. Missing: in even time.
   */
  readonly times?: readonly StopTime[];
  /**
   * How far a layer of depth 1 moves against the plate over the whole shot, pixels of the picture;
   * half of it lies before the pose in which the layers stand as they were drawn, half after.
   */
  readonly shift: Point;
  /** How much larger than the plate a layer of depth 1 is seen in the closest view; 0.02 is 2 %. */
  readonly growth: number;
  /** How far a held camera strays, as a share of the view's width. */
  readonly sway: number;
  /** The depth that keeps its size in a dolly zoom; 0 for other moves. */
  readonly steadyDepth: number;
  /** Depth of the plate at its lower edge; it falls to 0 at the middle of the picture. */
  readonly ground: number;
  /** Views stay inside it. */
  readonly bounds: Box;
  /** How freely each layer of the stage answers to parallax, in the stage's order. */
  readonly give: readonly LayerGive[];
}

export interface StopTime {
  readonly arrives: number;
  readonly leaves: number;
}

/** 1 where a layer moves as its depth asks, less where it would show the edge it was cut off at. */
export interface LayerGive {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}
