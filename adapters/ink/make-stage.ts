import type { MediaReference } from '@inkreel/film/media/art.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import { type BuiltStage, buildStage } from '@inkreel/film/motion/build-stage.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import type { StageRecipe } from '@inkreel/film/production/plan-production.ts';
import { loadLayers, loadPicture } from '../codecs/load-picture.ts';
import { drawCard } from '../lettering/draw-card.ts';

/**
 * Makes the stage of a shot: the picture is opened, cut to its panel and its figures are looked for.
 *
 * @param base the folder that the reference is relative to.
 * @param openFinder called only where figures are looked for; loading the weights takes a while.
 */
export async function makeStage(
  input: StageRecipe,
  reference: MediaReference | undefined,
  base: string,
  openFinder: () => Promise<FigureFinder>,
): Promise<BuiltStage> {
  if (input.source.kind === 'card') {
    const raster = await drawCard(input.source.card, input.frame);
    const box = { x: 0, y: 0, ...input.frame };
    return {
      stage: {
        size: input.frame,
        layers: [{ name: 'plate', role: 'plate', box, depth: 0 }],
        keep: [],
        trust: 1,
      },
      rasters: new Map([['plate', raster]]),
    };
  }
  if (!reference) throw new TypeError('A stage of a picture needs the reference to it.');

  const { crop, outline, artKind } = input.source;
  const whole = await loadPicture(reference, base);
  const picture = crop ? cropRaster(whole, crop) : whole;
  const origin = crop ? { x: Math.round(crop.x), y: Math.round(crop.y) } : { x: 0, y: 0 };
  const moved = outline?.map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y }));
  const layers = crop ? undefined : await loadLayers(reference, base);
  const seeks = !input.flat && artKind !== 'cut-out' && !layers;
  const figures = seeks ? await (await openFinder()).find(picture, moved) : [];
  return buildStage(
    {
      picture,
      ...(moved && { outline: moved }),
      frame: input.frame,
      kind: artKind,
      ...(layers && { layers }),
      flat: input.flat,
      seed: input.seed,
    },
    figures,
  );
}
