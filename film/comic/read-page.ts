import type { Raster } from '../media/raster.ts';
import { type Box, unite } from '../space/box.ts';
import { boundsOf, type Polygon, polygonOf } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';
import { dividePage } from './divide-page.ts';
import { orderPanels } from './order-panels.ts';
import type { Page, Panel, ReadingDirection } from './page.ts';
import { unitOf } from './page-tone.ts';
import { type DirectionVote, directionOf, directionVote } from './reading-direction.ts';
import { cornersOf, type Region } from './region.ts';
import { seePage } from './see-page.ts';
import { isStrip } from './strip.ts';
import { stripSections } from './strip-sections.ts';

/** On a strip, lettering no farther from a panel than this part of the unit belongs to it. */
const NEAR_PANEL = 0.3;

/**
 * Reads a page: its panels in reading order, pixels of the raster. A page without panels (credits,
 * text, a blank sheet) has none; a single picture has one.
 *
 * With direction `auto` a strip reads top down, a page whose lettering stands in columns right to
 * left, any other left to right. Pages of one book are better decided together: collect
 * {@link directionVoteOf} of each, ask `directionOf`, and pass what it says.
 */
export function readPage(
  raster: Raster,
  options: { readonly direction: ReadingDirection | 'auto' },
): Page {
  const size: Size = { width: raster.width, height: raster.height };
  const sections = stripSections(raster).map((section) => {
    const seen = seePage(section.raster);
    const parts = dividePage(seen.tone, seen.lettering);
    const scaleX = raster.width / seen.tone.width;
    const scaleY = section.raster.height / seen.tone.height;
    const onPage = (region: Region): Panel =>
      panelOf(region, scaleX, scaleY, section.raster, section.top);
    return {
      panels: parts.panels.map(onPage),
      balloons: parts.lettering.map((region) => onPage(region).box),
      vote: directionVote(seen.lettering.blocks),
    };
  });
  const within = directionOf(sections.map(({ vote }) => vote));
  const direction =
    options.direction !== 'auto' ? options.direction : isStrip(size) ? 'ttb' : within;
  let panels = sections.flatMap((section) => section.panels);
  if (direction === 'ttb') {
    const balloons = sections.flatMap((section) => section.balloons);
    panels = withBalloons(panels, balloons, NEAR_PANEL * unitOf(size));
  }
  return { size, direction, panels: orderPanels(panels, direction, within) };
}

/** What one page says about the direction of the book it is from. */
export function directionVoteOf(raster: Raster): DirectionVote {
  return directionVote(
    stripSections(raster).flatMap((section) => seePage(section.raster).lettering.blocks),
  );
}

function panelOf(region: Region, scaleX: number, scaleY: number, size: Size, top: number): Panel {
  const polygon: Polygon = cornersOf(region).map(({ x, y }) => ({
    x: Math.min(size.width, Math.max(0, Math.round(x * scaleX * 10) / 10)),
    y: top + Math.min(size.height, Math.max(0, Math.round(y * scaleY * 10) / 10)),
  }));
  return { box: boundsOf(polygon), polygon };
}

/** Panels of a strip, grown to hold the balloons that stand between them. */
function withBalloons(panels: readonly Panel[], balloons: readonly Box[], most: number): Panel[] {
  const grown = [...panels];
  for (const balloon of balloons) {
    let nearest = -1;
    let least = most;
    for (const [i, { box }] of panels.entries()) {
      const gap = Math.max(
        box.y - balloon.y - balloon.height,
        balloon.y - box.y - box.height,
        box.x - balloon.x - balloon.width,
        balloon.x - box.x - box.width,
        0,
      );
      if (gap >= least) continue;
      least = gap;
      nearest = i;
    }
    const panel = grown[nearest];
    if (!panel) continue;
    const box = unite(panel.box, balloon);
    grown[nearest] = { box, polygon: polygonOf(box) };
  }
  return grown;
}
