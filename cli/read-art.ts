import type { Page, ReadingDirection } from '@inkreel/film/comic/page.ts';
import type { ArtKind, MediaReference } from '@inkreel/film/media/art.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { keptAnswer } from './kept-answer.ts';

/** Raised by one whenever pages come to be read differently, so that old readings are not believed. */
const READ_BY = 1;

/** What a picture turned out to be; `page` where it is one. */
export interface ArtReading {
  readonly size: Size;
  readonly kind: ArtKind;
  readonly page?: Page;
}

/** Looks at a picture once: what it is, and its panels where it is a page. Kept by its content. */
export async function readArt(
  store: Store,
  art: { readonly reference: MediaReference; readonly hash: ContentHash; readonly kind?: ArtKind },
  base: string,
  direction: ReadingDirection | 'auto',
): Promise<ArtReading> {
  const question = {
    read: { readBy: READ_BY, content: art.hash, kind: art.kind ?? 'auto', direction },
  };
  const { value } = await keptAnswer(store, question, async (): Promise<ArtReading> => {
    const [{ loadPicture }, { artKindOf }, { readPage }] = await Promise.all([
      import('@inkreel/adapters/codecs/load-picture.ts'),
      import('@inkreel/film/comic/art-kind.ts'),
      import('@inkreel/film/comic/read-page.ts'),
    ]);
    const raster = await loadPicture(art.reference, base);
    const size = { width: raster.width, height: raster.height };
    const kind = art.kind ?? artKindOf(raster, hasClearPixels(raster.data));
    if (kind !== 'page' && kind !== 'strip') return { size, kind };
    return { size, kind, page: readPage(raster, { direction }) };
  });
  return value;
}

function hasClearPixels(rgba: Uint8Array): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at]! < 255) return true;
  return false;
}
