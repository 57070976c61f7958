import { writeFile } from 'node:fs/promises';
import type { FoundInArt } from '@inkreel/adapters/casting/casting-worker.ts';
import { hashOf } from '@inkreel/adapters/storage/hash.ts';
import { castScenes, figureOf } from '@inkreel/film/board/cast-scenes.ts';
import type { Scene } from '@inkreel/film/board/scene.ts';
import type { CastMember, CastReference } from '@inkreel/film/cast/character.ts';
import type { FigureLook } from '@inkreel/film/cast/figure-look.ts';
import { type FigureToCast, proposeCast } from '@inkreel/film/cast/propose-cast.ts';
import type { FilmArt } from '@inkreel/film/document/film-document.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { Desk } from './desk.ts';
import { type PictureToCast, readFigures } from './read-figures.ts';

/** A cast, the art that says where each of it is, and scenes that say who is seen and heard. */
export interface FilmCast {
  readonly cast: readonly CastMember[];
  readonly art: readonly FilmArt[];
  readonly scenes: readonly Scene[];
}

/** A figure of some art, as it is cast. */
export interface ArtFigure extends FigureToCast {
  /** Place in the pictures. */
  readonly at: number;
  readonly panel?: number;
  /** The PNG of its matte, where it has one of its own. */
  readonly matteFile?: Uint8Array;
}

/**
 * Proposes who is in a film: the figures of its art, grouped. Only pages and strips are cast by themselves; a single
 * picture shows whoever it shows.
 *
 * @param known members there are already, by their layered pictures: they stay first.
 */
export async function castFilm(
  pictures: readonly PictureToCast[],
  scenes: readonly Scene[],
  known: readonly CastMember[],
  place: { readonly base: string; readonly store: Store },
  desk: Desk,
): Promise<FilmCast> {
  const art = pictures.map((picture) => picture.art);
  const paged = pictures.filter((picture) => picture.art.panels && !picture.art.figures);
  if (paged.length === 0) return { cast: known, art, scenes };
  const figures = figuresToCast(paged, await readFigures(paged, place, desk));
  const taken = known.map((member) => member.id);
  const { cast, who } = proposeCast(figures, { taken });
  await keepMattes(cast, figures, place.store);
  const withFigures = art.map((entry): FilmArt => {
    const at = paged.findIndex((picture) => picture.art === entry);
    if (at < 0) return entry;
    const drawn = figures.flatMap(({ at: of, box, panel }, i) =>
      of === at
        ? [{ ...(panel !== undefined && { panel }), box, ...(who[i] && { who: who[i] }) }]
        : [],
    );
    return { ...entry, figures: drawn };
  });
  return {
    cast: [...known, ...cast],
    art: withFigures,
    scenes: castScenes(scenes, withFigures),
  };
}

/** Figures that were found, as they are cast: with where they stand, who is heard, and by what they are known. */
export function figuresToCast(
  pictures: readonly PictureToCast[],
  found: readonly (readonly FoundInArt[] | undefined)[],
): readonly ArtFigure[] {
  return pictures.flatMap(({ art }, at) => {
    const own = found[at] ?? [];
    const heard = new Set((art.balloons ?? []).map((balloon) => figureOf(balloon, own)));
    return own.map((figure): ArtFigure => {
      const { box, panel, trust, hasFace, isWhole, views, matte } = figure;
      const file = matte === undefined ? undefined : Buffer.from(matte, 'base64');
      return {
        at,
        reference: art.reference,
        box,
        ...(panel !== undefined && { panel }),
        look: { place: `${at} ${panel ?? ''}`, views: views.map(vectorOf) as never },
        trust,
        hasFace,
        isWhole,
        speaks: heard.has(figure),
        ...(file && { matte: hashOf(file), matteFile: file }),
      };
    });
  });
}

/** Keeps the mattes of references under what they hold, so that film.json can name them. */
export async function keepMattes(
  cast: readonly { readonly references: readonly CastReference[] }[],
  figures: readonly { readonly matte?: ContentHash; readonly matteFile?: Uint8Array }[],
  store: Store,
): Promise<void> {
  const wanted = new Set(cast.flatMap(({ references }) => references.map(({ matte }) => matte)));
  for (const { matte, matteFile } of figures) {
    if (matte === undefined || matteFile === undefined || !wanted.has(matte)) continue;
    if ((await store.find(matte)) !== undefined) continue;
    await store.keep(matte, '.png', (path) => writeFile(path, matteFile));
  }
}

function vectorOf(text: string): FigureLook['views'][number] {
  const bytes = Buffer.from(text, 'base64');
  return new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
}
