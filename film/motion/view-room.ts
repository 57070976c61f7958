import { type Box, boxOf, intersect, unite } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';
import { aspectOf, type Size } from '../space/size.ts';
import { type Rational, toSeconds } from '../time/rational.ts';
import type { Detail } from './detail.ts';
import type { Stage } from './stage.ts';
import { coverWidth, grown } from './view.ts';

/** When a balloon is read, from the shot's beginning. */
export interface ReadingTime {
  readonly at: Rational;
  /** Missing where nothing tells. */
  readonly until?: Rational;
}

/** Seconds from the shot's beginning. */
export interface ReadingSpan {
  readonly at: number;
  readonly until: number;
}

/** What views of a stage have to do with: the plate, and the part of the picture that fills best. */
export interface ViewRoom {
  readonly aspect: number;
  /** Width of the view that art fills; no narrower than the stage allows. */
  readonly fill: number;
  /** Views never leave it. */
  readonly plate: Box;
  /** The picture without its rim, where panel borders and scan edges are. */
  readonly clean: Box;
  /** The same with the balloons that reach out of the picture. */
  readonly seen: Box;
  readonly picture: Box;
  /** What must be seen, most important first, inside the picture. */
  readonly keep: readonly Box[];
  /** What is better seen whole; it may reach out of the picture. */
  readonly lettering: readonly Box[];
  /** For each of those when it is read; undefined where nothing tells. */
  readonly spans: readonly (ReadingSpan | undefined)[];
  /** The panel's outline; the picture's own edges where it is missing. */
  readonly outline?: Polygon;
  readonly detail?: Detail;
  /** What lies beyond the picture: a mount may be seen, a continuation only where it must be. */
  readonly ground: 'mounted' | 'continued';
}

/** A line is read in this share of the time in which it is spoken, and in no less than these seconds. */
const READ_OF_HEARD = 0.6;
const LEAST_READ = 1;

/**
 * Where a camera may look on a stage, for frames of the shape of `frame`; pixels of the picture.
 * @param reads when each of the stage's balloons is read, where that is known.
 */
export function viewRoomOf(
  stage: Stage,
  frame: Size,
  reads: readonly ReadingTime[] = [],
): ViewRoom {
  const picture = boxOf(stage.size);
  const plate = stage.layers[0]?.box ?? picture;
  const clean = grown(picture, -0.006 * Math.min(picture.width, picture.height));
  const lettered = (stage.lettering ?? []).flatMap((box, k) => {
    // The rim of the picture is left out of views: what runs into it is whole without it.
    const seen = isInside(box, picture) ? intersect(box, clean) : intersect(box, plate);
    return seen.width > 0 && seen.height > 0 ? [{ box: seen, span: spanOf(reads[k]) }] : [];
  });
  const lettering = lettered.map(({ box }) => box);
  return {
    aspect: aspectOf(frame),
    fill: Math.max(coverWidth(clean, aspectOf(frame)), stage.leastView ?? 0),
    plate,
    clean,
    seen: lettering
      .filter((box) => !isInside(box, picture))
      .reduce((all, box) => unite(all, box), clean),
    picture,
    keep: stage.keep
      .map((box) => intersect(box, clean))
      .filter(({ width, height }) => width > 0 && height > 0),
    lettering,
    spans: lettered.map(({ span }) => span),
    ground: stage.mounted ? 'mounted' : 'continued',
    ...(stage.outline && { outline: stage.outline }),
    ...(stage.detail && { detail: stage.detail }),
  };
}

/**
 * When a balloon must be whole: it is read sooner than it is spoken, so that what is left of its line
 * may be heard over the face of whoever says it.
 */
function spanOf(read: ReadingTime | undefined): ReadingSpan | undefined {
  if (!read?.until) return undefined;
  const at = toSeconds(read.at);
  const heard = toSeconds(read.until) - at;
  return { at, until: at + Math.min(heard, Math.max(LEAST_READ, READ_OF_HEARD * heard)) };
}

function isInside(box: Box, picture: Box): boolean {
  const { width, height } = intersect(box, picture);
  return width >= box.width - 1e-6 && height >= box.height - 1e-6;
}
