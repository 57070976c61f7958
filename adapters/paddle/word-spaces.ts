import type { ReadSign } from './decode-line.ts';

/** What was read of a line before it is known where its words end. */
export interface UnspacedLine {
  /** Without spaces. */
  readonly signs: readonly ReadSign[];
  /** Between each sign and the next: paper, in pixels at the recogniser's height. */
  readonly gaps: readonly number[];
  /** Between each sign and the next: how likely the recogniser thinks a space, 0 to 1. */
  readonly spaces: readonly number[];
  /** Pixels from the middle of one letter to that of the next, as they mostly are in this line. */
  readonly pitch: number;
}

/** A gap of this share of the pitch ends a word where the page does not say otherwise, and the bounds of what it may say. */
const USUAL = 0.5;
const NARROWEST = 0.35;
const WIDEST = 0.65;
/** How much wider a gap must be within a row of dots, and beside an apostrophe. */
const ROW = 0.7;
const MARK = 0.35;
/** So many gaps on a page say what is usual on it. */
const ENOUGH = 40;

/**
 * For each line and each sign but its last, whether a word ends after it. The recogniser leaves out many
 * spaces of hand lettering, so the paper between the letters decides; how wide a gap must be is learnt
 * from all gaps of the page, and what the recogniser thinks moves the bound a little.
 */
export function findWordEnds(lines: readonly UnspacedLine[]): readonly (readonly boolean[])[] {
  const bound = usualBound(lines);
  return lines.map(({ signs, gaps, spaces, pitch }) =>
    gaps.map((gap, i) => {
      const chance = spaces[i]!;
      const around = signs[i]!.sign + signs[i + 1]!.sign;
      // Small marks stand in more paper than letters do; dots and exclamation marks come in rows.
      if (/^[.!?…]{2}$/.test(around)) return gap / pitch > bound + ROW;
      if (/['’]/.test(around)) return gap / pitch > bound + MARK;
      const leaning = chance > 0.5 ? -0.15 : chance > 0.1 ? -0.05 : chance < 0.001 ? 0.1 : 0;
      return gap / pitch > bound + leaning;
    }),
  );
}

/** The bound between gaps in words and gaps between words that parts a page's gaps best (Otsu's rule). */
function usualBound(lines: readonly UnspacedLine[]): number {
  const all = lines
    .flatMap(({ gaps, pitch }) => gaps.map((gap) => Math.min(gap / pitch, 1)))
    .sort((a, b) => a - b);
  if (all.length < ENOUGH) return USUAL;
  const total = all.reduce((sum, value) => sum + value, 0);
  let below = 0;
  let best = 0;
  let bound = USUAL;
  for (let k = 1; k < all.length; k++) {
    below += all[k - 1]!;
    const apart = below / k - (total - below) / (all.length - k);
    const spread = k * (all.length - k) * apart * apart;
    if (spread > best) {
      best = spread;
      bound = (all[k - 1]! + all[k]!) / 2;
    }
  }
  return Math.min(WIDEST, Math.max(NARROWEST, bound));
}
