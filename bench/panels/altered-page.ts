import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { type Box, boxOf, intersect, unite } from '@inkreel/film/space/box.ts';
import type { Point } from '@inkreel/film/space/point.ts';
import { boundsOf, type Polygon } from '@inkreel/film/space/polygon.ts';
import sharp, { type Sharp } from 'sharp';

/** A page with its panels, in reading order; outlines in pixels of the raster. */
export interface TruePage {
  readonly raster: Raster;
  readonly direction: ReadingDirection;
  readonly panels: readonly Polygon[];
}

/** One manner in which pages reach a reader other than as their artist left them. */
export interface Alteration {
  readonly name: string;
  /** Whether the short form of the bench tries it too. */
  readonly isShort?: boolean;
  /** Whether the direction has to be told, because the lettering no longer shows it. */
  readonly tellsDirection?: boolean;
  apply(page: TruePage): Promise<TruePage>;
}

/** Width of a scanner's border, a part of the page's shorter side. */
const BORDER = 0.03;
/** How askew a sheet lies, in degrees. */
const ASKEW = 0.7;
/** The colour of old paper, which stays where the sheet was white. */
const OLD_PAPER = [236, 214, 160] as const;

export const ALTERATIONS: readonly Alteration[] = [
  { name: 'half size', isShort: true, apply: (page) => scaled(page, 0.5) },
  { name: '0.7 of its size', apply: (page) => scaled(page, 0.7) },
  { name: '1.5 of its size', apply: (page) => scaled(page, 1.5) },
  {
    name: 'JPEG quality 25',
    isShort: true,
    apply: async (page) => ({
      ...page,
      raster: await rasterOf(sharp(await pictureOf(page.raster).jpeg({ quality: 25 }).toBuffer())),
    }),
  },
  {
    name: 'inverted',
    isShort: true,
    apply: (page) => repainted(page, (image) => image.negate({ alpha: false })),
  },
  { name: 'gamma 0.8', apply: (page) => toned(page, (value) => 255 * (value / 255) ** 0.8) },
  { name: 'gamma 1.25', apply: (page) => toned(page, (value) => 255 * (value / 255) ** 1.25) },
  { name: 'askew', isShort: true, apply: askew },
  { name: 'mirrored', tellsDirection: true, apply: mirrored },
  { name: 'without margins', apply: withoutMargins },
  { name: 'dark scanner edge', isShort: true, apply: (page) => bordered(page, 24) },
  { name: 'grey scanner edge', apply: (page) => bordered(page, 128) },
  {
    name: 'blurred',
    apply: (page) => repainted(page, (image) => image.blur(0.0012 * page.raster.height)),
  },
  {
    name: 'yellowed',
    apply: (page) => toned(page, (value, channel) => (value * OLD_PAPER[channel]!) / 255),
  },
];

async function scaled(page: TruePage, scale: number): Promise<TruePage> {
  const width = Math.round(page.raster.width * scale);
  const height = Math.round(page.raster.height * scale);
  const raster = await rasterOf(
    pictureOf(page.raster).resize({ width, height, fit: 'fill', kernel: 'lanczos3' }),
  );
  return moved({ ...page, raster }, ({ x, y }) => ({
    x: (x * width) / page.raster.width,
    y: (y * height) / page.raster.height,
  }));
}

async function repainted(page: TruePage, paint: (image: Sharp) => Sharp): Promise<TruePage> {
  return { ...page, raster: await rasterOf(paint(pictureOf(page.raster))) };
}

async function toned(
  page: TruePage,
  tone: (value: number, channel: number) => number,
): Promise<TruePage> {
  const data = page.raster.data.map((value, i) =>
    i % 4 === 3 ? value : Math.round(tone(value, i % 4)),
  );
  return { ...page, raster: { ...page.raster, data } };
}

/** Turned about its middle, on a scanner's bed of the paper's colour; the sheet grows to hold it all. */
async function askew(page: TruePage): Promise<TruePage> {
  const { width, height, data } = page.raster;
  const [r, g, b] = data;
  const raster = await rasterOf(
    pictureOf(page.raster).rotate(ASKEW, { background: { r: r!, g: g!, b: b! } }),
  );
  const angle = (ASKEW * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  return moved({ ...page, raster }, ({ x, y }) => ({
    x: raster.width / 2 + (x - width / 2) * cos - (y - height / 2) * sin,
    y: raster.height / 2 + (x - width / 2) * sin + (y - height / 2) * cos,
  }));
}

async function mirrored(page: TruePage): Promise<TruePage> {
  const raster = await rasterOf(pictureOf(page.raster).flop());
  const direction = page.direction === 'ltr' ? 'rtl' : 'ltr';
  return moved({ ...page, raster, direction }, ({ x, y }) => ({ x: raster.width - x, y }));
}

/** Cut along its outermost panels, so that no paper shows around them. */
async function withoutMargins(page: TruePage): Promise<TruePage> {
  const [first, ...others] = page.panels.map(boundsOf);
  if (!first) return page;
  const art = intersect(others.reduce(unite, first), boxOf(page.raster));
  const left = Math.ceil(art.x);
  const top = Math.ceil(art.y);
  const raster = await rasterOf(
    pictureOf(page.raster).extract({
      left,
      top,
      width: Math.floor(art.x + art.width) - left,
      height: Math.floor(art.y + art.height) - top,
    }),
  );
  return moved({ ...page, raster }, ({ x, y }) => ({ x: x - left, y: y - top }));
}

/** On the bed of a scanner that is of one grey. */
async function bordered(page: TruePage, grey: number): Promise<TruePage> {
  const wide = Math.round(BORDER * Math.min(page.raster.width, page.raster.height));
  const raster = await rasterOf(
    pictureOf(page.raster).extend({
      top: wide,
      bottom: wide,
      left: wide,
      right: wide,
      background: { r: grey, g: grey, b: grey },
    }),
  );
  return moved({ ...page, raster }, ({ x, y }) => ({ x: x + wide, y: y + wide }));
}

/** The page with its panels moved and cut off at the raster's edge. */
function moved(page: TruePage, to: (corner: Point) => Point): TruePage {
  return { ...page, panels: page.panels.map((panel) => panel.map(to)) };
}

/** A panel's box as far as it lies on the page. */
export function boxOnPage(panel: Polygon, page: TruePage): Box {
  return intersect(boundsOf(panel), boxOf(page.raster));
}

function pictureOf({ data, width, height }: Raster): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } });
}

async function rasterOf(image: Sharp): Promise<Raster> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}
