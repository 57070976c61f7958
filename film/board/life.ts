import type { Box } from '../space/box.ts';
import type { Weather } from './weather.ts';

/** What gives a still picture life: one strength for all that moves by itself, and what hangs in the air. */
export interface Life {
  /** 1 is the subtle default; 0 leaves figures and plate still (weather falls all the same); up to 3. */
  readonly strength: number;
  /** Missing: clear air. */
  readonly weather?: Weather;
  /**
   * Open eyes set by hand, pixels of the art, each box close around what is seen of the eye between its
   * lids. They blink, and no other eyes do: a lid in the wrong place is worse than none.
   */
  readonly eyes?: readonly Box[];
}

/** The life of a shot that says nothing about it. */
export const LIFE_DEFAULT: Life = { strength: 1 };
