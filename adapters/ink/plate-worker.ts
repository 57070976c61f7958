import { writeFile } from 'node:fs/promises';
import { cleanPlate } from '@inkreel/film/comic/clean-plate.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import type { PlateRecipe } from '@inkreel/film/production/plate-step.ts';
import { boundsOf } from '@inkreel/film/space/polygon.ts';
import { encodePng } from '../codecs/encode-png.ts';
import { loadPicture } from '../codecs/load-picture.ts';
import { answerOrders } from '../crew/crew-member.ts';
import { requireUnchanged } from './unchanged-art.ts';

/** What a worker is asked: write there, as PNG, what the lettering of this page hid, and nothing else. */
export interface PlateOrder {
  readonly input: PlateRecipe;
  readonly reference: MediaReference;
  readonly base: string;
  readonly path: string;
}

answerOrders(async ({ input, reference, base, path }: PlateOrder): Promise<void> => {
  const page = await loadPicture(reference, base);
  const balloons = input.balloons.map(({ kind, outline }) => ({
    kind,
    outline,
    box: boundsOf(outline),
    text: '',
    confidence: 1,
    lines: [],
  }));
  const { within } = input;
  const { raster, mask } = cleanPlate(page, input.panels, balloons, { ...(within && { within }) });
  for (let i = 0; i < mask.data.length; i++)
    if (!mask.data[i]) raster.data.fill(0, i * 4, i * 4 + 4);
  await requireUnchanged(reference, base, input.content);
  await writeFile(path, await encodePng(raster));
});
