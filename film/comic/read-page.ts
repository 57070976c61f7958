import type { Raster } from '../media/raster.ts';
import type { Polygon } from '../space/polygon.ts';
import { boundsOf } from '../space/polygon.ts';
import { dividePage } from './divide-page.ts';
import { findLettering } from './lettering.ts';
import { orderPanels } from './order-panels.ts';
import type { Page, Panel, ReadingDirection } from './page.ts';
import { toneOf } from './page-tone.ts';
import { directionOf, directionVote } from './reading-direction.ts';
import { cornersOf, type Region } from './region.ts';

/**
 * Reads a page: its panels in reading order, pixels of the raster. A page without panels (credits,
 * text, a blank sheet) has none; a single picture has one.
 */
export function readPage(
  raster: Raster,
  options: { readonly direction: ReadingDirection | 'auto' },
): Page {
  const size = { width: raster.width, height: raster.height };
  const tone = toneOf(raster);
  const lettering = findLettering(tone);
  const direction =
    options.direction === 'auto'
      ? directionOf([directionVote(lettering.blocks)])
      : options.direction;
  const scaleX = raster.width / tone.width;
  const scaleY = raster.height / tone.height;
  const panels = dividePage(tone, lettering).map((region) => panelOf(region, scaleX, scaleY, size));
  return { size, direction, panels: orderPanels(panels, direction) };
}

function panelOf(
  region: Region,
  scaleX: number,
  scaleY: number,
  size: { width: number; height: number },
): Panel {
  const polygon: Polygon = cornersOf(region).map(({ x, y }) => ({
    x: Math.min(size.width, Math.max(0, Math.round(x * scaleX * 10) / 10)),
    y: Math.min(size.height, Math.max(0, Math.round(y * scaleY * 10) / 10)),
  }));
  return { box: boundsOf(polygon), polygon };
}
