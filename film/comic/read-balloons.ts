import type { Raster } from '../media/raster.ts';
import { areaOf, type Box, intersect } from '../space/box.ts';
import { boundsOf, contains } from '../space/polygon.ts';
import type { Balloon, BalloonKind, LetteredLine } from './balloon.ts';
import { kindOf } from './balloon-kind.ts';
import { type FoundLettering, findBalloons, usualGround } from './find-balloons.ts';
import { boxOfLines, isReadLine, type LineShape, shapeOfLine, usualSize } from './line-shape.ts';
import { readingOrder } from './order-balloons.ts';
import type { Page } from './page.ts';
import { proposeSpeaker } from './propose-speaker.ts';

/** How balloons are read. */
export interface BalloonReading {
  /**
   * For each panel of the page, in the page's order, the boxes of its figures; pixels of the page. Where
   * nobody looked for figures, nobody is proposed who may be one.
   */
  readonly figures?: readonly (readonly Box[])[];
  /** Puts the lines of one balloon together into its text; without one they are joined by spaces. */
  readonly sentence?: (lines: readonly LetteredLine[]) => string;
}

/** What is flatter or narrower than this, in pixels, is nothing that anybody drew. */
const LEAST_SIDE = 3;

/**
 * Finds a page's balloons, captions, sound effects and signs and puts them in reading order. It works
 * from the lettering outwards: around each line the ground is followed to where it ends, balloons that
 * hang together are parted, and lettering that no ground closes in is what was drawn into the art.
 */
export function readBalloons(
  raster: Raster,
  page: Page,
  lines: readonly LetteredLine[],
  { figures, sentence = joinedBySpaces }: BalloonReading = {},
): readonly Balloon[] {
  const shapes = lines.map(shapeOfLine);
  const found = findBalloons(raster, page, shapes).filter(hasExtent);
  const drawn = found.filter((one) => one.drawn);
  const usual = usualSize(drawn.flatMap((one) => one.lines)) || usualSize(shapes);
  const ground = usualGround(drawn);
  const known = found.map((one) => ({
    ...one,
    kind: kindOf(one, { page, usual, ground }),
    panel: panelOf(one, page),
  }));
  return inOrder(known, page).map((one) => balloonOf(one, page, figures, sentence));
}

interface Known extends FoundLettering {
  readonly kind: BalloonKind;
  readonly panel: number | undefined;
}

function hasExtent({ outline }: FoundLettering): boolean {
  if (outline.length < 3) return false;
  const { width, height } = boundsOf(outline);
  return width >= LEAST_SIDE && height >= LEAST_SIDE;
}

function joinedBySpaces(lines: readonly LetteredLine[]): string {
  return lines
    .map(({ text }) => text)
    .filter((text) => text !== '')
    .join(' ');
}

/** The panel that holds most of its lettering, or else the nearest that it touches. */
function panelOf({ lines, outline }: FoundLettering, page: Page): number | undefined {
  const text = boxOfLines(lines);
  const centre = { x: text.x + text.width / 2, y: text.y + text.height / 2 };
  // Of a panel and one that is set into it, the inner one.
  const within = page.panels.reduce<number | undefined>((inner, { polygon, box }, at) => {
    if (!contains(polygon, centre)) return inner;
    return inner === undefined || areaOf(box) < areaOf(page.panels[inner]!.box) ? at : inner;
  }, undefined);
  if (within !== undefined) return within;
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
  const lines = known.flatMap((one) => one.lines).filter(({ line }) => isReadLine(line));
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
  figures: readonly (readonly Box[])[] | undefined,
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
    panel === undefined || !figures ? undefined : (figures[panel] ?? []),
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
