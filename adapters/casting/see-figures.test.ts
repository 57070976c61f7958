import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import { emptyRaster } from '@inkreel/film/media/raster.ts';
import { type Box, overlap } from '@inkreel/film/space/box.ts';
import { polygonOf } from '@inkreel/film/space/polygon.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPicture } from '../codecs/load-picture.ts';
import { openFaceFinder } from '../models/face-finder.ts';
import { openLivingFinder } from '../models/living-finder.ts';
import { openSaliencyNetwork } from '../models/saliency-weights.ts';
import { type Eyes, seeFigures } from './see-figures.ts';

const COMIC = fileURLToPath(new URL('../../../shared/art/comics/peppercarrot', import.meta.url));
const isHere = existsSync(COMIC);

describe('figures seen in a panel', () => {
  let eyes: Eyes;
  beforeAll(async () => {
    const [living, saliency, faces] = await Promise.all([
      openLivingFinder(),
      openSaliencyNetwork(),
      openFaceFinder(),
    ]);
    eyes = { living, saliency, faces };
  });
  afterAll(async () => {
    await Promise.all([eyes.living.close(), eyes.saliency.close(), eyes.faces.close()]);
  });

  it('are none in an empty panel or a tiny one', async () => {
    expect(await seeFigures(emptyRaster(200, 120), undefined, [], eyes)).toEqual([]);
    expect(await seeFigures(emptyRaster(12, 120), undefined, [], eyes)).toEqual([]);
  });

  it.skipIf(!isHere)(
    'are a girl with her face and a cat beside her, the same twice (skipped without the shared art)',
    async () => {
      const page = await loadPicture({ file: 'en/E06P08.jpg' }, COMIC);
      const panel = cropRaster(page, { x: 41, y: 41, width: 912, height: 596 });
      const seen = await seeFigures(panel, undefined, [], eyes);
      const find = (box: Box) => seen.find((figure) => overlap(figure.box, box) > 0.5);
      const girl = find({ x: 302, y: 37, width: 225, height: 545 });
      const cat = find({ x: 464, y: 421, width: 142, height: 157 });
      expect(girl?.face).toBeDefined();
      expect(cat).toBeDefined();
      // The matte is hers, and not the sky's beside her hat.
      const at = (x: number, y: number) => girl!.matte.data[y * panel.width + x]!;
      expect(at(415, 340)).toBeGreaterThan(200);
      expect(at(330, 60)).toBeLessThan(60);
      const again = await seeFigures(panel, undefined, [], eyes);
      expect(again.map(({ box }) => box)).toEqual(seen.map(({ box }) => box));
    },
  );

  it.skipIf(!isHere)('are never lettering (skipped without the shared art)', async () => {
    const page = await loadPicture({ file: 'en/E06P08.jpg' }, COMIC);
    const panel = cropRaster(page, { x: 41, y: 41, width: 912, height: 596 });
    const girl = { x: 302, y: 37, width: 225, height: 545 };
    const seen = await seeFigures(panel, undefined, [polygonOf(girl)], eyes);
    expect(seen.some(({ box }) => overlap(box, girl) > 0.5)).toBe(false);
  });
});
