import type { Id } from '../grammar/id.ts';

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
}
