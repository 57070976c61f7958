import { type LineInk, RIM } from './line-ink.ts';
import { LINE_HEIGHT } from './paddle-networks.ts';

/** Leans that letters are tried at, pixels along for each row up: upright first, then both ways. */
const LEANS = [0, 0.1, -0.1, 0.2, -0.2, 0.3, -0.3];

/** Where along a level line there is paper between letters. */
export interface LetterGaps {
  /** The widest stretch of paper, in pixels, between two places along the line. */
  between(from: number, to: number): number;
}

/** Finds the paper between letters. Slanted ones are set upright first, by the lean that leaves the most columns free. */
export function findLetterGaps({ ink, width }: LineInk): LetterGaps {
  let best: Uint8Array | undefined;
  let most = -1;
  for (const lean of LEANS) {
    const free = freeColumns(ink, width, lean);
    const count = free.reduce((sum, value) => sum + value, 0);
    // A lean has to earn its keep: upright is the rule.
    if (count > most * 1.05 + 1) {
      most = count;
      best = free;
    }
  }
  const free = best!;
  return {
    between(from, to) {
      let widest = 0;
      let run = 0;
      for (let x = Math.max(0, Math.floor(from)); x < Math.min(width, Math.ceil(to)); x++) {
        run = free[x] ? run + 1 : 0;
        if (run > widest) widest = run;
      }
      return widest;
    },
  };
}

/** 1 for each column, leaning as given, that holds at most a speck of ink. */
function freeColumns(ink: Uint8Array, width: number, lean: number): Uint8Array {
  const counts = new Uint8Array(width);
  for (let y = RIM; y < LINE_HEIGHT - RIM; y++) {
    const shift = Math.round((LINE_HEIGHT / 2 - y) * lean);
    for (let x = 0; x < width; x++) {
      const from = x + shift;
      if (from >= 0 && from < width) counts[x]! += ink[y * width + from]!;
    }
  }
  return counts.map((count) => (count <= 1 ? 1 : 0));
}
