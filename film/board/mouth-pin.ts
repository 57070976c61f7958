import type { Box } from '../space/box.ts';

/** A mouth that moves when its owner speaks, as it was set by hand. */
export interface MouthPin {
  /** Close around the closed mouth, pixels of the art. */
  readonly box: Box;
  /** Cast id of its owner; missing: it moves with every line that is said aloud and has no other mouth. */
  readonly speaker?: string;
  /** What it does, in order; missing until the film is spoken. */
  readonly shapes?: readonly MouthShape[];
}

/** A shape of a mouth from a moment on. */
export interface MouthShape {
  /** Frames from the shot's beginning. */
  readonly from: number;
  /** One of the shapes that visemes have. */
  readonly mouth: string;
}
