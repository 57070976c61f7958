import type { Balloon } from '@inkreel/film/comic/balloon.ts';
import type { Page } from '@inkreel/film/comic/page.ts';
import type { Reader } from '@inkreel/film/comic/reader.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import { type ShotTone, toneOf } from '@inkreel/film/media/shot-tone.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import { boundsOf } from '@inkreel/film/space/polygon.ts';
import { simplifyPolygon } from '@inkreel/film/space/simplify-polygon.ts';
import { loadPicture } from '../codecs/load-picture.ts';
import { answerOrders } from '../crew/crew-member.ts';
import { openFigureFinder } from '../models/figure-finder.ts';
import { openPaddleReader } from '../paddle/paddle-reader.ts';
import { pageOfPicture, readWords } from './read-words.ts';

/** A picture whose words and colours are asked for. */
export interface ReadingOrder {
  readonly reference: MediaReference;
  readonly base: string;
  /** Missing for a single picture. */
  readonly page?: Page;
}

/** What a picture says and how it looks. */
export interface Words {
  /** In reading order, their lines not yet put into sentences. A single picture's have no panel. */
  readonly balloons: readonly Balloon[];
  /** The colours of each panel; of the whole picture where it has none. */
  readonly tones: readonly ShotTone[];
}

/** Outlines are written into film.json: corners that nobody would see are left out. A part of the page's shorter side. */
const EDGE_TOLERANCE = 0.0012;

let reader: Promise<Reader> | undefined;
let finder: Promise<FigureFinder> | undefined;

answerOrders(async ({ reference, base, page }: ReadingOrder): Promise<Words> => {
  reader ??= openPaddleReader();
  const raster = await loadPicture(reference, base);
  const balloons = await readWords(raster, page ?? pageOfPicture(raster), await reader, () => {
    finder ??= openFigureFinder();
    return finder;
  });
  const shorter = Math.min(raster.width, raster.height);
  const panels = page?.panels ?? [];
  const shown = panels.length > 0 ? panels.map(({ box }) => cropRaster(raster, box)) : [raster];
  return {
    balloons: balloons.map((each) => plain(each, page, EDGE_TOLERANCE * shorter)),
    tones: shown.map(toneOf),
  };
});

/** As it is kept: to a tenth of a pixel. */
function plain({ panel, ...balloon }: Balloon, page: Page | undefined, tolerance: number): Balloon {
  const { outline, tail, speaker, confidence } = balloon;
  const edge = simplifyPolygon(outline, tolerance).map(({ x, y }) => ({
    x: tenth(x),
    y: tenth(y),
  }));
  return {
    ...balloon,
    box: boundsOf(edge),
    outline: edge,
    confidence: Math.round(confidence * 1000) / 1000,
    ...(page && panel !== undefined ? { panel } : {}),
    ...(tail ? { tail: { x: tenth(tail.x), y: tenth(tail.y) } } : {}),
    ...(speaker?.kind === 'figure' ? { speaker: { ...speaker, box: wholeBox(speaker.box) } } : {}),
  };
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

function wholeBox({ x, y, width, height }: Balloon['box']): Balloon['box'] {
  return {
    x: Math.round(x),
    y: Math.round(y),
    width: Math.round(width),
    height: Math.round(height),
  };
}
