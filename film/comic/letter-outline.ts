import { findBlobs } from '../media/blob.ts';
import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import { areaOf, type Box, centreOf, intersect } from '../space/box.ts';
import { convexHull } from '../space/convex-hull.ts';
import { contains, type Polygon, polygonOf } from '../space/polygon.ts';
import { windowOf } from './cover.ts';
import { awayFrom, type Ground } from './ground.ts';
import { boxOfLines, gapBetween, type LineShape, middleOf, paddedBox } from './line-shape.ts';

/** What is so far from the ground is ink, as a part of the letters' contrast. */
const INK = 0.5;
/** A letter lies in its line's box with this part of its own. */
const WITHIN = 0.6;
/** Room around lines and around single letters, as a part of their size. */
const ROOM = 0.3;
const ROOM_OF_DRAWN = 0.08;
/** Smaller marks than this, in squares of a letter, are specks. */
const SPECK = 0.01;
/** How far around its lines the rest of a sound effect is looked for, in letters. */
const AROUND = 1.6;
/** Letters the reader missed beside those it found: how near, how large, and how thick in the stroke, as parts of those. */
const BESIDE = 0.4;
const SMALLEST = 0.25;
const LARGEST = 1.4;
const THINNEST = 0.72;
const THICKEST = 1.4;
/** What lies in a line's box and is drawn so much thinner than its letters is no letter. */
const THIN = 0.6;

/**
 * What free lettering covers, pixels of the page: the hull around its lines. A sound effect is drawn for its own
 * sake, and a reader that sees it reports lines that take in some of the drawing and leave out some of the
 * letters: around it, the hull around its marks and those beside them that have the same stroke.
 */
export function outlineOfLetters(
  raster: Raster,
  lines: readonly LineShape[],
  ground: Ground,
  isDrawn: boolean,
): Polygon {
  const size = middleOf(lines.map((line) => line.size));
  const letters = isDrawn ? drawnLetters(raster, lines, ground, size) : [];
  const boxes = letters.map(({ box }) => paddedBox(box, ROOM_OF_DRAWN * size));
  if (boxes.length > 0) return convexHull(boxes.flatMap((box) => [...polygonOf(box)]));
  return convexHull(
    lines.flatMap(({ line }) =>
      line.outline.flatMap(({ x, y }) => [
        ...polygonOf(paddedBox({ x, y, width: 0, height: 0 }, ROOM * size)),
      ]),
    ),
  );
}

/** The marks in some lines, without thin ones of the drawing, and those like them beside. */
function drawnLetters(
  raster: Raster,
  lines: readonly LineShape[],
  ground: Ground,
  size: number,
): readonly Mark[] {
  const window = windowOf(paddedBox(boxOfLines(lines), AROUND * size), raster);
  const marks = marksIn(raster, window, ground).filter(({ area }) => area >= SPECK * size * size);
  const letters = marks.filter(({ box }) =>
    lines.some(({ line }) => {
      const within = areaOf(intersect(box, line.box)) / areaOf(box);
      return within >= WITHIN && contains(line.outline, centreOf(box));
    }),
  );
  const least = THIN * strokeOf(letters);
  const thick = letters.filter(({ stroke }) => stroke >= least);
  return thick.length > 0 ? withThoseBeside(thick, marks, window) : [];
}

/** A connected mark of ink. */
interface Mark {
  /** Pixels of the page. */
  readonly box: Box;
  readonly area: number;
  /** Half the width of its thickest stroke, pixels. */
  readonly stroke: number;
}

function marksIn(raster: Raster, window: Box, ground: Ground): readonly Mark[] {
  const least = INK * Math.abs(ground.contrast);
  const isInk = new Uint8Array(window.width * window.height);
  for (let y = 0; y < window.height; y++) {
    const row = ((y + window.y) * raster.width + window.x) * 4;
    for (let x = 0; x < window.width; x++) {
      if (awayFrom(ground, raster.data, row + x * 4) > least) isInk[y * window.width + x] = 1;
    }
  }
  const { labels, blobs } = findBlobs(window, (i) => isInk[i] === 1);
  const { distance } = distanceTo(window, (i) => isInk[i] === 0);
  const strokes = new Float32Array(blobs.length + 1);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (label > 0) strokes[label] = Math.max(strokes[label]!, distance[i]!);
  }
  return blobs.map(({ label, box, area }) => ({
    area,
    stroke: strokes[label]!,
    box: { ...box, x: box.x + window.x, y: box.y + window.y },
  }));
}

/** The stroke that most of the ink is drawn with. */
function strokeOf(letters: readonly Mark[]): number {
  const half = letters.reduce((sum, { area }) => sum + area, 0) / 2;
  let passed = 0;
  for (const { area, stroke } of [...letters].sort((a, b) => a.stroke - b.stroke)) {
    passed += area;
    if (passed >= half) return stroke;
  }
  return 0;
}

/** The letters with every mark like them that stands beside them, one after the other. */
function withThoseBeside(
  letters: readonly Mark[],
  marks: readonly Mark[],
  window: Box,
): readonly Mark[] {
  const stroke = strokeOf(letters);
  const size = Math.max(...letters.map(({ box }) => Math.max(box.width, box.height)));
  const isLike = ({ box, stroke: own }: Mark): boolean => {
    const side = Math.max(box.width, box.height);
    const touchesEdge =
      box.x <= window.x ||
      box.y <= window.y ||
      box.x + box.width >= window.x + window.width ||
      box.y + box.height >= window.y + window.height;
    const isThick = own >= THINNEST * stroke && own <= THICKEST * stroke;
    return isThick && !touchesEdge && side >= SMALLEST * size && side <= LARGEST * size;
  };
  const all = [...letters];
  const left = new Set(marks.filter((mark) => !letters.includes(mark) && isLike(mark)));
  for (const letter of all) {
    for (const mark of left) {
      if (gapBetween(letter.box, mark.box) > BESIDE * size) continue;
      left.delete(mark);
      all.push(mark);
    }
  }
  return all;
}
