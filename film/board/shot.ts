import type { Acceptance } from '../cast/acceptance.ts';
import type { Id } from '../grammar/id.ts';
import type { ArtId } from '../media/art.ts';
import type { Box } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';
import type { Line } from '../story/line.ts';
import type { Rational } from '../time/rational.ts';
import type { BalloonCue } from './balloon-cue.ts';
import type { CameraMove } from './camera-move.ts';
import type { Life } from './life.ts';
import type { MouthPin } from './mouth-pin.ts';
import type { ShownLettering } from './shown-lettering.ts';
import type { Transition } from './transition.ts';

export type ShotId = Id<'shot'>;

/** How close the camera stands. */
export const FRAMINGS = ['wide', 'medium', 'close-up'] as const;
export type Framing = (typeof FRAMINGS)[number];

/** What a shot shows: a whole picture, or one panel of a page. */
export interface ShotPicture {
  readonly art: ArtId;
  /** Number of the panel, from 1, where the shot follows the page; `crop` and `outline` are then its own. */
  readonly panel?: number;
  /** The panel's box in pixels of the art; missing for the whole picture. */
  readonly crop?: Box;
  /** The panel's outline in pixels of the art; what lies outside it is not shown. */
  readonly outline?: Polygon;
}

/** Words on a plain ground: a title or an end card. */
export interface Card {
  readonly title: string;
  readonly subtitle?: string;
}

/** One continuous view by the camera. */
export interface Shot {
  readonly id: ShotId;
  readonly source:
    | { readonly kind: 'picture'; readonly picture: ShotPicture }
    | { readonly kind: 'card'; readonly card: Card };
  readonly framing: Framing;
  readonly camera: CameraMove;
  /** In frames at the film's rate, transitions included. */
  readonly length: Rational;
  readonly lines: readonly Line[];
  /** What is heard besides voices, as the art letters it: hints for the sound. Missing: nothing. */
  readonly effects?: readonly string[];
  /** Cast ids of who is seen. */
  readonly cast: readonly string[];
  /** Who of them is off-model in it and was accepted all the same; missing: nobody. */
  readonly accepted?: readonly Acceptance[];
  /** Which engine makes the picture move. */
  readonly engine: 'auto' | 'ink';
  /** `flat` keeps the camera and leaves the cut-outs away. */
  readonly depth: 'auto' | 'flat';
  /** What moves by itself; missing: `LIFE_DEFAULT`. */
  readonly life?: Life;
  /** What becomes of the words drawn in it; missing: what the film does with them. */
  readonly lettering?: ShownLettering;
  /** Mouths that move with what is said; missing: none does. */
  readonly mouths?: readonly MouthPin[];
  /** Its balloons with the time in which each is read; missing: it shows none. Worked out, not written. */
  readonly balloons?: readonly BalloonCue[];
  /** How the shot begins. */
  readonly transition: Transition;
}
