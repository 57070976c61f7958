import type { Raster } from '../media/raster.ts';
import { findLettering, type Lettering } from './lettering.ts';
import { type PageTone, toneOf } from './page-tone.ts';

/** What part of a page looked at as a negative is dark at least, and how much more it must tell: twice and some. */
const DARK_FROM = 0.25;
const TELLS_TIMES = 2;
const TELLS_MORE = 8;

/** A page's tones and its lettering. */
export interface SeenPage {
  readonly tone: PageTone;
  readonly lettering: Lettering;
}

/**
 * Sees a page. A dark one may be a negative, white lines and letters on black: it is seen with light
 * and dark exchanged when its lettering shows only so. Black paper under ordinary balloons stays black.
 */
export function seePage(raster: Raster): SeenPage {
  const seen = seenAs(raster, false);
  if (darkShare(seen.tone) < DARK_FROM) return seen;
  const negative = seenAs(raster, true);
  return lettersOf(negative) > TELLS_TIMES * lettersOf(seen) + TELLS_MORE ? negative : seen;
}

function seenAs(raster: Raster, isNegative: boolean): SeenPage {
  const tone = toneOf(raster, isNegative);
  return { tone, lettering: findLettering(tone) };
}

function darkShare({ byRows }: PageTone): number {
  let dark = 0;
  for (const value of byRows) dark += value >>> 24;
  return dark / byRows.length;
}

/** How much plain lettering a page shows; hatching is not plain. */
function lettersOf({ lettering }: SeenPage): number {
  return lettering.blocks.reduce(
    (sum, { letters, plain }) => sum + Math.min(40, letters) * Math.max(0, plain - 0.6),
    0,
  );
}
