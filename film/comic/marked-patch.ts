import { type Blob, findBlobs } from '../media/blob.ts';
import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import { areaOf, type Box, unite } from '../space/box.ts';
import { convexHull } from '../space/convex-hull.ts';
import { polygonArea } from '../space/polygon.ts';
import { edgeOf, filled, windowOf } from './cover.ts';
import { awayFrom, type Ground } from './ground.ts';
import { gapBetween, paddedBox } from './line-shape.ts';
import type { Page } from './page.ts';

/** A closed patch of balloon ground whose marks stand like letters. */
export interface MarkedPatch {
  /** Around each of its columns or rows of marks, pixels of the page. */
  readonly boxes: readonly Box[];
}

/** What stops a patch, as a part of the letters' contrast. */
const TOLERANCE = 0.12;
/** How large a patch is, in squares of a usual letter. */
const LEAST_AREA = 3;
const MOST_AREA = 110;
/** How far a patch fills the hull around it. */
const LEAST_SOLID = 0.9;
/** What part of a patch is marks: fewer are dirt, more are drawing. */
const LEAST_INK = 0.015;
const MOST_INK = 0.4;
/** How dark marks are in their cores, as a part of the letters' contrast, and what part of them is. */
const AS_DARK = 0.7;
const MOSTLY_DARK = 0.8;
/** A mark as long as this, in usual letters, that is solid for such a part of its length is an eye: letters are strokes. */
const LEAST_STROKED = 0.5;
const SOLID = 0.24;
/** How much room marks leave around them, in usual letters. */
const MARGIN = 0.16;
/** How far the middle of the marks may lie from the patch's, as a part of its sides. */
const OFF_CENTRE = 0.16;
/** Sizes of letters and of a large `!`, in usual letters. */
const SMALLEST = 0.5;
const LARGEST = 1.75;
const LARGEST_ALONE = 3;
/** A reader's line leaves so much room around its letters on every side, in the run's width. */
const AROUND = 0.1;
/** The farthest apart two letters of a run are, in the run's width. */
const FARTHEST = 0.9;
/** How much larger than its lettering a patch is at most, for runs of letters and for one alone. */
const MOST_OF_LETTERING = 12;
const MOST_OF_ONE = 30;

/**
 * Closed patches of a page's usual balloon ground that hold nothing but marks of a letter's size, set in
 * columns or rows about the middle. No reader is asked: this finds the balloons whose lettering it did not see.
 *
 * @param ground what the page's known balloons are lettered on.
 * @param usual the size of their letters, in pixels.
 */
export function markedPatches(
  raster: Raster,
  { panels }: Page,
  ground: Ground,
  usual: number,
): readonly MarkedPatch[] {
  const tolerance = Math.max(8, 4 * ground.spread, TOLERANCE * Math.abs(ground.contrast));
  return panels.flatMap(({ box }): readonly MarkedPatch[] => {
    // Balloons reach over the panel's edge.
    const window = windowOf(paddedBox(box, 3 * usual), raster);
    const away = new Uint8Array(window.width * window.height);
    for (let y = 0; y < window.height; y++) {
      const row = ((y + window.y) * raster.width + window.x) * 4;
      for (let x = 0; x < window.width; x++) {
        away[y * window.width + x] = awayFrom(ground, raster.data, row + x * 4);
      }
    }
    const { labels, blobs } = findBlobs(window, (i) => away[i]! <= tolerance);
    return blobs.flatMap((blob) => {
      const boxes = isPatchSize(blob, window, usual)
        ? letteredBoxes({ window, labels, away }, blob, Math.abs(ground.contrast), usual)
        : [];
      return boxes.length > 0 ? [{ boxes }] : [];
    });
  });
}

function isPatchSize({ area, box }: Blob, window: Box, usual: number): boolean {
  if (area < LEAST_AREA * usual * usual || area > MOST_AREA * usual * usual) return false;
  if (Math.min(box.width, box.height) < 1.3 * usual) return false;
  return (
    box.x > 0 && box.y > 0 && box.x + box.width < window.width && box.y + box.height < window.height
  );
}

interface PatchSite {
  readonly window: Box;
  readonly labels: Int32Array;
  /** How far each pixel is from the ground, levels. */
  readonly away: Uint8Array;
}

/** The runs of marks in a patch, pixels of the page; none where they are no lettering. */
function letteredBoxes(
  { window, labels, away }: PatchSite,
  { label, box, area }: Blob,
  contrast: number,
  usual: number,
): readonly Box[] {
  const { width, height } = box;
  const at = (i: number): number => {
    const x = i % width;
    return (box.y + (i - x) / width) * window.width + box.x + x;
  };
  const patch = new Uint8Array(width * height);
  for (let i = 0; i < patch.length; i++) if (labels[at(i)] === label) patch[i] = 1;
  const mask = filled(box, patch);
  const whole = mask.reduce((sum, value) => sum + value, 0);
  const ink = (whole - area) / whole;
  if (ink < LEAST_INK || ink > MOST_INK) return [];
  const size = { x: 0, y: 0, width, height };
  const hull = polygonArea(convexHull(edgeOf({ window: size, mask })));
  if (whole < LEAST_SOLID * hull) return [];
  const { distance } = distanceTo(size, (i) => mask[i] === 0);
  const { labels: markOf, blobs } = findBlobs(size, (i) => mask[i] === 1 && patch[i] === 0);
  const darkest = new Uint8Array(blobs.length + 1);
  for (let i = 0; i < mask.length; i++) {
    const mark = markOf[i]!;
    if (mark === 0) continue;
    if (distance[i]! < MARGIN * usual) return [];
    darkest[mark] = Math.max(darkest[mark]!, away[at(i)]!);
  }
  const marks = blobs.filter(({ area: dots }) => dots >= 0.008 * usual * usual);
  if (marks.length === 0) return [];
  const areaOfAll = (some: readonly Blob[]): number => some.reduce((sum, one) => sum + one.area, 0);
  const dark = marks.filter((mark) => darkest[mark.label]! >= AS_DARK * contrast);
  if (areaOfAll(dark) < MOSTLY_DARK * areaOfAll(marks)) return [];
  const { distance: depth } = distanceTo(size, (i) => markOf[i] === 0);
  const thickest = new Float32Array(blobs.length + 1);
  for (let i = 0; i < depth.length; i++) {
    const mark = markOf[i]!;
    if (mark > 0) thickest[mark] = Math.max(thickest[mark]!, depth[i]!);
  }
  const isSolid = ({ label: mark, box: { width: w, height: h } }: Blob): boolean => {
    const long = Math.max(w, h);
    return long >= LEAST_STROKED * usual && thickest[mark]! > SOLID * long;
  };
  if (marks.some(isSolid)) return [];
  const boxes = marks.map((mark) => mark.box);
  const around = boxes.reduce(unite);
  const offX = Math.abs(around.x + around.width / 2 - width / 2);
  const offY = Math.abs(around.y + around.height / 2 - height / 2);
  if (offX > OFF_CENTRE * width || offY > OFF_CENTRE * height) return [];
  const runs = runsOf(boxes, 'upright', usual) ?? runsOf(boxes, 'level', usual);
  if (!runs) return [];
  const lettered = runs.reduce((sum, run) => sum + areaOf(run), 0);
  const letters = runs.reduce((sum, run) => sum + lengthOf(run) / thicknessOf(run), 0);
  const isOne = runs.length === 1 && boxes.length <= 3 && letters < 8;
  if (whole > (isOne ? MOST_OF_ONE : MOST_OF_LETTERING) * lettered) return [];
  const x = window.x + box.x;
  const y = window.y + box.y;
  return runs.map((run) =>
    paddedBox({ ...run, x: run.x + x, y: run.y + y }, AROUND * thicknessOf(run)),
  );
}

function lengthOf({ width, height }: Box): number {
  return Math.max(width, height);
}

function thicknessOf({ width, height }: Box): number {
  return Math.max(1, Math.min(width, height));
}

/**
 * Marks put into columns (upright) or rows (level), each box around one; undefined where they do not
 * stand so: runs of one width, no letter larger than letters are, none far from the next.
 */
function runsOf(
  marks: readonly Box[],
  way: 'upright' | 'level',
  usual: number,
): readonly Box[] | undefined {
  const isUpright = way === 'upright';
  const across = (box: Box): number => (isUpright ? box.x : box.y);
  const thick = (box: Box): number => (isUpright ? box.width : box.height);
  const along = (box: Box): number => (isUpright ? box.y : box.x);
  const long = (box: Box): number => (isUpright ? box.height : box.width);
  const runs: { box: Box; marks: Box[] }[] = [];
  for (const mark of [...marks].sort((a, b) => across(a) - across(b))) {
    const last = runs.at(-1);
    // Parts of one letter stand side by side closer than runs do.
    if (last && across(mark) < across(last.box) + thick(last.box) + 0.12 * usual) {
      last.box = unite(last.box, mark);
      last.marks.push(mark);
    } else runs.push({ box: mark, marks: [mark] });
  }
  const isAlone = runs.length === 1 && marks.length <= 3;
  for (const { box, marks: own } of runs) {
    const least = isAlone ? 0.15 : SMALLEST;
    if (thick(box) < least * usual || thick(box) > LARGEST * usual) return undefined;
    const sorted = [...own].sort((a, b) => along(a) - along(b));
    let end = along(sorted[0]!);
    const most = Math.max(thick(box), usual);
    for (const mark of sorted) {
      if (long(mark) > (isAlone ? LARGEST_ALONE : LARGEST) * usual) return undefined;
      if (along(mark) - end > FARTHEST * most) return undefined;
      end = Math.max(end, along(mark) + long(mark));
    }
  }
  const widths = runs.map(({ box }) => thick(box));
  if (Math.max(...widths) > 2.2 * Math.min(...widths)) return undefined;
  for (const [i, { box }] of runs.entries()) {
    const next = runs[i + 1];
    if (next && gapBetween(box, next.box) > 1.3 * usual) return undefined;
  }
  // A dot or a dash is no lettering.
  const most = Math.max(...runs.map(({ box }) => long(box)));
  return most >= 0.7 * usual ? runs.map(({ box }) => box) : undefined;
}
