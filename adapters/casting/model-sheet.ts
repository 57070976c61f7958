import type { CastMember } from '@inkreel/film/cast/character.ts';
import { type Sighting, sightingOfAlpha } from '@inkreel/film/cast/sighting.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { FigureEyes } from '../models/figure-eyes.ts';
import { cutReference } from './reference-picture.ts';

/** Where the pictures of a model sheet are, and what looks at them. */
export interface SheetOrder {
  readonly base: string;
  readonly store: Store;
  readonly eyes: FigureEyes;
}

/**
 * The references of one of the cast as sightings, in their order: by their matte or their own alpha; where
 * neither tells, the figure is looked for.
 */
export async function modelSheetOf(
  { references }: CastMember,
  { base, store, eyes }: SheetOrder,
): Promise<readonly Sighting[]> {
  const sheet: Sighting[] = [];
  for (const reference of references) {
    const { picture } = await cutReference(reference, { base, store });
    const [seen] = await eyes.see(picture);
    sheet.push(seen ?? sightingOfAlpha(picture) ?? (await eyes.seeWhole(picture)));
  }
  return sheet;
}
