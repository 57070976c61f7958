import type { ArtKind } from '../media/art.ts';
import type { Raster } from '../media/raster.ts';
import { dividePage } from './divide-page.ts';
import { seePage } from './see-page.ts';
import { cutSheet, sheetOf } from './sheet.ts';
import { isStrip } from './strip.ts';

/** The part of a picture that is clear when it is a cut-out. */
const CLEAR_FROM = 0.04;
/** Clear enough to see through, of 255. */
const CLEAR_ALPHA = 32;

/**
 * What a picture is: a cut-out (a fair part of it is clear), a vertical strip (very tall), a comic
 * page (two panels or more, or a sheet of text such as credits), else one picture: a painting, a
 * cover, a splash page without a gutter.
 *
 * @param hasAlpha whether any pixel may be clear; without it alpha is not looked at.
 */
export function artKindOf(raster: Raster, hasAlpha: boolean): ArtKind {
  if (hasAlpha && clearShare(raster) >= CLEAR_FROM) return 'cut-out';
  if (isStrip(raster)) return 'strip';
  const { tone, lettering } = seePage(cutSheet(raster, sheetOf(raster)));
  const { panels } = dividePage(tone, lettering);
  if (panels.length > 1) return 'page';
  if (panels.length === 1) return 'picture';
  return lettering.blocks.length > 0 ? 'page' : 'picture';
}

function clearShare({ data, width, height }: Raster): number {
  let clear = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at]! < CLEAR_ALPHA) clear++;
  return clear / (width * height);
}
