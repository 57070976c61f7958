import type { MediaReference } from '@inkreel/film/media/art.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import { withBalloons } from '@inkreel/film/motion/balloon-layer.ts';
import { buildStage } from '@inkreel/film/motion/build-stage.ts';
import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import { withLids } from '@inkreel/film/motion/eyelid.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import { withMouths } from '@inkreel/film/motion/mouth.ts';
import { withoutRim } from '@inkreel/film/motion/panel-rim.ts';
import type { StageRecipe } from '@inkreel/film/production/plan-production.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';
import { loadLayers, loadPicture } from '../codecs/load-picture.ts';
import { drawCard } from '../lettering/draw-card.ts';

/** Where the art of a stage is found. */
export interface StageArt {
  readonly reference: MediaReference | undefined;
  /** The folder that the reference is relative to. */
  readonly base: string;
  /** The page without its lettering, where the stage is made from that: an absolute path. */
  readonly plate?: string | undefined;
}

/**
 * Makes the stage of a shot: the picture is opened, cut to its panel and its figures are looked for.
 *
 * @param openFinder called only where figures are looked for; loading the weights takes a while.
 */
export async function makeStage(
  input: StageRecipe,
  { reference, base, plate }: StageArt,
  openFinder: () => Promise<FigureFinder>,
): Promise<BuiltStage> {
  if (input.source.kind === 'card') {
    const { card, behind } = input.source;
    const art = behind && reference && (await loadPicture(reference, base));
    const look = art && {
      ground: 'ink' as const,
      behind: behind.crop ? cropRaster(art, behind.crop) : art,
    };
    const raster = await drawCard(card, input.frame, look);
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

  const { crop, artKind } = input.source;
  const drawn = await loadPicture(reference, base);
  const whole = plate === undefined ? drawn : await loadPicture({ file: plate }, base);
  const panel = crop && withoutRim(whole, crop, input.source.outline);
  const picture = panel ? cropRaster(whole, panel.crop) : whole;
  const origin = panel
    ? { x: Math.round(panel.crop.x), y: Math.round(panel.crop.y) }
    : { x: 0, y: 0 };
  const shown = panel?.outline ?? input.source.outline;
  const outline = shown && fromOrigin(shown, origin);
  const layers = crop ? undefined : await loadLayers(reference, base);
  const seeks = !input.flat && artKind !== 'cut-out' && !layers;
  const figures = seeks ? await (await openFinder()).find(picture, outline) : [];
  const built = buildStage(
    {
      picture,
      ...(outline && { outline }),
      frame: input.frame,
      kind: artKind,
      ...(layers && { layers }),
      flat: input.flat,
      seed: input.seed,
    },
    figures,
  );
  const [eyes, mouths] = [input.eyes ?? [], input.mouths ?? []].map((boxes) =>
    boxes.map((box) => ({ ...box, x: box.x - origin.x, y: box.y - origin.y })),
  );
  const balloons = (input.balloons ?? []).map((balloon) => fromOrigin(balloon, origin));
  const lettered = panel ? cropRaster(drawn, panel.crop) : drawn;
  return withBalloons(
    withLids(withMouths(built, picture, mouths!), picture, eyes!),
    lettered,
    balloons,
  );
}

function fromOrigin(polygon: Polygon, origin: Point): Polygon {
  return polygon.map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y }));
}
