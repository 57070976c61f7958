import type { BalloonFringe } from '../comic/balloon-fringe.ts';
import type { Raster } from '../media/raster.ts';
import { type Box, intersect, unite } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import { boundsOf, type Polygon } from '../space/polygon.ts';
import type { Size } from '../space/size.ts';
import type { BuiltStage } from './built-stage.ts';
import type { StageLayer } from './stage.ts';

/** Sub-samples across and down a pixel of a balloon's edge. */
const FINE = 4;

/** A balloon that is laid over a stage; all in pixels of the shot's picture. */
export interface LaidBalloon {
  readonly outline: Polygon;
  /** What of it is shown: it may end at its panel's edge or run on over it. */
  readonly within: Box;
  /** The figure's layer it moves with; missing: it stays where it is on the plate. */
  readonly rides?: string;
  /** What belongs to it beyond its outline. */
  readonly fringe?: BalloonFringe;
  /** It is there from the start, and does not pop in. */
  readonly stays?: true;
}

/**
 * A stage with balloons as they were drawn laid over it, each a layer, in their order.
 *
 * @param page the art with its lettering
 * @param pictureAt where the shot's picture begins on it
 */
export function withBalloons(
  built: BuiltStage,
  page: Raster,
  pictureAt: Point,
  balloons: readonly LaidBalloon[],
): BuiltStage {
  const layers: StageLayer[] = [...built.stage.layers];
  const rasters = new Map(built.rasters);
  const { x: dx, y: dy } = built.artAt ?? { x: 0, y: 0 };
  const { size } = built.stage;
  balloons.forEach((balloon, k) => {
    const cut = cutBalloon(page, pictureAt, balloon);
    const name = `balloon-${k + 1}`;
    const box = { ...cut.box, x: cut.box.x + dx, y: cut.box.y + dy };
    const held = heldAt(cut.box, size);
    const anchor = { x: held.x + dx, y: held.y + dy };
    const bearer = built.stage.layers.find((layer) => layer.name === balloon.rides);
    const depth = bearer?.depth ?? 0;
    layers.push({
      ...{ name, role: 'balloon', box, depth, anchor },
      ...(bearer && { rides: bearer.name }),
      ...(balloon.stays && { stays: true }),
    });
    rasters.set(name, cut.raster);
  });
  return { ...built, stage: { ...built.stage, layers }, rasters };
}

/** What a balloon grows from: its middle, but where an edge of the picture cuts it off, that edge. */
function heldAt(box: Box, { width, height }: Size): Point {
  const on = (start: number, length: number, end: number): number => {
    const low = start <= 1;
    const high = start + length >= end - 1;
    if (low === high) return start + length / 2;
    return low ? 0 : end;
  };
  return { x: on(box.x, box.width, width), y: on(box.y, box.height, height) };
}

/** A balloon cut out along its outline, which reaches a pixel beyond its paper, and its fringe; softly. */
function cutBalloon(
  page: Raster,
  at: Point,
  { outline, within, fringe }: LaidBalloon,
): { raster: Raster; box: Box } {
  const own = fringe ? unite(boundsOf(outline), fringeBox(fringe, at)) : boundsOf(outline);
  const bounds = intersect(own, within);
  const x0 = Math.floor(bounds.x) - 2;
  const y0 = Math.floor(bounds.y) - 2;
  const around = {
    x: x0,
    y: y0,
    width: Math.ceil(bounds.x + bounds.width) + 2 - x0,
    height: Math.ceil(bounds.y + bounds.height) + 2 - y0,
  };
  const whole = { x: -at.x, y: -at.y, width: page.width, height: page.height };
  const shared = intersect(intersect(around, wholePixels(within)), whole);
  // An outline that lies outside the page still has its layer, so that cues keep their places.
  const box =
    bounds.width > 0 && bounds.height > 0 && shared.width >= 1 && shared.height >= 1
      ? shared
      : { x: -at.x, y: -at.y, width: 1, height: 1 };
  const { width, height } = box;
  const data = new Uint8Array(width * height * 4);
  const counts = new Uint16Array(width);
  for (let y = 0; y < height; y++) {
    counts.fill(0);
    for (let part = 0; part < FINE; part++) {
      const level = box.y + y + (part + 0.5) / FINE;
      const crossings = crossingsAt(outline, level);
      for (let c = 0; c + 1 < crossings.length; c += 2) {
        const from = Math.ceil((crossings[c]! - box.x) * FINE - 0.5);
        const to = Math.floor((crossings[c + 1]! - box.x) * FINE - 0.5);
        for (let fine = Math.max(0, from); fine <= Math.min(width * FINE - 1, to); fine++)
          counts[Math.floor(fine / FINE)]!++;
      }
    }
    for (let x = 0; x < width; x++) {
      const inside = counts[x]! / (FINE * FINE);
      const beyond = fringe ? fringeAt(fringe, x + box.x + at.x, y + box.y + at.y) : 0;
      if (inside === 0 && beyond === 0) continue;
      const i = ((y + box.y + at.y) * page.width + x + box.x + at.x) * 4;
      const o = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) data[o + c] = page.data[i + c]!;
      data[o + 3] = Math.max(Math.round(255 * inside), beyond);
    }
  }
  return { raster: { width, height, data }, box };
}

function fringeBox({ box }: BalloonFringe, at: Point): Box {
  return { ...box, x: box.x - at.x, y: box.y - at.y };
}

/** 0 to 255: how far a pixel of the page belongs to the fringe. */
function fringeAt({ box, alpha }: BalloonFringe, x: number, y: number): number {
  const u = x - box.x;
  const v = y - box.y;
  return u >= 0 && v >= 0 && u < box.width && v < box.height ? alpha[v * box.width + u]! : 0;
}

function wholePixels({ x, y, width, height }: Box): Box {
  const left = Math.floor(x);
  const top = Math.floor(y);
  return {
    x: left,
    y: top,
    width: Math.ceil(x + width) - left,
    height: Math.ceil(y + height) - top,
  };
}

/** Where a level line crosses the outline, from left to right. */
function crossingsAt(outline: Polygon, y: number): readonly number[] {
  const found: number[] = [];
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i++) {
    const a = outline[i]!;
    const b = outline[j]!;
    if (a.y > y === b.y > y) continue;
    found.push(a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x));
  }
  return found.sort((a, b) => a - b);
}
