import { cropRaster } from '../media/crop-raster.ts';
import { emptyPlane, type Plane, type Raster } from '../media/raster.ts';
import { type Box, boxOf } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';
import type { Balloon, BalloonKind } from './balloon.ts';
import { windowOf } from './cover.ts';
import { filledPage } from './fill-page.ts';
import type { Panel } from './page.ts';
import { balloonCovers } from './plate-mask.ts';
import { cutPiece, joinedCovers, layPiece, type PlatePiece } from './plate-piece.ts';
import { unitOf } from './unit.ts';

/** What is lettered over the art, rather than drawn in it. */
export const TAKEN_OFF: readonly BalloonKind[] = [
  'speech',
  'thought',
  'shout',
  'whisper',
  'caption',
];

/** A page without its lettering. */
export interface CleanPlate {
  /** Size of the page. Outside the mask it is the page. */
  readonly raster: Raster;
  /** 255 where the art was filled in. */
  readonly mask: Plane;
  /** What was filled in, piece by piece. */
  readonly pieces: readonly PlatePiece[];
}

/** What of a page is cleaned. */
export interface PlateWish {
  /** The kinds that go; sound effects and signs stay unless they are named here. */
  readonly takeOff?: readonly BalloonKind[];
  /** Only what is hidden in this part of the page is filled in, elsewhere it stays as drawn. */
  readonly within?: Box;
  /** Nothing beyond this part of the page is looked at; missing: all of it is. */
  readonly near?: Box;
}

/**
 * Takes balloons and lettering off a page and fills in the art behind, each panel from its own art and
 * the gutters from the paper, so that a balloon over a gutter leaves both edges whole. No chance is in
 * it: the same page gives the same plate.
 * @param panels of the page, pixels of it; none for a single picture
 */
export function cleanPlate(
  page: Raster,
  panels: readonly Panel[],
  balloons: readonly Balloon[],
  wish: PlateWish = {},
): CleanPlate {
  const pieces = platePieces(page, panels, balloons, wish);
  const raster = { width: page.width, height: page.height, data: page.data.slice() };
  const mask = emptyPlane(page.width, page.height);
  for (const laid of pieces) {
    const { box, raster: piece } = laid;
    layPiece(raster, laid);
    for (let i = 0; i < piece.width * piece.height; i++) {
      if (piece.data[i * 4 + 3] === 0) continue;
      mask.data[(Math.floor(i / box.width) + box.y) * page.width + (i % box.width) + box.x] = 255;
    }
  }
  return { raster, mask, pieces };
}

/** What of a page its lettering hid, filled in as `cleanPlate` does; in the order of the balloons. */
export function platePieces(
  page: Raster,
  panels: readonly Panel[],
  balloons: readonly Balloon[],
  { takeOff = TAKEN_OFF, within, near }: PlateWish = {},
): readonly PlatePiece[] {
  const part = near ? windowOf(near, page) : boxOf(page);
  const isAll = part.width === page.width && part.height === page.height;
  const seen = isAll ? page : { ...cropRaster(page, part), unit: unitOf(page) };
  const own = balloons.map((balloon) => movedBalloon(balloon, part));
  const covers = balloonCovers(
    seen,
    own.filter(({ kind }) => takeOff.includes(kind)),
  );
  const places = own.flatMap(({ kind }, k) => (takeOff.includes(kind) ? [k] : []));
  const filled = filledPage(
    seen,
    panels.map((panel) => movedPanel(panel, part)),
    covers,
    own.filter(({ kind }) => !takeOff.includes(kind)),
    within && { ...within, x: within.x - part.x, y: within.y - part.y },
  );
  return joinedCovers(covers, seen).flatMap((group) => {
    const piece = cutPiece(
      filled,
      group.map((k) => covers[k]!),
      unitOf(page),
    );
    if (!piece) return [];
    const { box } = piece;
    return [
      {
        ...piece,
        balloons: group.map((k) => places[k]!),
        box: { ...box, x: box.x + part.x, y: box.y + part.y },
      },
    ];
  });
}

function movedBalloon(balloon: Balloon, { x, y }: Box): Balloon {
  const box = { ...balloon.box, x: balloon.box.x - x, y: balloon.box.y - y };
  return { ...balloon, box, outline: movedPolygon(balloon.outline, -x, -y) };
}

function movedPanel({ box, polygon }: Panel, { x, y }: Box): Panel {
  return { box: { ...box, x: box.x - x, y: box.y - y }, polygon: movedPolygon(polygon, -x, -y) };
}

function movedPolygon(polygon: Polygon, x: number, y: number): Polygon {
  return polygon.map((corner) => ({ x: corner.x + x, y: corner.y + y }));
}
