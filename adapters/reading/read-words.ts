import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import type { Page } from '@inkreel/film/comic/page.ts';
import { readBalloons } from '@inkreel/film/comic/read-balloons.ts';
import type { Reader } from '@inkreel/film/comic/reader.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import { type Box, boxOf, centreOf } from '@inkreel/film/space/box.ts';
import { contains, polygonOf } from '@inkreel/film/space/polygon.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { resize } from '../codecs/resize.ts';

/** Figures are looked for in panels of this many pixels on their longer side: enough to tell who is where. */
const LOOK_SIZE = 480;

/**
 * Reads what is lettered on a page: balloons in reading order, with who is heard in them. A page without
 * panels has no balloons to speak of; a single picture is given as a page whose one panel it is.
 *
 * @param openFinder called only where something is lettered in a panel; loading the weights takes a while.
 */
export async function readWords(
  raster: Raster,
  page: Page,
  reader: Reader,
  openFinder: () => Promise<FigureFinder>,
): Promise<readonly Balloon[]> {
  const lines = await reader.read(raster);
  if (lines.length === 0) return [];
  const lettered = page.panels.map(({ polygon }) =>
    lines.some(({ text, box }) => text !== '' && contains(polygon, centreOf(box))),
  );
  const figures: (readonly Box[])[] = [];
  for (const [at, panel] of page.panels.entries()) {
    figures.push(lettered[at] ? await figuresIn(raster, panel.box, await openFinder()) : []);
  }
  return readBalloons(raster, page, lines, { figures });
}

/** A single picture as a page: it is its own panel. */
export function pageOfPicture(size: Size): Page {
  const box = boxOf(size);
  return { size, direction: 'ltr', panels: [{ box, polygon: polygonOf(box) }] };
}

/** Boxes of the figures in a panel, pixels of the page. */
async function figuresIn(page: Raster, box: Box, finder: FigureFinder): Promise<readonly Box[]> {
  const panel = cropRaster(page, box);
  const scale = Math.min(1, LOOK_SIZE / Math.max(panel.width, panel.height));
  const small =
    scale === 1
      ? panel
      : await resize(panel, {
          width: Math.max(1, Math.round(panel.width * scale)),
          height: Math.max(1, Math.round(panel.height * scale)),
        });
  const found = await finder.find(small);
  return found.map((figure) => ({
    x: Math.round(box.x) + figure.box.x / scale,
    y: Math.round(box.y) + figure.box.y / scale,
    width: figure.box.width / scale,
    height: figure.box.height / scale,
  }));
}
