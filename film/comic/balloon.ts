import type { Box } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { Polygon } from '../space/polygon.ts';

/** What a piece of lettering is. The first four are said, a caption is told, the last two belong to the art. */
export const BALLOON_KINDS = [
  'speech',
  'thought',
  'shout',
  'whisper',
  'caption',
  'sfx',
  'sign',
] as const;
export type BalloonKind = (typeof BALLOON_KINDS)[number];

/** Who is heard in a balloon, as far as the page tells. Always a proposal. */
export type ProposedSpeaker =
  /** A figure of the balloon's panel: its place in the panel's figures, from 0, and its box on the page. */
  | { readonly kind: 'figure'; readonly figure: number; readonly box: Box }
  | { readonly kind: 'off-panel' }
  | { readonly kind: 'narrator' };

/** One balloon, caption, sound effect or sign of a page, pixels of the page. */
export interface Balloon {
  /** The smallest upright box around the outline, tail and all. */
  readonly box: Box;
  /** The balloon's drawn edge with its tail; around free lettering, what the letters cover. */
  readonly outline: Polygon;
  readonly kind: BalloonKind;
  /** Its lettering put back together into sentences; empty where it could not be read. */
  readonly text: string;
  /** 0 to 1: how far `text` is to be believed. */
  readonly confidence: number;
  /** Its panel: the place in the page's panels, from 0. Missing where it is in none. */
  readonly panel?: number;
  readonly speaker?: ProposedSpeaker;
  /** The tip of its tail. Missing where it has none. */
  readonly tail?: Point;
  /** How high its letters stand, pixels of the page: what decides whether they can be read. Missing where nobody measured. */
  readonly letters?: number;
  /** The lines of lettering in it, top to bottom (columns right to left in upright scripts). */
  readonly lines: readonly LetteredLine[];
}

/** One line of lettering as it was read, pixels of the picture. */
export interface LetteredLine {
  /** Four corners, clockwise from where its first letter's top left is. */
  readonly outline: Polygon;
  readonly box: Box;
  /** As it is lettered: case, hyphens and all. Empty where it was found and could not be read. */
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly words: readonly LetteredWord[];
}

export interface LetteredWord {
  readonly text: string;
  readonly box: Box;
  readonly confidence: number;
}
