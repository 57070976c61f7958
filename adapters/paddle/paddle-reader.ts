import type { LetteredLine, LetteredWord } from '@inkreel/film/comic/balloon.ts';
import type { Reader } from '@inkreel/film/comic/reader.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { centreOf } from '@inkreel/film/space/box.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import { boundsOf, contains, type Polygon, polygonArea } from '@inkreel/film/space/polygon.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { resize } from '../codecs/resize.ts';
import { decodeLine, type ReadSign } from './decode-line.ts';
import { findLines } from './find-lines.ts';
import { lengthenLine } from './lengthen-line.ts';
import { findLetterGaps, type LetterGaps } from './letter-gaps.ts';
import { mapLettering } from './lettering-map.ts';
import { cutInk, findInk } from './line-ink.ts';
import { cutLine, type LevelLine, layLevel } from './line-picture.ts';
import {
  LINE_HEIGHT,
  openPaddleNetworks,
  type PaddleNetworks,
  type SignChances,
} from './paddle-networks.ts';
import { type ReaderModel, readerModel } from './reader-model.ts';
import { type Band, bandsOf, cutBand } from './reading-band.ts';
import { cornersOf, type SlantedRectangle } from './slanted-rectangle.ts';
import { findWordEnds, type UnspacedLine } from './word-spaces.ts';

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
/** How far beyond its ends a line is looked at, in line heights. */
const REACH = 2.5;
/** Below this a line counts as found but not read. */
const BELIEVED = 0.5;

/**
 * Opens a reader of lettering on the CPU, the user's own where there is one. Throws `weights-missing` where
 * its networks cannot be had, `usage` where the user's are not what is asked for.
 */
export async function openPaddleReader(model: ReaderModel = readerModel()): Promise<Reader> {
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

/** A line is part of another where the other holds so much of it about its middle, a share of its sides. */
const REPEATED = 0.85;

/** What a line in a Latin alphabet is lettered with. */
const LATIN = /^[\u0020-\u007e\u00a1-\u024f\u2010-\u2027\u2030-\u203a\u20ac\u2122♪♥★]$/u;

async function readPicture(
  networks: PaddleNetworks,
  classes: Classes,
  picture: Raster,
): Promise<readonly LetteredLine[]> {
  const read: ReadLine[] = [];
  for (const band of bandsOf(picture)) {
    const lines = await linesIn(networks, picture, band);
    read.push(...(await recogniseLines(networks, classes, picture, lines)));
  }
  const lines = read.filter((line) => !read.some((other) => repeats(line, other)));
  const ends = findWordEnds(lines);
  return lines.map((line, i) => letteredLine(line, ends[i]!));
}

/**
 * Whether a line is part of another one: the detector at times finds a word on its own and the line without
 * it, and the line is then lengthened over the word.
 */
function repeats(line: ReadLine, other: ReadLine): boolean {
  if (line === other || polygonArea(line.corners) >= polygonArea(other.corners)) return false;
  const middle = centreOf(boundsOf(line.corners));
  return line.corners.every(({ x, y }) =>
    contains(other.corners, {
      x: middle.x + REPEATED * (x - middle.x),
      y: middle.y + REPEATED * (y - middle.y),
    }),
  );
}

/** The lines whose middle a band keeps, pixels of the picture. */
async function linesIn(
  networks: PaddleNetworks,
  picture: Raster,
  band: Band,
): Promise<readonly SlantedRectangle[]> {
  const part = cutBand(picture, band);
  const size = lookingSize(part);
  const scale = size.width / part.width;
  const seen = scale === 1 ? part : await resize(part, size);
  const map = await mapLettering(networks, seen);
  return findLines(map)
    .map(({ rectangle }) => movedDown(scaled(rectangle, 1 / scale), band.top))
    .filter(({ centre }) => centre.y >= band.from && centre.y < band.to);
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

function movedDown(rectangle: SlantedRectangle, by: number): SlantedRectangle {
  const { x, y } = rectangle.centre;
  return { ...rectangle, centre: { x, y: y + by } };
}

/** A line on its way to the recogniser. */
interface Waiting {
  /** Where it stands, clockwise from where the first letter's top left is, pixels of the picture. */
  readonly corners: Polygon;
  readonly level: LevelLine;
  readonly gaps: LetterGaps;
}

async function recogniseLines(
  networks: PaddleNetworks,
  classes: Classes,
  picture: Raster,
  rectangles: readonly SlantedRectangle[],
): Promise<readonly ReadLine[]> {
  const waiting = rectangles.map((rectangle) => lift(picture, rectangle));
  const read: ReadLine[] = [];
  for (const batch of batches(waiting)) {
    const width = Math.ceil(Math.max(...batch.map(({ level }) => level.width)) / 32) * 32;
    const plane = LINE_HEIGHT * width;
    const planes = new Float32Array(batch.length * 3 * plane);
    for (const [i, { level }] of batch.entries()) {
      for (let row = 0; row < 3 * LINE_HEIGHT; row++) {
        const pixels = level.planes.subarray(row * level.width, (row + 1) * level.width);
        planes.set(pixels, i * 3 * plane + row * width);
      }
    }
    const answers = await networks.recognise(planes, batch.length, width);
    for (const [i, line] of batch.entries()) {
      read.push(readLine(line, width, answers[i]!, networks.signs, classes));
    }
  }
  return read;
}

/** Lays a line level, a little more than the detector saw of it, and finds its true ends. */
function lift(picture: Raster, rectangle: SlantedRectangle): Waiting {
  const upright = rectangle.height > COLUMN * rectangle.width;
  const flat = upright ? turned(rectangle) : rectangle;
  const pixels = LINE_HEIGHT / flat.height;
  const reach = Math.round(REACH * LINE_HEIGHT);
  const width = Math.min(LONGEST, Math.max(16, Math.round(flat.width * pixels)));
  const long = { ...flat, width: (flat.width * (width + 2 * reach)) / width };
  const corners = cornersOf(long);
  const level = layLevel(picture, corners, width + 2 * reach);
  const ink = findInk(level, reach, reach + width);
  const { from, to } = lengthenLine(ink, reach, reach + width);
  return {
    corners: between(corners, from / level.width, to / level.width),
    level: cutLine(level, from, to),
    gaps: findLetterGaps(cutInk(ink, from, to)),
  };
}

/** A column as a line that runs down: turned so that its width is the longer side. */
function turned({ centre, width, height, angle }: SlantedRectangle): SlantedRectangle {
  return { centre, width: height, height: width, angle: angle - Math.PI / 2 };
}

/** Lines of like width together. */
function batches(waiting: readonly Waiting[]): readonly (readonly Waiting[])[] {
  const sorted = [...waiting].sort((a, b) => a.level.width - b.level.width);
  const all: Waiting[][] = [];
  let current: Waiting[] = [];
  for (const line of sorted) {
    if (current.length > 0 && (current.length + 1) * line.level.width > BATCH_WIDTH) {
      all.push(current);
      current = [];
    }
    current.push(line);
  }
  if (current.length > 0) all.push(current);
  return all;
}

/** A line as the recogniser read it, before its words are told apart. */
interface ReadLine extends UnspacedLine {
  readonly corners: Polygon;
  /** Shares of the line's length where each sign's middle is. */
  readonly places: readonly number[];
}

function readLine(
  { corners, level, gaps }: Waiting,
  width: number,
  chances: SignChances,
  signs: readonly string[],
  classes: Classes,
): ReadLine {
  const latin = unspaced(decodeLine(chances, signs, classes.latin));
  const free = unspaced(decodeLine(chances, signs, classes.all));
  const read = mean(latin) >= mean(free) * 0.9 ? latin : free;
  const pixels = read.map(({ step }) => Math.min(level.width, (step / chances.steps) * width));
  const steps = pixels.slice(1).map((x, i) => x - pixels[i]!);
  const sorted = [...steps].sort((a, b) => a - b);
  return {
    corners,
    signs: read,
    places: pixels.map((x) => x / level.width),
    gaps: steps.map((_, i) => gaps.between(pixels[i]!, pixels[i + 1]!)),
    spaces: steps.map((_, i) =>
      mostBetween(chances, signs.lastIndexOf(' '), read[i]!.step, read[i + 1]!.step),
    ),
    // Dots stand closer than letters do.
    pitch: Math.max(sorted[sorted.length >> 1] ?? 0, LINE_HEIGHT / 3),
  };
}

function unspaced(read: readonly ReadSign[]): readonly ReadSign[] {
  return read.filter(({ sign }) => sign !== ' ');
}

/** The highest chance of one sign between two steps; 0 of a sign that the model has not (-1). */
function mostBetween(
  { chances, steps, signs }: SignChances,
  sign: number,
  from: number,
  to: number,
): number {
  if (sign < 0) return 0;
  let most = 0;
  for (let step = Math.floor(from); step <= Math.min(steps - 1, Math.ceil(to)); step++) {
    most = Math.max(most, chances[step * signs + sign]!);
  }
  return most;
}

function letteredLine(line: ReadLine, ends: readonly boolean[]): LetteredLine {
  const { corners, signs } = line;
  const confidence = mean(signs);
  const words = confidence >= BELIEVED ? wordsOf(line, ends) : [];
  return {
    outline: corners,
    box: boundsOf(corners),
    text: words.map(({ text }) => text).join(' '),
    confidence,
    words,
  };
}

function mean(signs: readonly ReadSign[]): number {
  if (signs.length === 0) return 0;
  return signs.reduce((sum, { chance }) => sum + chance, 0) / signs.length;
}

/** The words of a line, each with the box from halfway before its first sign to halfway after its last. */
function wordsOf(
  { signs, places, corners }: ReadLine,
  ends: readonly boolean[],
): readonly LetteredWord[] {
  const words: LetteredWord[] = [];
  let first = 0;
  for (let last = 0; last < signs.length; last++) {
    if (last + 1 < signs.length && !ends[last]) continue;
    const mine = signs.slice(first, last + 1);
    const from = first === 0 ? 0 : (places[first - 1]! + places[first]!) / 2;
    const to = last + 1 < signs.length ? (places[last]! + places[last + 1]!) / 2 : 1;
    words.push({
      text: mine.map(({ sign }) => sign).join(''),
      box: boundsOf(between(corners, from, to)),
      confidence: mean(mine),
    });
    first = last + 1;
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
