import type { Sighting } from '@inkreel/film/cast/sighting.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { resampleRaster } from '@inkreel/film/media/resample.ts';
import { type Box, boxOf } from '@inkreel/film/space/box.ts';
import sharp from 'sharp';
import {
  blurMotion,
  changeProportions,
  cropToBust,
  flip,
  recolourClothing,
  relight,
  turnHair,
  warpFace,
  weatherBefore,
} from './alter-figure.ts';
import { type HairMark, markFigure } from './marked-figure.ts';
import marks from './marks.json' with { type: 'json' };

/** What is altered on purpose and must be caught, ... */
export const FAULTS = ['hair', 'clothing', 'face', 'proportions'] as const;
/** ... and what is no fault. */
export const NO_FAULTS = ['flip', 'bust', 'scale', 'light', 'JPEG', 'weather', 'blur'] as const;

export interface Altered {
  readonly what: (typeof FAULTS)[number] | (typeof NO_FAULTS)[number];
  readonly picture: Raster;
}

/** Whether its hair is marked, and so can be turned. */
export function hasHair(file: string): boolean {
  return file in marks.hair;
}

/**
 * A reference altered in every way that its marks allow. `turn` decides which of several ways it is, so that a set
 * of characters has them all.
 */
export async function alteredOf(
  file: string,
  sighting: Sighting,
  turn: number,
): Promise<readonly Altered[]> {
  const { picture } = sighting;
  const altered: Altered[] = [];
  const face = faceOf(file, sighting);
  if (face) {
    const hair = (marks.hair as Readonly<Record<string, HairMark>>)[file];
    const marked = markFigure({ ...sighting, face }, hair);
    if (hair) altered.push({ what: 'hair', picture: turnHair(marked, 40) });
    altered.push(
      { what: 'clothing', picture: recolourClothing(marked, turn) },
      { what: 'face', picture: warpFace(marked, turn) },
      { what: 'face', picture: warpFace(marked, turn + 1) },
      { what: 'proportions', picture: changeProportions(marked, turn) },
      { what: 'proportions', picture: changeProportions(marked, turn + 1) },
      { what: 'bust', picture: cropToBust(marked) },
    );
  }
  altered.push(
    { what: 'flip', picture: flip(picture) },
    { what: 'scale', picture: scaled(picture, turn % 2 === 0 ? 0.5 : 1.6) },
    { what: 'light', picture: relight(picture, turn) },
    { what: 'light', picture: relight(picture, turn + 1) },
    { what: 'JPEG', picture: await jpeg(picture, turn) },
    { what: 'weather', picture: weatherBefore(picture, turn) },
    { what: 'weather', picture: weatherBefore(picture, turn + 1) },
    { what: 'blur', picture: blurMotion(picture, turn) },
  );
  return altered;
}

function faceOf(file: string, sighting: Sighting): Box | undefined {
  if (marks.faceless.includes(file)) return undefined;
  const marked = (marks.faces as Readonly<Record<string, readonly number[]>>)[file];
  if (!marked) return sighting.face;
  const [x = 0, y = 0, width = 0, height = 0] = marked;
  return { x, y, width, height };
}

function scaled(picture: Raster, share: number): Raster {
  return resampleRaster(picture, boxOf(picture), {
    width: Math.round(picture.width * share),
    height: Math.round(picture.height * share),
  });
}

/** On white, grey or dark ground, without alpha, at quality 60. */
async function jpeg({ width, height, data }: Raster, turn: number): Promise<Raster> {
  const ground = ['#ffffff', '#777777', '#222233'][turn % 3]!;
  const bytes = await sharp(Buffer.from(data), { raw: { width, height, channels: 4 } })
    .flatten({ background: ground })
    .jpeg({ quality: 60 })
    .toBuffer();
  const raw = await sharp(bytes).ensureAlpha().raw().toBuffer();
  return { width, height, data: new Uint8Array(raw) };
}
