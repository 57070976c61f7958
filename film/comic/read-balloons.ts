import type { Raster } from '../media/raster.ts';
import { areaOf, type Box, intersect } from '../space/box.ts';
import { boundsOf, contains, type Polygon } from '../space/polygon.ts';
import type { Balloon, BalloonKind, LetteredLine } from './balloon.ts';
import { type BalloonShape, balloonShape } from './balloon-shape.ts';
import { coveredShare, hullOf, outlineOf } from './cover.ts';
import { type Ground, groundOf, LEAST_CONTRAST } from './ground.ts';
import { type GrownBalloon, growBalloon } from './grow-balloon.ts';
import { withInkLine } from './ink-line.ts';
import {
  boxOfLines,
  gapBetween,
  type LineShape,
  middleOf,
  paddedBox,
  shapeOfLine,
  usualSize,
} from './line-shape.ts';
import { readingOrder } from './order-balloons.ts';
import type { Page } from './page.ts';
import { proposeSpeaker } from './propose-speaker.ts';
import { type BalloonPart, splitBalloon } from './split-balloon.ts';

/** How balloons are read. */
export interface BalloonReading {
  /** For each panel of the page, in the page's order, the boxes of its figures; pixels of the page. */
  readonly figures?: readonly (readonly Box[])[];
  /** Puts the lines of one balloon together into its text; without one they are joined by spaces. */
  readonly sentence?: (lines: readonly LetteredLine[]) => string;
}

/** A line is believed to be read from this confidence on. */
const READ = 0.5;
/** Lines smaller than this part of the page's usual size, and unread, are specks. */
const SPECK = 0.55;
/** Unread lines are no smaller than this part of it in a balloon of their own, and have room for so many letters. */
const UNREAD_SIZE = 0.75;
const UNREAD_LETTERS = 2.5;
/** What is read is believed to be all there is to read where it takes this part of a balloon's lines. */
const MOSTLY_READ = 0.6;
/** A balloon much less sure than the page's others, as a part of their trust, is a patch of the art. */
const AS_SURE = 0.82;
/** Lettering that leans more than this, in degrees, is drawn, not set. */
const LEANS = 7;
/** Free lettering so much larger or smaller than usual is drawn for its own sake. */
const LARGE = 1.4;
/** Free lettering with lines so much smaller than usual stands beside the story: footnotes, credits. */
const SMALL = 0.9;
/** Grounds farther apart than this, in levels, are not one page's balloons. */
const OTHER_GROUND = 42;
/** How much smaller than usual whispers are lettered. */
const WHISPERED = 0.8;
/** What fills this part of the box around it is square, however its corners are drawn. */
const SQUARE = 0.96;
/** Spikes of a shout and notches of a cloud. */
const SHOUTED = 5;
const CLOUDED = 6;

/**
 * Finds a page's balloons, captions, sound effects and signs and puts them in reading order. It works
 * from the lettering outwards: around each line the ground is followed to where it ends, balloons that
 * hang together are parted, and lettering that no ground closes in is what was drawn into the art.
 */
export function readBalloons(
  raster: Raster,
  page: Page,
  lines: readonly LetteredLine[],
  { figures = [], sentence = joinedBySpaces }: BalloonReading = {},
): readonly Balloon[] {
  const shapes = lines.map(shapeOfLine);
  const usual = usualSize(shapes);
  const meant = shapes.filter(({ line, size }) => isRead(line) || size >= SPECK * usual);
  const found = findAll(raster, page, meant, usual);
  const ground = usualGround(found);
  const known = found.flatMap((one): readonly Known[] => {
    const kind = kindOf(one, { page, usual, ground });
    return kind ? [{ ...one, kind, panel: panelOf(one, page) }] : [];
  });
  return inOrder(known, page).map((one) => balloonOf(one, page, figures, sentence));
}

interface Found {
  readonly lines: readonly LineShape[];
  readonly outline: Polygon;
  readonly ground: Ground;
  /** Missing for lettering that no ground closes in. */
  readonly drawn?: { readonly grown: GrownBalloon; readonly shape: BalloonShape };
}

/** Ground that was followed to where it ends, and the lines on it. */
interface Grew {
  readonly grown: GrownBalloon;
  readonly ground: Ground;
  readonly lines: readonly LineShape[];
}

interface Known extends Found {
  readonly kind: BalloonKind;
  readonly panel: number | undefined;
}

function isRead({ text, confidence }: LetteredLine): boolean {
  return confidence >= READ && /[\p{L}\p{N}\p{P}\p{S}]/u.test(text);
}

function joinedBySpaces(lines: readonly LetteredLine[]): string {
  return lines
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' ');
}

function findAll(
  raster: Raster,
  page: Page,
  shapes: readonly LineShape[],
  usual: number,
): readonly Found[] {
  const site = { raster, shapes, panels: page.panels.map(({ polygon }) => polygon) };
  const grew: Grew[] = [];
  const taken = new Set<LineShape>();
  const grounds = new Map(shapes.map((shape) => [shape, groundOf(raster, shape)]));
  // The surest and longest first: what they take, no stray mark can claim.
  // Without panels nothing is said: lettering of credits and titles.
  const byWorth = [...(page.panels.length > 0 ? shapes : [])].sort((a, b) => worth(b) - worth(a));
  for (const seed of byWorth) {
    const ground = grounds.get(seed)!;
    if (taken.has(seed) || Math.abs(ground.contrast) < LEAST_CONTRAST) continue;
    if (seed.size < SPECK * usual && !isRead(seed.line)) continue;
    const grown = growBalloon(site, [seed], ground);
    if (!grown) continue;
    const inside = shapes.filter(
      (shape) =>
        shape === seed || (!taken.has(shape) && coveredShare(grown, insetBox(shape)) > 0.6),
    );
    for (const shape of inside) taken.add(shape);
    grew.push({ grown, ground, lines: inside });
  }
  const least = AS_SURE * usualTrust(grew);
  const found: Found[] = [];
  for (const { grown, ground, lines } of grew) {
    if (grown.trust < least) {
      for (const line of lines) taken.delete(line);
    } else if (isBelieved(lines, usual)) {
      for (const part of splitBalloon(grown, withoutSpecks(lines))) {
        if (part.lines.length > 0) found.push(drawnBalloon(raster, part, grown, ground));
      }
    }
  }
  const free = shapes.filter((shape) => !taken.has(shape) && isRead(shape.line));
  for (const block of blocksOf(free)) {
    found.push({ lines: block, outline: hullAround(block), ground: grounds.get(block[0]!)! });
  }
  return found;
}

function worth({ line, length }: LineShape): number {
  return isRead(line) ? 1e6 * line.confidence * Math.min(12, line.text.length) + length : length;
}

function insetBox({ line: { box }, size }: LineShape): Box {
  return paddedBox(box, -0.12 * size);
}

/** The trust that the page's balloons usually earn, each counted by its lettering; 0 of none. */
function usualTrust(grew: readonly Grew[]): number {
  const weighed = grew
    .map(({ grown, lines }) => ({ trust: grown.trust, weight: room(lines.filter(isReadShape)) }))
    .sort((a, b) => a.trust - b.trust);
  const half = weighed.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const { trust, weight } of weighed) {
    passed += weight;
    if (passed >= half) return trust;
  }
  return 0;
}

/** How many square letters lines have room for. */
function room(lines: readonly LineShape[]): number {
  return lines.reduce((sum, { length, size }) => sum + length / size, 0);
}

function isReadShape({ line }: LineShape): boolean {
  return isRead(line);
}

/** Whether lines may be a balloon's: those that nothing could be read of must look like lettering. */
function isBelieved(lines: readonly LineShape[], usual: number): boolean {
  if (lines.some(isReadShape)) return true;
  return (
    middleOf(lines.map((line) => line.size)) >= UNREAD_SIZE * usual && room(lines) >= UNREAD_LETTERS
  );
}

/** The lines of a balloon without unread marks, where they are few beside what was read. */
function withoutSpecks(lines: readonly LineShape[]): readonly LineShape[] {
  const read = lines.filter(isReadShape);
  return room(read) >= MOSTLY_READ * room(lines) ? read : lines;
}

function drawnBalloon(
  raster: Raster,
  part: BalloonPart,
  grown: GrownBalloon,
  ground: Ground,
): Found {
  const size = middleOf(part.lines.map((line) => line.size));
  return {
    lines: part.lines,
    outline: outlineOf(withInkLine(raster, part, ground, size)),
    ground,
    drawn: { grown, shape: balloonShape(part, size) },
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

function hullAround(lines: readonly LineShape[]): Polygon {
  const pad = 0.3 * middleOf(lines.map((line) => line.size));
  return hullOf(
    lines.flatMap(({ line }) =>
      (line.outline.length >= 3 ? line.outline : []).flatMap(({ x, y }) => [
        { x: x - pad, y: y - pad },
        { x: x + pad, y: y - pad },
        { x: x + pad, y: y + pad },
        { x: x - pad, y: y + pad },
      ]),
    ),
  );
}

/** The ground that most letters of the page's balloons stand on; undefined without balloons. */
function usualGround(found: readonly Found[]): Ground | undefined {
  let best: { ground: Ground; letters: number } | undefined;
  const drawn = found.filter((one) => one.drawn);
  for (const { ground } of drawn) {
    let letters = 0;
    for (const other of drawn) {
      if (apart(ground, other.ground) < OTHER_GROUND / 2) letters += lettersOf(other.lines);
    }
    if (!best || letters > best.letters) best = { ground, letters };
  }
  return best?.ground;
}

function apart(a: Ground, b: Ground): number {
  return Math.max(Math.abs(a.r - b.r), Math.abs(a.g - b.g), Math.abs(a.b - b.b));
}

function lettersOf(lines: readonly LineShape[]): number {
  return lines.reduce((sum, { line }) => sum + line.text.replace(/\s/g, '').length, 0);
}

interface Seen {
  readonly page: Page;
  readonly usual: number;
  readonly ground: Ground | undefined;
}

/** What a piece of lettering is; undefined where it is nothing. */
function kindOf(one: Found, seen: Seen): BalloonKind | undefined {
  const { lines, drawn } = one;
  const size = middleOf(lines.map((line) => line.size));
  const lean = middleOf(lines.map((line) => line.lean));
  if (!drawn) return kindOfFree(one, size, lean, seen);
  const { shape } = drawn;
  const isOther = seen.ground !== undefined && apart(seen.ground, one.ground) > OTHER_GROUND;
  const isSquare = (shape.corners >= 3 && shape.fill > 0.88) || shape.fill > SQUARE;
  if (seen.page.panels.length === 0) return 'sign';
  if (lean > LEANS && (isOther || lines.length === 1)) return isOther ? 'sign' : 'sfx';
  if (isSquare) return isOther && lettersOf(lines) < 8 ? 'sign' : 'caption';
  if (isOther && drawn.grown.trust < 0.7) return 'sign';
  if (shape.spikes >= SHOUTED) return 'shout';
  if (shape.notches >= CLOUDED) return 'thought';
  if (size < WHISPERED * seen.usual) return 'whisper';
  return 'speech';
}

function kindOfFree(
  { lines, ground }: Found,
  size: number,
  lean: number,
  { page, usual }: Seen,
): BalloonKind {
  const words = lines.flatMap(({ line }) => line.text.split(/\s+/)).filter((word) => word !== '');
  const letters = lettersOf(lines);
  const middle = boxOfLines(lines);
  const centre = { x: middle.x + middle.width / 2, y: middle.y + middle.height / 2 };
  const isInPanel = page.panels.some(({ polygon }) => contains(polygon, centre));
  if (page.panels.length === 0) return 'sign';
  if (!isInPanel) return size > 0.85 * usual && letters > 30 ? 'caption' : 'sign';
  if (lean > LEANS || size > LARGE * usual || ground.even < 0.85) return 'sfx';
  if (Math.min(...lines.map((line) => line.size)) < SMALL * usual) return 'sign';
  if (lines.length > 1 || words.length > 3 || letters > 14) return 'caption';
  return 'sfx';
}

/** The panel that holds most of its lettering, or else the nearest that it touches. */
function panelOf({ lines, outline }: Found, page: Page): number | undefined {
  const text = boxOfLines(lines);
  const centre = { x: text.x + text.width / 2, y: text.y + text.height / 2 };
  const within = page.panels.findIndex(({ polygon }) => contains(polygon, centre));
  if (within >= 0) return within;
  const bounds = boundsOf(outline);
  let best: number | undefined;
  let most = 0;
  for (const [at, { box }] of page.panels.entries()) {
    const common = areaOf(intersect(box, bounds));
    if (common <= most) continue;
    most = common;
    best = at;
  }
  return best;
}

/** Panels in the page's order, then within a panel; what is in no panel comes where it stands. */
function inOrder(known: readonly Known[], page: Page): readonly Known[] {
  const within = withinDirection(known, page);
  const groups = new Map<number, Known[]>();
  for (const one of known) {
    const at = one.panel ?? panelBefore(one, page);
    groups.set(at, [...(groups.get(at) ?? []), one]);
  }
  return [...groups.entries()]
    .sort(([a], [b]) => a - b)
    .flatMap(([, group]) => {
      const boxes = group.map(({ lines }) => boxOfLines(lines));
      return readingOrder(boxes, within).map((at) => group[at]!);
    });
}

function withinDirection(known: readonly Known[], { direction }: Page): 'ltr' | 'rtl' {
  if (direction !== 'ttb') return direction;
  const lines = known.flatMap((one) => one.lines).filter(({ line }) => isRead(line));
  const upright = lines.filter((line) => line.isUpright).length;
  return upright > lines.length / 2 ? 'rtl' : 'ltr';
}

/** For what is in no panel, half a step after the last panel that begins above it. */
function panelBefore({ lines }: Known, { panels }: Page): number {
  const { y, height } = boxOfLines(lines);
  let at = -0.5;
  for (const [i, { box }] of panels.entries())
    if (box.y + box.height / 2 < y + height / 2) at = i + 0.5;
  return at;
}

function balloonOf(
  { lines, outline, kind, panel, drawn }: Known,
  page: Page,
  figures: readonly (readonly Box[])[],
  sentence: (lines: readonly LetteredLine[]) => string,
): Balloon {
  const ordered = inLineOrder(lines);
  const box = boundsOf(outline);
  const text = boxOfLines(lines);
  const root = { x: text.x + text.width / 2, y: text.y + text.height / 2 };
  const tail = drawn?.shape.tail;
  const speaker = proposeSpeaker(
    { box, kind, root, tailLength: drawn?.shape.tailLength ?? 0, ...(tail && { tail }) },
    panel === undefined ? undefined : page.panels[panel]?.box,
    panel === undefined ? [] : (figures[panel] ?? []),
  );
  return {
    box,
    outline,
    kind,
    text: sentence(ordered),
    confidence: confidenceOf(ordered),
    ...(panel !== undefined && { panel }),
    ...(speaker && { speaker }),
    ...(tail && { tail }),
    lines: ordered,
  };
}

/** Each line's confidence, weighed by its letters. */
function confidenceOf(lines: readonly LetteredLine[]): number {
  let letters = 0;
  let sum = 0;
  for (const { text, confidence } of lines) {
    const weight = Math.max(1, text.replace(/\s/g, '').length);
    letters += weight;
    sum += weight * confidence;
  }
  return letters > 0 ? sum / letters : 0;
}

/** Lines from the top; columns from the right. Pieces of one line from the left. */
function inLineOrder(shapes: readonly LineShape[]): readonly LetteredLine[] {
  const upright = shapes.filter((shape) => shape.isUpright);
  const isUpright = upright.length * 2 > shapes.length;
  const rows: LineShape[][] = [];
  const across = ({ centre }: LineShape): number => (isUpright ? -centre.x : centre.y);
  for (const shape of [...shapes].sort((a, b) => across(a) - across(b))) {
    const row = rows.at(-1);
    const last = row?.at(-1);
    if (row && last && across(shape) - across(last) < 0.5 * Math.min(shape.size, last.size)) {
      row.push(shape);
    } else rows.push([shape]);
  }
  return rows.flatMap((row) =>
    [...row]
      .sort((a, b) => (isUpright ? a.centre.y - b.centre.y : a.centre.x - b.centre.x))
      .map(({ line }) => line),
  );
}
