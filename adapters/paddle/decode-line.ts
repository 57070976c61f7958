import type { SignChances } from './paddle-networks.ts';

/** One sign that was read. */
export interface ReadSign {
  readonly sign: string;
  /** Where it stands along the line, in steps of the recogniser, fractions allowed. */
  readonly step: number;
  /** 0 to 1. */
  readonly chance: number;
}

/**
 * Reads the signs off a line: the likeliest of each step, runs taken as one, blanks left out. Only the
 * classes that `allowed` names are looked at.
 */
export function decodeLine(
  { steps, signs: classes, chances }: SignChances,
  signs: readonly string[],
  allowed: readonly number[],
): readonly ReadSign[] {
  const read: ReadSign[] = [];
  let before = 0;
  let first = 0;
  let best = 0;
  for (let step = 0; step <= steps; step++) {
    let top = 0;
    let chance = 0;
    if (step < steps) {
      const row = step * classes;
      for (const k of allowed) {
        if (chances[row + k]! > chance) {
          chance = chances[row + k]!;
          top = k;
        }
      }
    }
    if (top !== before || step === steps) {
      if (before !== 0) {
        read.push({ sign: signs[before]!, step: (first + step) / 2, chance: best });
      }
      first = step;
      best = 0;
      before = top;
    }
    best = Math.max(best, chance);
  }
  return read;
}
