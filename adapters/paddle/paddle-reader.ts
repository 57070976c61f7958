import type { LetteredLine, LetteredWord } from '@inkreel/film/comic/balloon.ts';
import type { Reader } from '@inkreel/film/comic/reader.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import { boundsOf, type Polygon } from '@inkreel/film/space/polygon.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { resize } from '../codecs/resize.ts';
import { decodeLine, type ReadSign } from './decode-line.ts';
import { findLines } from './find-lines.ts';
import { mapLettering } from './lettering-map.ts';
import { layLevel } from './line-picture.ts';
import {
  LINE_HEIGHT,
  openPaddleNetworks,
  type PaddleNetworks,
  type SignChances,
} from './paddle-networks.ts';
import { builtInModel, type ReaderModel } from './reader-model.ts';
import { cornersOf, type SlantedRectangle } from './slanted-rectangle.ts';

/** A small picture is enlarged no further than this. */
const MOST_ENLARGED = 2.5;
/** Pixels on the short side of a page at which letters are of a size that the detector was taught. */
const SHORT_SIDE = 1500;
/** A line this much taller than wide is a column. */
const COLUMN = 1.8;
/** Lines of like width are read together; a batch holds no more pixels along than this. */
const BATCH_WIDTH = 2560;
/** No line is longer than this to the recogniser, in pixels. */
const LONGEST = 2560;
/** Below this a line counts as found but not read. */
const BELIEVED = 0.5;

/** Opens a reader of lettering on the CPU. Throws `weights-missing` where its networks cannot be had. */
export async function openPaddleReader(model: ReaderModel = builtInModel()): Promise<Reader> {
  const networks = await openPaddleNetworks(model);
  const classes = latinClasses(networks.signs);
  return {
    read: (picture) => readPicture(networks, classes, picture),
    close: () => networks.close(),
  };
}

interface Classes {
  readonly all: readonly number[];
  readonly latin: readonly number[];
}

function latinClasses(signs: readonly string[]): Classes {
  const all = signs.map((_, k) => k);
  return { all, latin: all.filter((k) => k === 0 || LATIN.test(signs[k]!)) };
}

/** What a line in a Latin alphabet is lettered with. */
const LATIN = /^[\u0020-\u007e\u00a1-\u024f\u2010-\u2027\u2030-\u203a\u20ac\u2122♪♥★]$/u;

async function readPicture(
  networks: PaddleNetworks,
  classes: Classes,
  picture: Raster,
): Promise<readonly LetteredLine[]> {
  const size = lookingSize(picture);
  const scale = size.width / picture.width;
  const seen = scale === 1 ? picture : await resize(picture, size);
  const map = await mapLettering(networks, seen);
  const lines = findLines(map).map(({ rectangle }) => scaled(rectangle, 1 / scale));
  return recogniseLines(networks, classes, picture, lines);
}

function lookingSize({ width, height }: Size): Size {
  const scale = Math.min(MOST_ENLARGED, SHORT_SIDE / Math.min(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

function scaled(rectangle: SlantedRectangle, by: number): SlantedRectangle {
  return {
    centre: { x: rectangle.centre.x * by, y: rectangle.centre.y * by },
    width: rectangle.width * by,
    height: rectangle.height * by,
    angle: rectangle.angle,
  };
}

/** A line on its way to the recogniser. */
interface Waiting {
  readonly corners: Polygon;
  /** Pixels along, at LINE_HEIGHT rows. */
  readonly width: number;
}

async function recogniseLines(
  networks: PaddleNetworks,
  classes: Classes,
  picture: Raster,
  rectangles: readonly SlantedRectangle[],
): Promise<readonly LetteredLine[]> {
  const waiting = rectangles.map((rectangle): Waiting => {
    const corners = cornersOf(rectangle);
    const column = rectangle.height > COLUMN * rectangle.width;
    // A column is turned a quarter to the left, so that it runs across.
    const along = column ? [corners[1]!, corners[2]!, corners[3]!, corners[0]!] : corners;
    const ratio = column ? rectangle.height / rectangle.width : rectangle.width / rectangle.height;
    const width = Math.min(LONGEST, Math.max(16, Math.round(ratio * LINE_HEIGHT)));
    return { corners: along, width };
  });
  const read: LetteredLine[] = [];
  for (const batch of batches(waiting)) {
    const width = Math.ceil(Math.max(...batch.map((line) => line.width)) / 32) * 32;
    const planes = new Float32Array(batch.length * 3 * LINE_HEIGHT * width);
    for (const [i, line] of batch.entries()) {
      layLevel(picture, line.corners, line.width, planes, i * 3 * LINE_HEIGHT * width, width);
    }
    const answers = await networks.recognise(planes, batch.length, width);
    for (const [i, line] of batch.entries()) {
      read.push(letteredLine(line, width, answers[i]!, networks.signs, classes));
    }
  }
  return read;
}

/** Lines of like width together. */
function batches(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const sorted = [...waiting].sort((a, b) => a.width - b.width);
  const all: Waiting[][] = [];
  let current: Waiting[] = [];
  for (const line of sorted) {
    if (current.length > 0 && (current.length + 1) * line.width > BATCH_WIDTH) {
      all.push(current);
      current = [];
    }
    current.push(line);
  }
  if (current.length > 0) all.push(current);
  return all;
}

function letteredLine(
  line: Waiting,
  width: number,
  chances: SignChances,
  signs: readonly string[],
  classes: Classes,
): LetteredLine {
  const latin = decodeLine(chances, signs, classes.latin);
  const free = decodeLine(chances, signs, classes.all);
  const read = mean(latin) >= mean(free) * 0.9 ? latin : free;
  const confidence = mean(read);
  const believed = confidence >= BELIEVED;
  // Where a step lies along the line: 0 at its first edge, 1 at its last.
  const along = (step: number): number =>
    Math.min(1, Math.max(0, ((step / chances.steps) * width) / line.width));
  return {
    outline: line.corners,
    box: boundsOf(line.corners),
    text: believed
      ? read
          .map(({ sign }) => sign)
          .join('')
          .trim()
      : '',
    confidence,
    words: believed ? wordsOf(read, line.corners, along) : [],
  };
}

function mean(read: readonly ReadSign[]): number {
  const signs = read.filter(({ sign }) => sign !== ' ');
  if (signs.length === 0) return 0;
  return signs.reduce((sum, { chance }) => sum + chance, 0) / signs.length;
}

/** The words of a line, each with the box from halfway before its first sign to halfway after its last. */
function wordsOf(
  read: readonly ReadSign[],
  corners: Polygon,
  along: (step: number) => number,
): readonly LetteredWord[] {
  const words: LetteredWord[] = [];
  for (let i = 0; i < read.length; i++) {
    if (read[i]!.sign === ' ') continue;
    let end = i;
    while (end + 1 < read.length && read[end + 1]!.sign !== ' ') end++;
    const signs = read.slice(i, end + 1);
    const from = i === 0 ? 0 : along((read[i - 1]!.step + read[i]!.step) / 2);
    const to = end + 1 < read.length ? along((read[end]!.step + read[end + 1]!.step) / 2) : 1;
    words.push({
      text: signs.map(({ sign }) => sign).join(''),
      box: boundsOf(between(corners, from, to)),
      confidence: mean(signs),
    });
    i = end;
  }
  return words;
}

/** The part of a line from one share of its length to another. */
function between(corners: Polygon, from: number, to: number): Polygon {
  const [topLeft, topRight, bottomRight, bottomLeft] = corners as [Point, Point, Point, Point];
  const on = (a: Point, b: Point, t: number): Point => ({
    x: a.x + (b.x - a.x) * t,
    y: a.y + (b.y - a.y) * t,
  });
  return [
    on(topLeft, topRight, from),
    on(topLeft, topRight, to),
    on(bottomLeft, bottomRight, to),
    on(bottomLeft, bottomRight, from),
  ];
}
