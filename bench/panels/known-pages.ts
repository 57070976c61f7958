import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import { type Polygon, polygonOf } from '@inkreel/film/space/polygon.ts';
import { SHARED_ART } from '../shared-panels.ts';

/** A page whose panels are known. */
export interface KnownPage {
  readonly file: string;
  readonly direction: ReadingDirection;
  /** Outlines in reading order, pixels of the file. */
  readonly panels: readonly Polygon[];
}

/** Pages of one kind, and what is asked of them. */
export interface KnownSet {
  readonly name: string;
  readonly pages: readonly KnownPage[];
  /** Floors of F1 at IoU 0.5 and 0.75 and of the share of pages that are wholly right. */
  readonly floors: readonly [number, number, number];
}

type Corners = readonly (readonly [number, number])[];
type Bounds = readonly [number, number, number, number];

/** Where comic pages with known panels lie. */
export const COMICS = join(SHARED_ART, 'comics');

/** All pages whose panels are known; nothing where there is no shared art. */
export function knownSets(): readonly KnownSet[] {
  return existsSync(COMICS) ? [pepperAndCarrot(), bafflingMysteries(), haruko()] : [];
}

function pepperAndCarrot(): KnownSet {
  const folder = join(COMICS, 'peppercarrot');
  const pages = readdirSync(join(folder, 'gt'))
    .sort()
    .map((name): KnownPage => {
      const truth = json<{
        image: string;
        direction: ReadingDirection;
        panels: Bounds[];
        panel_polygons: (Corners | null)[] | null;
      }>(join(folder, 'gt', name));
      return {
        file: join(folder, truth.image),
        direction: truth.direction,
        panels: truth.panels.map((bounds, i) =>
          outlineOf(bounds, truth.panel_polygons?.[i] ?? null),
        ),
      };
    });
  return { name: 'Pepper&Carrot', pages, floors: [0.95, 0.88, 0.85] };
}

function bafflingMysteries(): KnownSet {
  const folder = join(COMICS, 'baffling-mysteries');
  const truth = json<{
    pages: Record<string, { image: string; direction: ReadingDirection; panels: Bounds[] }>;
  }>(join(folder, 'panels.json'));
  const pages = Object.values(truth.pages).map(
    (page): KnownPage => ({
      file: join(folder, page.image),
      direction: page.direction,
      panels: page.panels.map((bounds) => outlineOf(bounds, null)),
    }),
  );
  return { name: 'Baffling Mysteries', pages, floors: [0.98, 0.96, 1] };
}

function haruko(): KnownSet {
  const folder = join(COMICS, 'haruko');
  const truth = json<{
    pages: Record<
      string,
      {
        image: string;
        direction: ReadingDirection;
        panels: { bbox: Bounds; polygon: Corners | null }[];
      }
    >;
  }>(join(folder, 'regions.json'));
  const pages = Object.values(truth.pages).map(
    (page): KnownPage => ({
      file: join(folder, page.image),
      direction: page.direction,
      panels: page.panels.map(({ bbox, polygon }) => outlineOf(bbox, polygon)),
    }),
  );
  return { name: 'Haruko', pages, floors: [0.9, 0.75, 0.7] };
}

function outlineOf([x, y, width, height]: Bounds, corners: Corners | null): Polygon {
  if (!corners) return polygonOf({ x, y, width, height });
  return corners.map(([cornerX, cornerY]) => ({ x: cornerX, y: cornerY }));
}

function json<Truth>(file: string): Truth {
  return JSON.parse(readFileSync(file, 'utf8')) as Truth;
}
