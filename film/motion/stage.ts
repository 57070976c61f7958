import type { ShotTone } from '../media/shot-tone.ts';
import type { Box } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Polygon } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';
import type { Mouth } from '../voice/viseme.ts';
import type { Detail } from './detail.ts';
import type { Supple } from './supple.ts';

/**
 * One thing that stands on a stage. Its pixels travel beside the stage under `name`: a raster whose
 * size is `box` rounded to whole pixels, one raster pixel to one pixel of the shot's picture.
 */
export interface StageLayer {
  readonly name: string;
  /**
   * A `balloon` is not there until its cue; a `lid` is seen only while its eye blinks, a `mouth` only while
   * it is held; a `mount` is what of the plate lies beyond its panel, once more, over what hangs in the
   * panel's air.
   */
  readonly role: 'plate' | 'cut-out' | 'balloon' | 'lid' | 'mouth' | 'mount';
  /** Where it lies, in pixels of the shot's picture; a plate may reach beyond the picture's edges. */
  readonly box: Box;
  /** Depth from 0 (the plate, farthest) to 1 (nearest): how strongly it answers to parallax. */
  readonly depth: number;
  /** What of it moves by itself; missing: nothing does. */
  readonly supple?: readonly Supple[];
  /** Of a balloon: what it grows from; missing: its middle. Pixels of the picture. */
  readonly anchor?: Point;
  /** Of a balloon: it is there from the start, since what it hides cannot be told. */
  readonly stays?: true;
  /** Of a lid or a mouth: the layer that the face is on. */
  readonly rides?: string;
  /** Of a mouth: whose it is among the shot's mouths, and its shape. */
  readonly says?: { readonly pin: number; readonly mouth: Mouth };
}

/** Plates and cut-outs in depth for one shot, farthest first. The first layer is an opaque plate. */
export interface Stage {
  /** Size of the shot's picture (the panel or the whole picture), in its own pixels. */
  readonly size: Size;
  readonly layers: readonly StageLayer[];
  /** Where the art's first pixel lies, pixels of the picture: the art is the page, the picture one panel. Missing: at its first pixel. */
  readonly artAt?: Point;
  /** What must stay in frame: figures and faces, in pixels of the picture, most important first. */
  readonly keep: readonly Box[];
  /** Heads of its figures, as far as they are known, pixels of the picture: words are kept off them. */
  readonly faces?: readonly Box[];
  /** Balloons and captions, found roughly: better seen whole, after all that must be. */
  readonly lettering?: readonly Box[];
  /** How much is drawn along its rows and columns; where it is missing, alike everywhere. */
  readonly detail?: Detail;
  /** Of a panel whose edges are not the picture's own: its outline, pixels of the picture. */
  readonly outline?: Polygon;
  /** Whether what lies beyond the picture's edges is a mount, made to be seen; else views keep off it. */
  readonly mounted?: boolean;
  /** No view is narrower than this, pixels of the picture: a speck of a page is not blown up to fill a frame. */
  readonly leastView?: number;
  /** Of the picture; missing where it was not looked at. */
  readonly tone?: ShotTone;
  /** 0 to 1: how far the cut-outs are to be believed. Below the stage's floor there are none. */
  readonly trust: number;
}
