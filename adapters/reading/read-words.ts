import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import type { Page } from '@inkreel/film/comic/page.ts';
import { readBalloons } from '@inkreel/film/comic/read-balloons.ts';
import type { Reader } from '@inkreel/film/comic/reader.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import { type Box, boxOf } from '@inkreel/film/space/box.ts';
import { polygonOf } from '@inkreel/film/space/polygon.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { resize } from '../codecs/resize.ts';

/** Figures are looked for in panels of this many pixels on their longer side: enough to tell who is where. */
const LOOK_SIZE = 480;

/**
 * Reads what is lettered on a page: balloons in reading order, with who is heard in them. A page without
 * panels has no balloons to speak of; a single picture is given as a page whose one panel it is.
 *
 * @param openFinder called only where somebody may be heard; loading the weights takes a while.
 */
export async function readWords(
  raster: Raster,
  page: Page,
  reader: Reader,
  openFinder: () => Promise<FigureFinder>,
): Promise<readonly Balloon[]> {
  const lines = await reader.read(raster);
  if (lines.length === 0) return [];
  const unheard = readBalloons(raster, page, lines);
  const speaking = new Set(
    unheard.flatMap(({ kind, panel }) => (panel !== undefined && isHeard(kind) ? [panel] : [])),
  );
  if (speaking.size === 0) return unheard;
  const finder = await openFinder();
  const figures: (readonly Box[])[] = [];
  for (const [at, panel] of page.panels.entries()) {
    figures.push(speaking.has(at) ? await figuresIn(raster, panel.box, finder) : []);
  }
  return readBalloons(raster, page, lines, { figures });
}

function isHeard(kind: Balloon['kind']): boolean {
  return kind === 'speech' || kind === 'thought' || kind === 'shout' || kind === 'whisper';
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
