import type { Id } from '../grammar/id.ts';
import type { MediaReference } from '../media/art.ts';
import type { Rational } from '../time/rational.ts';

export type LineId = Id<'line'>;

/** How a line is meant to be heard. */
export const DELIVERIES = [
  'speech',
  'thought',
  'shout',
  'whisper',
  'narration',
  'off-panel',
] as const;
export type Delivery = (typeof DELIVERIES)[number];

/** One thing that is said in a shot. */
export interface Line {
  readonly id: LineId;
  /** Cast id of who says it; missing for narration and where nobody is known yet. */
  readonly speaker?: string;
  readonly text: string;
  readonly delivery: Delivery;
  /** When it begins, from the shot's beginning; missing: after the line before it. */
  readonly at?: Rational;
  /** The balloon it stands in: its number on the page of the shot's art, from 1. */
  readonly balloon?: number;
  /** What captions show in place of `text`; empty: nothing. */
  readonly caption?: string;
  /** A recording of the line, which is heard in place of a voice. */
  readonly recording?: MediaReference;
  /** 0 to 1: how far the reader believes `text`, where it should be looked at. Missing: it is right. */
  readonly confidence?: number;
}
