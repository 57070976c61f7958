import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPicture } from '@inkreel/adapters/codecs/load-picture.ts';
import { type Sighting, sightingOfAlpha } from '@inkreel/film/cast/sighting.ts';
import type { FaceFinder } from '@inkreel/film/motion/face.ts';

/** Where portraits with truth lie, beside the clone. */
export const PORTRAITS = fileURLToPath(new URL('../../../shared/art/portraits', import.meta.url));

export const ARE_PORTRAITS_HERE = existsSync(join(PORTRAITS, 'manifest.json'));

/** A portrait and whose it is. The first of a character is the one that its references would begin with. */
export interface Portrait {
  readonly who: string;
  readonly file: string;
  readonly isFirst: boolean;
}

/** Two portraits of one character, and in what they differ. */
export interface SamePair {
  readonly a: string;
  readonly b: string;
  readonly kind: string;
}

export function listPortraits(): readonly Portrait[] {
  const { characters } = JSON.parse(readFileSync(join(PORTRAITS, 'manifest.json'), 'utf8')) as {
    characters: Record<string, readonly { readonly file: string }[]>;
  };
  return Object.entries(characters).flatMap(([who, variants]) =>
    variants.map(({ file }, k) => ({ who, file, isFirst: k === 0 })),
  );
}

export function listSamePairs(): readonly SamePair[] {
  const [, ...rows] = readFileSync(join(PORTRAITS, 'pairs.csv'), 'utf8').trim().split('\n');
  return rows.flatMap((row) => {
    const [a = '', b = '', same, , , kind = ''] = row.split(',');
    return same === '1' ? [{ a, b, kind }] : [];
  });
}

/** The figure of a portrait with its face, as the product would see it. */
export async function seePortrait(file: string, faces: FaceFinder): Promise<Sighting> {
  const picture = await loadPicture({ file }, PORTRAITS);
  const sighting = sightingOfAlpha(picture);
  if (!sighting) throw new Error(`${file} is empty.`);
  const [face] = await faces.find(picture);
  return { ...sighting, ...(face && { face: face.box }) };
}
