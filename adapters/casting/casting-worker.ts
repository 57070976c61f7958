import { divideSheet, drawnOnGround } from '@inkreel/film/cast/divide-sheet.ts';
import { lookAtFigure } from '@inkreel/film/cast/figure-look.ts';
import type { IdentityNetwork } from '@inkreel/film/cast/identity.ts';
import type { Panel } from '@inkreel/film/comic/page.ts';
import type { MediaReference } from '@inkreel/film/media/art.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import { emptyPlane, type Plane, type Raster } from '@inkreel/film/media/raster.ts';
import { type Box, boxOf } from '@inkreel/film/space/box.ts';
import type { Polygon } from '@inkreel/film/space/polygon.ts';
import sharp from 'sharp';
import { loadPicture } from '../codecs/load-picture.ts';
import { answerOrders } from '../crew/crew-member.ts';
import { openFaceFinder } from '../models/face-finder.ts';
import { openIdentityNetwork } from '../models/identity-network.ts';
import { openLivingFinder } from '../models/living-finder.ts';
import { openSaliencyNetwork } from '../models/saliency-weights.ts';
import { type Eyes, type SeenFigure, seeFigures } from './see-figures.ts';

/** A picture whose figures are asked for. */
export interface CastingOrder {
  readonly reference: MediaReference;
  readonly base: string;
  /** Its panels in reading order; missing for a single picture. */
  readonly panels?: readonly Panel[];
  /** Outlines of what is lettered in it. */
  readonly lettering: readonly Polygon[];
}

/** A figure that was found, as it is kept. */
export interface FoundInArt {
  /** Whole pixels of the picture. */
  readonly box: Box;
  /** Its panel, from 0; missing where the picture has none. */
  readonly panel?: number;
  readonly trust: number;
  readonly hasFace: boolean;
  readonly isWhole: boolean;
  /** Vectors of its look: 32 bit floats, little end first, in base64. */
  readonly views: readonly [string, string, string];
  /** Its matte, of the size of the box: a grey PNG in base64; missing where the picture's alpha is the matte. */
  readonly matte?: string;
}

/** Figures are looked for in panels of at most this many pixels on their longer side. */
const LOOK_SIZE = 1100;

let eyes: Promise<Eyes & { readonly identity: IdentityNetwork }> | undefined;

answerOrders(async (order: CastingOrder): Promise<readonly FoundInArt[]> => {
  eyes ??= openEyes();
  const own = await eyes;
  const picture = await loadPicture(order.reference, order.base);
  if (order.panels) {
    const found: FoundInArt[] = [];
    for (const [at, panel] of order.panels.entries()) {
      found.push(...(await figuresIn(picture, panel, order.lettering, at, own)));
    }
    return found;
  }
  const drawn = drawnOnGround(picture);
  if (drawn) return figuresOnGround(picture, drawn, own);
  const box = boxOf(picture);
  return figuresIn(picture, { box }, order.lettering, undefined, own);
});

async function openEyes() {
  const [living, saliency, faces, identity] = await Promise.all([
    openLivingFinder(),
    openSaliencyNetwork(),
    openFaceFinder(),
    openIdentityNetwork(),
  ]);
  return { living, saliency, faces, identity };
}

async function figuresIn(
  picture: Raster,
  { box, polygon }: { readonly box: Box; readonly polygon?: Polygon },
  lettering: readonly Polygon[],
  at: number | undefined,
  own: Eyes & { readonly identity: IdentityNetwork },
): Promise<readonly FoundInArt[]> {
  const full = cropRaster(picture, box);
  const left = Math.round(box.x);
  const top = Math.round(box.y);
  const scale = Math.min(1, LOOK_SIZE / Math.max(full.width, full.height));
  const panel = scale === 1 ? full : await shrunk(full, scale);
  const inPanel = (outline: Polygon) =>
    outline.map(({ x, y }) => ({ x: (x - left) * scale, y: (y - top) * scale }));
  const seen = await seeFigures(panel, polygon && inPanel(polygon), lettering.map(inPanel), own);
  const found: FoundInArt[] = [];
  for (const figure of seen) {
    const look = await lookAtFigure({ picture: panel, ...figure }, '', own.identity);
    const { x, y, width, height } = figure.box;
    const onArt = {
      x: left + Math.round(x / scale),
      y: top + Math.round(y / scale),
      width: Math.max(1, Math.round(width / scale)),
      height: Math.max(1, Math.round(height / scale)),
    };
    found.push({
      box: onArt,
      ...(at !== undefined && { panel: at }),
      trust: Math.round(figure.trust * 1000) / 1000,
      hasFace: figure.face !== undefined,
      isWhole: x > 1 && y > 1 && x + width < panel.width - 1 && y + height < panel.height - 1,
      views: look.views.map(textOf) as [string, string, string],
      matte: await matteFile(figure.matte, figure.box, onArt),
    });
  }
  return found;
}

/** Cut-outs and model sheets: what is drawn is the figure. */
async function figuresOnGround(
  picture: Raster,
  drawn: Plane,
  { faces, identity }: Eyes & { readonly identity: IdentityNetwork },
): Promise<readonly FoundInArt[]> {
  const found: FoundInArt[] = [];
  const isCut = picture.data.some((value, i) => i % 4 === 3 && value < 128);
  for (const box of divideSheet(drawn)) {
    const face = (await faces.find(cropRaster(picture, box)))[0]?.box;
    const sighting: SeenFigure & { readonly picture: Raster } = {
      picture,
      matte: within(drawn, box),
      box,
      trust: 1,
      ...(face && { face: { ...face, x: face.x + box.x, y: face.y + box.y } }),
    };
    const look = await lookAtFigure(sighting, '', identity, drawn.data);
    found.push({
      box,
      trust: 1,
      hasFace: face !== undefined,
      isWhole: true,
      views: look.views.map(textOf) as [string, string, string],
      ...(!isCut && { matte: await matteFile(drawn, box, box) }),
    });
  }
  return found;
}

function within(drawn: Plane, box: Box): Plane {
  const matte = emptyPlane(drawn.width, drawn.height);
  for (let y = box.y; y < box.y + box.height; y++) {
    const from = y * drawn.width + box.x;
    matte.data.set(drawn.data.subarray(from, from + box.width), from);
  }
  return matte;
}

async function shrunk(raster: Raster, scale: number): Promise<Raster> {
  const size = {
    width: Math.max(1, Math.round(raster.width * scale)),
    height: Math.max(1, Math.round(raster.height * scale)),
  };
  const { resize } = await import('../codecs/resize.ts');
  return resize(raster, size);
}

async function matteFile(matte: Plane, box: Box, on: Box): Promise<string> {
  const part = Buffer.alloc(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (y + box.y) * matte.width + box.x;
    part.set(matte.data.subarray(from, from + box.width), y * box.width);
  }
  const png = await sharp(part, { raw: { width: box.width, height: box.height, channels: 1 } })
    .resize(on.width, on.height, { fit: 'fill' })
    .toColourspace('b-w')
    .png({ compressionLevel: 9 })
    .toBuffer();
  return png.toString('base64');
}

function textOf(values: Float32Array): string {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('base64');
}
