import type { Box } from '../space/box.ts';

/** A mouth that moves when its owner speaks: set by hand, or proposed from the art. */
export interface MouthPin {
  /** Close around the closed mouth, pixels of the art; around all of its drawings where it has layers. */
  readonly box: Box;
  /**
   * What a layered picture calls the drawings of this mouth (`Mara/mouth`), which are swapped; missing: the
   * lips that are drawn move apart.
   */
  readonly layers?: string;
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
