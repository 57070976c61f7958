import type { LetteringBlock } from './lettering.ts';

/** What one page's lettering says about how the book reads: letters in level and in upright lines. */
export interface DirectionVote {
  readonly level: number;
  readonly upright: number;
}

/** A page's vote from its lettering. */
export function directionVote(blocks: readonly LetteringBlock[]): DirectionVote {
  let level = 0;
  let upright = 0;
  for (const block of blocks) {
    // A long block of stray marks must not outvote the balloons.
    const weight = Math.min(40, block.letters) * Math.max(0, block.plain - 0.6);
    if (block.runs === 'level') level += weight;
    else if (block.runs === 'upright') upright += weight;
  }
  return { level, upright };
}

/**
 * Which way the pages of one book read, decided together, so that a silent page follows its siblings:
 * right to left where lettering stands in columns, else left to right.
 */
export function directionOf(votes: readonly DirectionVote[]): 'ltr' | 'rtl' {
  let level = 0;
  let upright = 0;
  for (const vote of votes) {
    level += vote.level;
    upright += vote.upright;
  }
  return upright > 1.2 * level ? 'rtl' : 'ltr';
}
