import type { CameraMove } from '../board/camera-move.ts';
import type { Life } from '../board/life.ts';
import type { MouthShape } from '../board/mouth-pin.ts';
import type { Framing } from '../board/shot.ts';
import type { ContentHash } from '../media/content-hash.ts';

/** All that decides what each frame of a shot shows. */
export interface ShotLook {
  readonly stage: ContentHash;
  readonly camera: CameraMove;
  readonly framing: Framing;
  /** Frames of the whole shot. */
  readonly length: number;
  /** Missing: nothing moves by itself, as on a card. */
  readonly life?: Life;
  /** What each of the stage's mouths does, in their order. */
  readonly mouths?: readonly (readonly MouthShape[])[];
  /** From which frame to which the stage's balloons are read, in their order. */
  readonly reads?: readonly { readonly at: number; readonly until?: number }[];
  /** Whether they pop in when they are. */
  readonly pops?: true;
  readonly seed: number;
}

/** Frames of one shot, from `start` on. */
export interface LookRun {
  readonly look: ShotLook;
  readonly start: number;
}
