import { hashOfCode } from '@inkreel/adapters/storage/code-hash.ts';
import { keptAnswer } from '@inkreel/adapters/storage/kept-answer.ts';
import type { MouthPin } from '@inkreel/film/board/mouth-pin.ts';
import type { CastMember } from '@inkreel/film/cast/character.ts';
import { id } from '@inkreel/film/grammar/id.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { Box } from '@inkreel/film/space/box.ts';

/** A mouth that art has drawings of. */
export interface ReadMouth {
  readonly box: Box;
  readonly layers: string;
  /** Whose it is, as the groups around it are called. */
  readonly owner?: string;
}

/** The mouths that a layered picture has several drawings of. Kept by its content. */
export async function readMouths(
  store: Store,
  art: { readonly reference: MediaReference; readonly hash: ContentHash },
  base: string,
): Promise<readonly ReadMouth[]> {
  if (!/\.ps[db]$/i.test(art.reference.part ?? art.reference.file)) return [];
  const question = {
    mouths: { readBy: hashOfCode(new URL(import.meta.url)), content: art.hash },
  };
  const { value } = await keptAnswer(store, question, async () => {
    const [{ loadLayers }, { mouthDrawings }] = await Promise.all([
      import('@inkreel/adapters/codecs/load-picture.ts'),
      import('@inkreel/film/voice/mouth-drawings.ts'),
    ]);
    const layers = (await loadLayers(art.reference, base)) ?? [];
    return mouthDrawings(layers).map(
      ({ name, owner, box }): ReadMouth => ({ box, layers: name, ...(owner && { owner }) }),
    );
  });
  return value;
}

/**
 * The mouths of a picture as a storyboard has them. The only one speaks every line; of several each has an
 * owner in the cast.
 */
export function pinsOf(mouths: readonly ReadMouth[]): readonly MouthPin[] {
  return mouths.map(({ box, layers, owner }) => ({
    box,
    layers,
    ...(mouths.length > 1 && owner !== undefined && { speaker: castIdOf(owner) }),
  }));
}

/** Who speaks with the mouths of some pictures, where one of them has several. */
export function castOf(pictures: readonly (readonly ReadMouth[])[]): readonly CastMember[] {
  const owners = pictures.flatMap((mouths) =>
    mouths.length > 1 ? mouths.flatMap(({ owner }) => owner ?? []) : [],
  );
  const names = new Map(owners.map((owner) => [castIdOf(owner), owner.trim()]));
  return [...names].map(([member, name]) => ({
    id: id<'cast'>(member),
    kind: 'character',
    name,
    description: '',
    references: [],
  }));
}

/** `Old Bram` is `old-bram`. */
function castIdOf(owner: string): string {
  const plain = owner
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  return plain === '' ? 'somebody' : plain;
}
