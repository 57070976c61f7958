import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { type Polygon, polygonOf } from '../space/polygon.ts';
import type { LetteredLine } from './balloon.ts';
import { type BalloonEdge, balloonEdge } from './balloon-edge.ts';
import { type BalloonShape, balloonShape } from './balloon-shape.ts';
import { standsOnBoard } from './board-edges.ts';
import { coveredShare, outlineOf } from './cover.ts';
import { type Ground, groundOf, LEAST_CONTRAST } from './ground.ts';
import { type GrownBalloon, type GrowthSite, growBalloon } from './grow-balloon.ts';
import { withInkLine } from './ink-line.ts';
import { outlineOfLetters } from './letter-outline.ts';
import {
  gapBetween,
  isReadLine,
  type LineShape,
  middleOf,
  paddedBox,
  roomOf,
  shapeOfLine,
  usualSize,
} from './line-shape.ts';
import { markedPatches } from './marked-patch.ts';
import type { Page } from './page.ts';
import { ruledBox, ruledCover } from './ruled-box.ts';
import { type BalloonPart, splitBalloon } from './split-balloon.ts';

/** Lettering of a page and what it stands in. */
export interface FoundLettering {
  readonly lines: readonly LineShape[];
  readonly outline: Polygon;
  readonly ground: Ground;
  /** The ruled box that it stands in, clockwise from the top left; missing where there is none. */
  readonly ruled?: Polygon;
  /** Whether free lettering runs along a board: between two straight edges of one thing. */
  readonly isOnBoard?: boolean;
  /** Missing for lettering that no ground closes in. */
  readonly drawn?: {
    readonly grown: GrownBalloon;
    readonly shape: BalloonShape;
    readonly edge: BalloonEdge;
  };
}

/** Lines smaller than this part of the page's usual size, and unread, are specks. */
const SPECK = 0.55;
/** Unread lines are no smaller than this part of it in a balloon of their own, and have room for so many letters. */
const UNREAD_SIZE = 0.75;
const UNREAD_LETTERS = 2.5;
/** The same in a balloon whose shape leaves no doubt. */
const FEW_UNREAD_LETTERS = 1.2;
const DOUBTLESS = 0.94;
/** What is read is believed to be all there is to read where it takes this part of a balloon's lines. */
const MOSTLY_READ = 0.6;
/** A balloon much less sure than the page's others, as a part of their trust, is a patch of the art. */
const AS_SURE = 0.82;
/** Two letters or fewer are read into any art: a ground of its own colour has to be this sure for them. */
const FEW_LETTERS = 2;
/** Letters are no smaller than this part of the page's usual size. */
const SMALLEST = 0.7;
/** Grounds farther apart than this, in levels, are not one page's balloons. */
const OTHER_GROUND = 42;
/** Unread lettering outside of balloons is drawn for its own sake where it is so much larger than usual. */
const UNREAD_FREE = 1.2;

/** Ground that was followed to where it ends, and the lines on it. */
interface Grew {
  readonly grown: GrownBalloon;
  readonly ground: Ground;
  readonly lines: readonly LineShape[];
}

/**
 * Finds what the lettering of a page stands in: around each line the ground is followed to where it ends;
 * then closed patches of the same ground are looked for whose marks stand like letters, though the reader
 * saw none; what is left over stands free.
 */
export function findBalloons(
  raster: Raster,
  page: Page,
  shapes: readonly LineShape[],
): readonly FoundLettering[] {
  const usual = usualSize(shapes);
  const meant = shapes.filter((shape) => isReadLine(shape.line) || shape.size >= SPECK * usual);
  const panels = page.panels.map(({ polygon }) => polygon);
  const grounds = new Map(meant.map((shape) => [shape, groundOf(raster, shape)]));
  const taken = new Set<LineShape>();
  // Without panels nothing is said: lettering of credits and titles.
  const isStory = panels.length > 0;
  const grew = isStory ? grownFrom({ raster, shapes: meant, panels, usual }, grounds, taken) : [];
  const least = AS_SURE * usualTrust(grew, usual);
  const common = usualGround(grew.filter(({ lines, grown }) => isBelieved(lines, grown, usual)));
  const kept: Grew[] = [];
  for (const one of grew) {
    const isOther = common !== undefined && apart(one.ground, common) > OTHER_GROUND;
    const isSure = one.grown.trust >= least && (!isOther || saysEnough(one.lines));
    if (isSure && isBelieved(one.lines, one.grown, usual)) kept.push(one);
    else for (const line of one.lines) taken.delete(line);
  }
  const inBalloons = usualSize(kept.flatMap(({ lines }) => lines)) || usual;
  if (common) kept.push(...unseenBy(raster, page, meant, kept, common, inBalloons));
  const found = kept.flatMap(({ grown, ground, lines }) =>
    splitBalloon(grown, withoutSpecks(lines), panels)
      .filter((part) => part.lines.length > 0)
      .map((part) => drawnBalloon(raster, part, { grown, ground, usual: inBalloons })),
  );
  const free = meant.filter((shape) => {
    if (taken.has(shape)) return false;
    if (isReadLine(shape.line)) return shape.size >= SPECK * inBalloons;
    return isStory && shape.size >= UNREAD_FREE * inBalloons && shape.size < 0.8 * shape.length;
  });
  for (const block of blocksOf(free)) {
    const ground = grounds.get(block[0]!)!;
    const isDrawn = middleOf(block.map((line) => line.size)) >= UNREAD_FREE * inBalloons;
    const told = isStory && !isDrawn ? block.filter(({ line }) => isReadLine(line)) : [];
    const ruled = ruledBox(raster, told);
    const outline = ruled ?? outlineOfLetters(raster, block, ground, isDrawn);
    const read = block.filter(({ line }) => isReadLine(line));
    const isOnBoard = isStory && !ruled && standsOnBoard(raster, read);
    found.push({ lines: block, outline, ground, isOnBoard, ...(ruled && { ruled }) });
  }
  return found;
}

/** Every balloon that grows from a line, none from a line that lies in another. */
function grownFrom(
  site: GrowthSite,
  grounds: ReadonlyMap<LineShape, Ground>,
  taken: Set<LineShape>,
): readonly Grew[] {
  const grew: Grew[] = [];
  // The surest and longest first: what they take, no stray mark can claim.
  for (const seed of [...site.shapes].sort((a, b) => worth(b) - worth(a))) {
    const ground = grounds.get(seed)!;
    if (taken.has(seed) || Math.abs(ground.contrast) < LEAST_CONTRAST) continue;
    const grown = growBalloon(site, [seed], ground);
    if (!grown) continue;
    const inside = site.shapes.filter(
      (shape) =>
        shape === seed || (!taken.has(shape) && coveredShare(grown, insetBox(shape)) > 0.6),
    );
    for (const shape of inside) taken.add(shape);
    grew.push({ grown, ground, lines: inside });
  }
  return grew;
}

/** Balloons whose lettering the reader did not see: their shape and their marks speak for them. */
function unseenBy(
  raster: Raster,
  page: Page,
  shapes: readonly LineShape[],
  known: readonly Grew[],
  ground: Ground,
  usual: number,
): readonly Grew[] {
  const panels = page.panels.map(({ polygon }) => polygon);
  const grew: Grew[] = [];
  const isKnown = (box: Box): boolean =>
    [...known, ...grew].some(({ grown }) => coveredShare(grown, box) > 0.2);
  for (const { boxes } of markedPatches(raster, page, ground, usual)) {
    if (boxes.some(isKnown)) continue;
    const lines = boxes.map((box, at) => shapeOfLine(unreadLine(box), shapes.length + at));
    const site = { raster, shapes: [...shapes, ...lines], panels, usual };
    const grown = growBalloon(site, lines, ground);
    if (!grown || grown.trust < DOUBTLESS || grown.solid < DOUBTLESS - 0.02) continue;
    grew.push({ grown, ground, lines });
  }
  return grew;
}

function unreadLine(box: Box): LetteredLine {
  return { outline: polygonOf(box), box, text: '', confidence: 0, words: [] };
}

function worth({ line, length }: LineShape): number {
  return isReadLine(line)
    ? 1e6 * line.confidence * Math.min(12, line.text.length) + length
    : length;
}

function insetBox({ line: { box }, size }: LineShape): Box {
  return paddedBox(box, -0.12 * size);
}

/** The trust that the page's balloons usually earn, each counted by its lettering; 0 of none. */
function usualTrust(grew: readonly Grew[], usual: number): number {
  const weighed = grew
    .filter(({ lines, grown }) => isBelieved(lines, grown, usual))
    .map(({ grown, lines }) => ({ trust: grown.trust, weight: roomOf(lines) }))
    .sort((a, b) => a.trust - b.trust);
  const half = weighed.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const { trust, weight } of weighed) {
    passed += weight;
    if (passed >= half) return trust;
  }
  return 0;
}

/** Whether lines may be a balloon's: those that nothing could be read of must look like lettering. */
function isBelieved(lines: readonly LineShape[], grown: GrownBalloon, usual: number): boolean {
  if (lines.some(({ line }) => isReadLine(line))) return true;
  const isSure = grown.trust >= DOUBTLESS && grown.solid >= DOUBTLESS;
  return (
    middleOf(lines.map((line) => line.size)) >= UNREAD_SIZE * usual &&
    roomOf(lines) >= (isSure ? FEW_UNREAD_LETTERS : UNREAD_LETTERS)
  );
}

/** Whether so much was read that it was no chance. */
function saysEnough(lines: readonly LineShape[]): boolean {
  return lettersOf(lines.filter(({ line }) => isReadLine(line))) > FEW_LETTERS;
}

/** The lines of a balloon without unread marks, where they are few beside what was read. */
function withoutSpecks(lines: readonly LineShape[]): readonly LineShape[] {
  const read = lines.filter(({ line }) => isReadLine(line));
  return roomOf(read) >= MOSTLY_READ * roomOf(lines) ? read : lines;
}

function drawnBalloon(
  raster: Raster,
  part: BalloonPart,
  {
    grown,
    ground,
    usual,
  }: { readonly grown: GrownBalloon; readonly ground: Ground; readonly usual: number },
): FoundLettering {
  // A mark that is narrow by itself is no small letter.
  const size = Math.max(middleOf(part.lines.map((line) => line.size)), SMALLEST * usual);
  const ruled = ruledCover(part, part.lines);
  return {
    lines: part.lines,
    outline: outlineOf(withInkLine(raster, part, ground, size)),
    ground,
    ...(ruled && { ruled }),
    drawn: {
      grown,
      shape: balloonShape(part, size),
      edge: balloonEdge(raster, part, ground, size),
    },
  };
}

/** Free lines that stand together. */
function blocksOf(shapes: readonly LineShape[]): readonly (readonly LineShape[])[] {
  const blocks: LineShape[][] = [];
  const left = new Set(shapes);
  for (const first of shapes) {
    if (!left.delete(first)) continue;
    const block = [first];
    for (const shape of block) {
      for (const other of left) {
        const smaller = Math.min(shape.size, other.size);
        if (Math.max(shape.size, other.size) > 1.5 * smaller) continue;
        if (gapBetween(shape.line.box, other.line.box) > 0.9 * smaller) continue;
        left.delete(other);
        block.push(other);
      }
    }
    blocks.push(block);
  }
  return blocks;
}

/** The ground that most letters of some balloons stand on, read or not; undefined without balloons. */
export function usualGround(
  balloons: readonly { readonly ground: Ground; readonly lines: readonly LineShape[] }[],
): Ground | undefined {
  let best: { ground: Ground; letters: number } | undefined;
  for (const { ground } of balloons) {
    let letters = 0;
    for (const other of balloons) {
      if (apart(ground, other.ground) < OTHER_GROUND / 2) letters += roomOf(other.lines);
    }
    if (!best || letters > best.letters) best = { ground, letters };
  }
  return best?.ground;
}

/** Whether two grounds are so far apart that they are not one page's balloons. */
export function isOtherGround(a: Ground, b: Ground): boolean {
  return apart(a, b) > OTHER_GROUND;
}

function apart(a: Ground, b: Ground): number {
  return Math.max(Math.abs(a.r - b.r), Math.abs(a.g - b.g), Math.abs(a.b - b.b));
}

/** How many letters were read in some lines. */
export function lettersOf(lines: readonly LineShape[]): number {
  return lines.reduce((sum, { line }) => sum + line.text.replace(/\s/g, '').length, 0);
}
