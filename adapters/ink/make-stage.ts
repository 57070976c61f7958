import type { MediaReference } from '@inkreel/film/media/art.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import { withBalloons } from '@inkreel/film/motion/balloon-layer.ts';
import { buildStage } from '@inkreel/film/motion/build-stage.ts';
import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import { withLids } from '@inkreel/film/motion/eyelid.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import type { StageRecipe } from '@inkreel/film/production/plan-production.ts';
import { type Box, intersect } from '@inkreel/film/space/box.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import { boundsOf, insetPolygon, type Polygon, polygonOf } from '@inkreel/film/space/polygon.ts';
import type { Size } from '@inkreel/film/space/size.ts';
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
  const whole = await loadPicture(reference, base);
  const panel = crop && withoutRim(crop, input.source.outline, whole);
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
  const eyes = (input.eyes ?? []).map((eye) => ({
    ...eye,
    x: eye.x - origin.x,
    y: eye.y - origin.y,
  }));
  const balloons = (input.balloons ?? []).map((balloon) => fromOrigin(balloon, origin));
  return withBalloons(withLids(built, picture, eyes), picture, balloons);
}

function fromOrigin(polygon: Polygon, origin: Point): Polygon {
  return polygon.map(({ x, y }) => ({ x: x - origin.x, y: y - origin.y }));
}

/** Share of a panel's shorter side that its drawn border and the softness of its edge take. */
const RIM = 0.01;

/**
 * A panel without the rim where its border and the gutter run into the art: on a full frame that rim
 * would be a stray line. An edge that lies on the page's own edge has none.
 */
function withoutRim(
  crop: Box,
  outline: Polygon | undefined,
  page: Size,
): { readonly crop: Box; readonly outline: Polygon | undefined } {
  const rim = Math.max(3, Math.round(RIM * Math.min(crop.width, crop.height)));
  const inner = insetPolygon(outline ?? polygonOf(crop), rim);
  const bounds = boundsOf(inner);
  const left = crop.x <= 1 ? crop.x : bounds.x;
  const top = crop.y <= 1 ? crop.y : bounds.y;
  const right =
    crop.x + crop.width >= page.width - 1 ? crop.x + crop.width : bounds.x + bounds.width;
  const bottom =
    crop.y + crop.height >= page.height - 1 ? crop.y + crop.height : bounds.y + bounds.height;
  const kept = intersect({ x: left, y: top, width: right - left, height: bottom - top }, crop);
  return { crop: kept, outline: outline && inner };
}
