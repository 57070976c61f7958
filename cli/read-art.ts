import { hashOfCode } from '@inkreel/adapters/storage/code-hash.ts';
import { keptAnswer } from '@inkreel/adapters/storage/kept-answer.ts';
import type { Page, ReadingDirection } from '@inkreel/film/comic/page.ts';
import type { DirectionVote } from '@inkreel/film/comic/reading-direction.ts';
import type { ArtKind, MediaReference } from '@inkreel/film/media/art.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { Size } from '@inkreel/film/space/size.ts';

/** What a picture turned out to be; `page` where it is one, with what its lettering says of its direction. */
export interface ArtReading {
  readonly size: Size;
  readonly kind: ArtKind;
  readonly page?: Page;
  readonly vote?: DirectionVote;
  /** One colour all over: there is nothing to show. */
  readonly blank?: true;
}

/**
 * Looks at a picture once: what it is, and its panels where it is a page. Kept by its content. With
 * `auto` the page is read by itself; `gatherArt` then lets the pages of a book vote.
 */
export async function readArt(
  store: Store,
  art: {
    readonly reference: MediaReference;
    readonly hash: ContentHash;
    readonly kind?: ArtKind | undefined;
  },
  base: string,
  direction: ReadingDirection | 'auto',
): Promise<ArtReading> {
  const question = {
    read: {
      readBy: hashOfCode(new URL(import.meta.url)),
      content: art.hash,
      kind: art.kind ?? 'auto',
      direction,
    },
  };
  const { value } = await keptAnswer(store, question, async (): Promise<ArtReading> => {
    const [{ loadPicture }, { artKindOf }, { readPage }] = await Promise.all([
      import('@inkreel/adapters/codecs/load-picture.ts'),
      import('@inkreel/film/comic/art-kind.ts'),
      import('@inkreel/film/comic/read-page.ts'),
    ]);
    const raster = await loadPicture(art.reference, base);
    const size = { width: raster.width, height: raster.height };
    if (isBlank(raster)) return { size, kind: art.kind ?? 'picture', blank: true };
    const kind = art.kind ?? artKindOf(raster, hasClearPixels(raster.data));
    const read = (way: ReadingDirection | 'auto') => tenths(readPage(raster, { direction: way }));
    if (kind === 'strip') {
      return {
        size,
        kind,
        page: read(direction === 'auto' ? 'ttb' : direction),
      };
    }
    if (kind !== 'page') return { size, kind };
    const page = read(direction);
    if (direction !== 'auto') return { size, kind, page };
    const { findLettering, toneOf, directionVote } = await readingTools();
    return { size, kind, page, vote: directionVote(findLettering(toneOf(raster)).blocks) };
  });
  return value;
}

/** The same page in another direction: its panels are where they are, only their order changes. */
export async function readAgain(
  reading: ArtReading,
  direction: ReadingDirection,
): Promise<ArtReading> {
  const { page } = reading;
  if (page === undefined || page.direction === direction) return reading;
  const { orderPanels } = await readingTools();
  return { ...reading, page: { ...page, direction, panels: orderPanels(page.panels, direction) } };
}

/** Which way the pages of one book read, by all their votes. */
export async function directionOfBook(votes: readonly DirectionVote[]): Promise<ReadingDirection> {
  const { directionOf } = await readingTools();
  return directionOf(votes);
}

async function readingTools() {
  const [{ findLettering }, { toneOf }, { directionOf, directionVote }, { orderPanels }] =
    await Promise.all([
      import('@inkreel/film/comic/lettering.ts'),
      import('@inkreel/film/comic/page-tone.ts'),
      import('@inkreel/film/comic/reading-direction.ts'),
      import('@inkreel/film/comic/order-panels.ts'),
    ]);
  return { findLettering, toneOf, directionOf, directionVote, orderPanels };
}

function hasClearPixels(rgba: Uint8Array): boolean {
  for (let at = 3; at < rgba.length; at += 4) if (rgba[at]! < 255) return true;
  return false;
}

/** Tenths of a pixel are as fine as a panel is known; more digits only get in the way of who edits. */
function tenths(page: Page): Page {
  const round = (value: number) => Math.round(value * 10) / 10;
  return {
    ...page,
    panels: page.panels.map(({ box, polygon }) => ({
      box: {
        x: round(box.x),
        y: round(box.y),
        width: round(box.width),
        height: round(box.height),
      },
      polygon: polygon.map(({ x, y }) => ({ x: round(x), y: round(y) })),
    })),
  };
}

/** Whether a picture is one colour but for noise: no sample lies far from the first. */
function isBlank({ data }: Raster): boolean {
  const pixels = data.length / 4;
  const step = Math.max(1, Math.floor(pixels / 250_000));
  for (let pixel = 0; pixel < pixels; pixel += step) {
    for (let channel = 0; channel < 4; channel++) {
      if (Math.abs(data[pixel * 4 + channel]! - data[channel]!) > 12) return false;
    }
  }
  return true;
}
