import { platePieces } from '@inkreel/film/comic/clean-plate.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { PlateRecipe } from '@inkreel/film/production/plate-step.ts';
import { boundsOf } from '@inkreel/film/space/polygon.ts';
import { loadPicture } from '../codecs/load-picture.ts';
import { answerOrders } from '../crew/crew-member.ts';
import { writePlate } from './plate-file.ts';
import { requireUnchanged } from './unchanged-art.ts';

/** What a worker is asked: write there what the lettering of this page hid, and nothing else. */
export interface PlateOrder {
  readonly input: PlateRecipe;
  readonly reference: MediaReference;
  readonly base: string;
  readonly path: string;
}

answerOrders(async ({ input, reference, base, path }: PlateOrder): Promise<void> => {
  const page = await openPage(input.content, () => loadPicture(reference, base));
  const balloons = input.balloons.map(({ kind, outline }) => ({
    kind,
    outline,
    box: boundsOf(outline),
    text: '',
    confidence: 1,
    lines: [],
  }));
  const { within, near } = input;
  const pieces = platePieces(page, input.panels, balloons, {
    ...(within && { within }),
    ...(near && { near }),
  });
  await requireUnchanged(reference, base, input.content).catch((error: unknown) => {
    last = undefined;
    throw error;
  });
  const kept = pieces.map(({ balloons: hidden, ...piece }) => ({
    ...piece,
    outlines: hidden.map((k) => balloons[k]!.outline),
  }));
  await writePlate(kept, path);
});

/** The page that was opened last: its panels are asked for one after the other. */
let last: { readonly content: string; readonly page: Promise<Raster> } | undefined;

function openPage(content: string, open: () => Promise<Raster>): Promise<Raster> {
  if (last?.content !== content) last = { content, page: open() };
  const { page } = last;
  page.catch(() => {
    last = undefined;
  });
  return page;
}
