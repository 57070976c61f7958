import { findBlobs } from '@inkreel/film/media/blob.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import type { LetteringMap } from './lettering-map.ts';
import { grown, type SlantedRectangle, smallestRectangle } from './slanted-rectangle.ts';

/** A pixel surer than this belongs to a line. */
const SURE = 0.3;
/** A patch counts as a line from this mean on. */
const LINE_MEAN = 0.5;
/**
 * The detector was taught lines drawn in by the share `1 - 0.4²` of area over girth. Letting a patch out
 * by this much of its own area over girth gives the line back.
 */
const LET_OUT = 1.6;
/** Pixels of the map; flatter patches hold no letter. */
const LEAST_HEIGHT = 3;

/** A line of lettering as the detector saw it. */
export interface SeenLine {
  /** Pixels of the map. */
  readonly rectangle: SlantedRectangle;
  /** 0 to 1. */
  readonly certainty: number;
}

/** The lines of a map: its connected patches as turned rectangles, let out to what the letters cover. */
export function findLines(map: LetteringMap): readonly SeenLine[] {
  const { width, values } = map;
  const { labels, blobs } = findBlobs(map, (i) => values[i]! > SURE);
  return blobs.flatMap(({ label, box }): SeenLine[] => {
    if (Math.min(box.width, box.height) < LEAST_HEIGHT) return [];
    // The ends of each row are enough for a hull.
    const ends: Point[] = [];
    let sum = 0;
    let count = 0;
    for (let y = box.y; y < box.y + box.height; y++) {
      let first = -1;
      let last = -1;
      for (let x = box.x; x < box.x + box.width; x++) {
        if (labels[y * width + x] !== label) continue;
        if (first < 0) first = x;
        last = x;
        sum += values[y * width + x]!;
        count++;
      }
      if (first < 0) continue;
      ends.push({ x: first, y }, { x: first, y: y + 1 });
      ends.push({ x: last + 1, y }, { x: last + 1, y: y + 1 });
    }
    const certainty = sum / count;
    const rectangle = smallestRectangle(ends);
    if (!rectangle || certainty < LINE_MEAN) return [];
    if (Math.min(rectangle.width, rectangle.height) < LEAST_HEIGHT) return [];
    const by =
      (rectangle.width * rectangle.height * LET_OUT) / (2 * (rectangle.width + rectangle.height));
    return [{ rectangle: grown(rectangle, by), certainty }];
  });
}
