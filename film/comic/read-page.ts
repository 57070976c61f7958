import type { Raster } from '../media/raster.ts';
import { type Box, boxOf, centreOf, unite } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import { boundsOf, contains, type Polygon, polygonOf } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';
import { dividePage } from './divide-page.ts';
import { insetsOf } from './insets.ts';
import { orderPanels } from './order-panels.ts';
import type { Page, Panel, ReadingDirection } from './page.ts';
import { type DirectionVote, directionOf, directionVote } from './reading-direction.ts';
import { cornersOf, type Region } from './region.ts';
import { seePage } from './see-page.ts';
import { cutSheet, sheetOf } from './sheet.ts';
import { isStrip } from './strip.ts';
import { stripSections } from './strip-sections.ts';
import { unitOf } from './unit.ts';

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
  const sheet = isStrip(size) ? boxOf(size) : sheetOf(raster);
  const sections = stripSections(cutSheet(raster, sheet)).map((section) => {
    const seen = seePage(section.raster);
    const parts = dividePage(seen.tone, seen.lettering);
    const at = { x: sheet.x, y: sheet.y + section.top };
    const onPage = (region: Region): Panel => panelOf(region, seen.tone, section.raster, at);
    return {
      panels: parts.panels.map(onPage),
      insets: parts.panels
        .flatMap((panel) => insetsOf(seen.tone, seen.lettering, panel))
        .map(onPage),
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
  const ordered = (some: readonly Panel[]) => orderPanels(some, direction, within);
  const insets = sections.flatMap((section) => section.insets);
  return { size, direction, panels: withInsets(ordered(panels), insets, ordered) };
}

/** Panels in order, each followed by those that lie within it: first the whole, then what is set into it. */
function withInsets(
  panels: readonly Panel[],
  insets: readonly Panel[],
  ordered: (some: readonly Panel[]) => readonly Panel[],
): readonly Panel[] {
  if (insets.length === 0) return panels;
  const hosts = insets.map(({ box }) =>
    panels.findIndex(({ polygon }) => contains(polygon, centreOf(box))),
  );
  return panels.flatMap((panel, at) => [
    panel,
    ...ordered(insets.filter((_, k) => hosts[k] === at)),
  ]);
}

/** What one page says about the direction of the book it is from. */
export function directionVoteOf(raster: Raster): DirectionVote {
  const sheet = isStrip(raster) ? raster : cutSheet(raster, sheetOf(raster));
  return directionVote(
    stripSections(sheet).flatMap((section) => seePage(section.raster).lettering.blocks),
  );
}

/** A region of the small page as a panel of the page, on which the part that was seen lies at `at`. */
function panelOf(region: Region, small: Size, seen: Size, at: Point): Panel {
  const scaled = (value: number, from: number, to: number): number =>
    Math.min(to, Math.max(0, Math.round(((value * to) / from) * 10) / 10));
  const polygon: Polygon = cornersOf(region).map(({ x, y }) => ({
    x: at.x + scaled(x, small.width, seen.width),
    y: at.y + scaled(y, small.height, seen.height),
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
