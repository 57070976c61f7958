import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ArtKind } from '@inkreel/film/media/art.ts';
import type { Box } from '@inkreel/film/space/box.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';

/** Where real art for benches and tests lies, beside the project; absent on most machines. */
export const SHARED_ART = fileURLToPath(new URL('../../shared/art', import.meta.url));

/** One picture a shot could show: a panel of a page, a painting, or character art. */
export interface SharedPicture {
  readonly name: string;
  readonly file: string;
  readonly kind: ArtKind;
  readonly group: 'Pepper&Carrot' | 'Baffling Mysteries' | 'Haruko' | 'paintings' | 'portraits';
  /** The panel's box in pixels of the file; missing for the whole picture. */
  readonly crop?: Box;
  /** The panel's outline in pixels of the crop. */
  readonly outline?: Polygon;
}

type Numbers = readonly number[];

/** Every panel whose place is known, every painting, every portrait; empty where there is no shared art. */
export function sharedPictures(): readonly SharedPicture[] {
  if (!existsSync(SHARED_ART)) return [];
  return [...pepper(), ...baffling(), ...haruko(), ...whole('paintings'), ...whole('portraits')];
}

function pepper(): SharedPicture[] {
  const folder = join(SHARED_ART, 'comics/peppercarrot');
  return list(join(folder, 'gt')).flatMap((name) => {
    const truth = parsed(join(folder, 'gt', name)) as {
      image: string;
      size: Numbers;
      panels: Numbers[];
      panel_polygons: (Numbers[] | null)[] | null;
    };
    return truth.panels.map((box, k) =>
      panel(
        'Pepper&Carrot',
        join(folder, truth.image),
        `${name.slice(0, 6)} ${k + 1}`,
        box,
        truth.size,
        truth.panel_polygons?.[k],
      ),
    );
  });
}

function baffling(): SharedPicture[] {
  const folder = join(SHARED_ART, 'comics/baffling-mysteries');
  const truth = parsed(join(folder, 'panels.json')) as {
    pages: Record<string, { image: string; size: Numbers; panels: Numbers[] }>;
  };
  return Object.values(truth.pages).flatMap((page) =>
    page.panels.map((box, k) =>
      panel(
        'Baffling Mysteries',
        join(folder, page.image),
        `${page.image} ${k + 1}`,
        box,
        page.size,
      ),
    ),
  );
}

function haruko(): SharedPicture[] {
  const folder = join(SHARED_ART, 'comics/haruko');
  const truth = parsed(join(folder, 'regions.json')) as {
    pages: Record<
      string,
      { image: string; size: Numbers; panels: { bbox: Numbers; polygon: Numbers[] | null }[] }
    >;
  };
  return Object.values(truth.pages).flatMap((page) =>
    page.panels.map(({ bbox, polygon }, k) =>
      panel('Haruko', join(folder, page.image), `${page.image} ${k + 1}`, bbox, page.size, polygon),
    ),
  );
}

function whole(group: 'paintings' | 'portraits'): SharedPicture[] {
  const found = readdirSync(join(SHARED_ART, group), { recursive: true, encoding: 'utf8' });
  return found
    .filter((name) => /\.(png|jpg)$/.test(name))
    .sort()
    .map((name) => ({
      name,
      file: join(SHARED_ART, group, name),
      kind: group === 'portraits' ? 'cut-out' : 'picture',
      group,
    }));
}

function panel(
  group: SharedPicture['group'],
  file: string,
  name: string,
  box: Numbers,
  page: Numbers,
  polygon?: readonly Numbers[] | null,
): SharedPicture {
  const x = Math.max(0, Math.round(box[0]!));
  const y = Math.max(0, Math.round(box[1]!));
  const crop: Box = {
    x,
    y,
    width: Math.min(page[0]! - x, Math.round(box[2]!)),
    height: Math.min(page[1]! - y, Math.round(box[3]!)),
  };
  const outline = polygon?.map((corner) => ({ x: corner[0]! - x, y: corner[1]! - y }));
  return { name, file, kind: 'page', group, crop, ...(outline && { outline }) };
}

function list(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
    : [];
}

function parsed(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
