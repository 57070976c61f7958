import type { Blend } from '../board/transition.ts';
import type { Raster } from '../media/raster.ts';
import type { Size } from '../space/size.ts';
import type { DisplayList } from './display-list.ts';

/**
 * One picture as planar YUV 4:2:0, 8 bits, BT.709, limited range: `width * height` bytes of Y, then
 * the quarter-size U and V planes. Width and height are even. `length === width * height * 3 / 2`.
 */
export type Yuv420 = Uint8Array;

/** A frame in a painter's own memory: what is painted or blended into it, or out of it, is not copied. */
export interface PainterFrame {
  /** Asked for anew at every use: loading a picture may move the painter's memory. */
  readonly bytes: Yuv420;
  /** Lets others paint into it; its bytes are not to be used any more. */
  close(): void;
}

/** Turns display lists into pixels. The same module serves export and the preview in a browser. */
export interface Painter {
  readonly size: Size;
  /** Takes a raster in under a name, converting it once. Loading a name again replaces it. */
  load(name: string, raster: Raster): void;
  /** Lets go of a raster and its memory; unknown names are ignored. */
  unload(name: string): void;
  /** A frame to paint into, black at first. */
  openFrame(): PainterFrame;
  /** Paints one frame into `out`, whoever's memory it is in. Throws a RangeError when a picture was not loaded. */
  paint(list: DisplayList, out: Yuv420): void;
  /** Mixes two finished frames; `progress` 0 is all `from`, 1 all `to`. `out` may be neither of them. */
  blend(kind: Blend, from: Yuv420, to: Yuv420, progress: number, out: Yuv420): void;
}
