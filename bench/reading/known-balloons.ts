import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import { type Box, unite } from '@inkreel/film/space/box.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';
import { SHARED_ART } from '../shared-panels.ts';

/** A balloon that somebody knows to be there, pixels of the file. */
export interface KnownBalloon {
  readonly box: Box;
  /** One or more outlines: body, tail, bridge. Empty where only the box is known. */
  readonly outlines: readonly Polygon[];
  /** Undefined where it is not known. */
  readonly text?: string;
  /** Balloons that lie over one another have the same. */
  readonly cluster: number;
}

/** A page whose balloons are known. */
export interface KnownBalloonPage {
  readonly name: string;
  readonly file: string;
  readonly direction: ReadingDirection;
  /** In reading order. */
  readonly balloons: readonly KnownBalloon[];
  /** Sound effects, signs, footnotes, credits. */
  readonly freeTexts: readonly Box[];
}

type Bounds = readonly [number, number, number, number];
type Corners = readonly (readonly [number, number])[];

/** Pages of Pepper&Carrot, balloons and texts complete; nothing where there is no shared art. */
export function pepperPages(): readonly KnownBalloonPage[] {
  const folder = join(SHARED_ART, 'comics/peppercarrot');
  if (!existsSync(folder)) return [];
  return readdirSync(join(folder, 'gt'))
    .sort()
    .map((name) => {
      const truth = JSON.parse(readFileSync(join(folder, 'gt', name), 'utf8')) as {
        page: string;
        image: string;
        direction: ReadingDirection;
        balloons: { bbox: Bounds; text: string; polygons: Corners[]; cluster: number }[];
        free_texts: { bbox: Bounds }[];
      };
      return {
        name: truth.page,
        file: join(folder, truth.image),
        direction: truth.direction,
        balloons: truth.balloons.map(({ bbox, text, polygons, cluster }) => ({
          box: boxOfBounds(bbox),
          outlines: polygons.map(polygonOfCorners),
          text,
          cluster,
        })),
        freeTexts: truth.free_texts.map(({ bbox }) => boxOfBounds(bbox)),
      };
    });
}

/** Pages of Haruko: some balloons are not labelled, some labelled ones are sound effects. */
export function harukoPages(): readonly KnownBalloonPage[] {
  const folder = join(SHARED_ART, 'comics/haruko');
  if (!existsSync(folder)) return [];
  const truth = JSON.parse(readFileSync(join(folder, 'regions.json'), 'utf8')) as {
    pages: Record<
      string,
      {
        image: string;
        direction: ReadingDirection;
        balloons: { bbox: Bounds; polygon: Corners | null }[];
      }
    >;
  };
  return Object.values(truth.pages).map(({ image, direction, balloons }) => ({
    name: `haruko ${image}`,
    file: join(folder, image),
    direction,
    balloons: balloons.map(({ bbox, polygon }, cluster) => ({
      box: boxOfBounds(bbox),
      outlines: polygon ? [polygonOfCorners(polygon)] : [],
      cluster,
    })),
    freeTexts: [],
  }));
}

/** Places in `balloons`, cluster by cluster. */
export function clustersOf(balloons: readonly KnownBalloon[]): readonly (readonly number[])[] {
  const clusters = new Map<number, number[]>();
  for (const [at, { cluster }] of balloons.entries()) {
    clusters.set(cluster, [...(clusters.get(cluster) ?? []), at]);
  }
  return [...clusters.values()];
}

/** The box around some boxes; empty around none. */
export function boxAroundAll(boxes: readonly Box[]): Box {
  const [first, ...rest] = boxes;
  return first ? rest.reduce(unite, first) : { x: 0, y: 0, width: 0, height: 0 };
}

function boxOfBounds([x, y, width, height]: Bounds): Box {
  return { x, y, width, height };
}

function polygonOfCorners(corners: Corners): Polygon {
  return corners.map(([x, y]) => ({ x, y }));
}
