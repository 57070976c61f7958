import { fillPolygon } from '../media/distance.ts';
import { type Box, boxOf, intersect } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import { boundsOf, contains, insetPolygon, type Polygon } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';
import type { LetteredPatch } from './lettered-patch.ts';

/** What is known to be lettered in a picture; outlines in pixels of one art. */
export interface StageLettering {
  /** The shot's own balloons, in their order. */
  readonly own: readonly Polygon[];
  /** Balloons of other shots that reach into its picture. */
  readonly strange: readonly Polygon[];
  /** Whether the picture still has them; else they were taken off it. */
  readonly drawn: boolean;
  /** Whether the shot's own pop in. */
  readonly pops: boolean;
  /** Which of its own are thoughts, their places; missing: none. */
  readonly thoughts?: readonly number[];
  /** Where the heads may be that tails point at, of balloons of the same panel; missing: nothing tells. */
  readonly pointed?: readonly Box[];
  /** Of those that were taken off, own and strange, the ones that stay: what they hide cannot be told. */
  readonly stay?: readonly Polygon[];
}

/** The outlines of what the picture still has of its lettering; its own come first. */
export function drawnOutlines({ own, strange, drawn, stay }: StageLettering): readonly Polygon[] {
  const all = [...own, ...strange];
  return drawn ? all : all.filter((outline) => stay?.includes(outline));
}

/** The same lettering in a picture that begins at a point of the art. */
export function letteringFrom(lettering: StageLettering, { x, y }: Point): StageLettering {
  const moved = new Map(
    [...lettering.own, ...lettering.strange].map((outline): [Polygon, Polygon] => [
      outline,
      outline.map((corner) => ({ x: corner.x - x, y: corner.y - y })),
    ]),
  );
  const all = (outlines: readonly Polygon[]) => outlines.map((each) => moved.get(each)!);
  const { own, strange, stay, pointed } = lettering;
  return {
    ...lettering,
    own: all(own),
    strange: all(strange),
    ...(stay && { stay: all(stay) }),
    ...(pointed && { pointed: pointed.map((box) => ({ ...box, x: box.x - x, y: box.y - y })) }),
  };
}

/** How far beyond its panel a balloon is followed, as a share of the panel's longer side. */
const FARTHEST = 0.4;
/** A balloon that reaches beyond its panel's edge by less than this share of the shorter side ends there. */
const BEYOND = 0.012;

/** Outlines as the patches they cover in a picture, in order; one that lies outside of it covers nothing. */
export function patchesOf(outlines: readonly Polygon[], size: Size): readonly LetteredPatch[] {
  return outlines.map((outline) => {
    const mask = fillPolygon(size, outline).data;
    const box = intersect(boundsOf(outline), boxOf(size));
    const area = mask.reduce((sum, value) => sum + (value > 0 ? 1 : 0), 0);
    return { box, parts: [box], mask, area };
  });
}

/** Whether a balloon reaches over its panel's edge, and not only up to it; all in one picture's pixels. */
export function reachesOut(outline: Polygon, panel: Polygon): boolean {
  const { width, height } = boundsOf(panel);
  const around = insetPolygon(panel, -Math.max(3, BEYOND * Math.min(width, height)));
  return outline.some((corner) => !contains(around, corner));
}

/** How far from a corner it is rounded, as a share of the balloon's shorter side. */
const ROUNDED = 0.3;
/** Points that a rounded corner is drawn with. */
const ARC = 5;

/**
 * A balloon whose corners beyond its panel are rounded: where it runs out into a white gutter the page
 * draws no edge, and the one that was made up would show as a torn one on a mount.
 */
export function roundedBeyond(outline: Polygon, panel: Polygon): Polygon {
  const { width, height } = boundsOf(outline);
  const most = ROUNDED * Math.min(width, height);
  const towards = (from: Point, to: Point): Point => {
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const share = length > 0 ? Math.min(0.5, most / length) : 0;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  };
  return outline.flatMap((corner, i): readonly Point[] => {
    if (contains(panel, corner)) return [corner];
    const a = towards(corner, outline.at(i - 1)!);
    const b = towards(corner, outline[(i + 1) % outline.length]!);
    return Array.from({ length: ARC }, (_, k) => {
      const t = k / (ARC - 1);
      const on = (axis: 'x' | 'y'): number =>
        a[axis] * (1 - t) ** 2 + 2 * corner[axis] * t * (1 - t) + b[axis] * t ** 2;
      return { x: on('x'), y: on('y') };
    });
  });
}

/**
 * Where a balloon is to be seen in a shot: all of it where it reaches out of its panel, but no farther
 * than belongs to the panel; else what of it lies in the picture.
 * @param bounds around all of it, where more belongs to it than its outline holds
 */
export function seenBox(
  outline: Polygon,
  picture: Size,
  panel: Polygon,
  bounds: Box = boundsOf(outline),
): Box {
  if (!reachesOut(outline, panel)) return intersect(bounds, boxOf(picture));
  const far = FARTHEST * Math.max(picture.width, picture.height);
  return intersect(bounds, {
    x: -far,
    y: -far,
    width: picture.width + 2 * far,
    height: picture.height + 2 * far,
  });
}
