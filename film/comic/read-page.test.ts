import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { emptyRaster, type Raster } from '../media/raster.ts';
import { overlap } from '../space/box.ts';
import { boundsOf } from '../space/polygon.ts';
import { artKindOf } from './art-kind.ts';
import { chanceFrom, type DrawnPage, type DrawnStyle, drawPage } from './drawn-page.ts';
import { directionVoteOf, readPage } from './read-page.ts';
import { directionOf } from './reading-direction.ts';

const ART = fileURLToPath(new URL('../../../shared/art/', import.meta.url));
const hasArt = existsSync(ART);
if (!hasArt) console.log(`Real pages are not tried: ${ART} is absent.`);

const STYLE: DrawnStyle = {
  width: 430,
  height: 600,
  paper: [255, 255, 255],
  gutter: 9,
  margin: 22,
  frame: 2,
  slant: 0,
  balloons: true,
};

/** How many pages come out wholly right: every panel at IoU 0.75, none too many, in order. */
function rightOf(style: DrawnStyle, seeds: readonly number[]): number {
  return seeds.filter((seed) => isRight(drawPage(style, chanceFrom(seed)))).length;
}

function isRight({ raster, panels }: DrawnPage): boolean {
  const read = readPage(raster, { direction: 'ltr' }).panels;
  return (
    read.length === panels.length &&
    panels.every((panel, i) => overlap(boundsOf(panel), read[i]!.box) > 0.75)
  );
}

function flat(width: number, height: number, value: number): Raster {
  const raster = emptyRaster(width, height);
  raster.data.fill(value);
  for (let i = 3; i < raster.data.length; i += 4) raster.data[i] = 255;
  return raster;
}

async function load(path: string): Promise<Raster> {
  const { data, info } = await sharp(ART + path)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

describe('readPage on drawn pages', () => {
  const seeds = [11, 14];
  it.each<[string, Partial<DrawnStyle>]>([
    ['framed panels on white paper', {}],
    ['frameless panels on white paper', { frame: 0, gutter: 14 }],
    ['slanted panels', { slant: 0.3 }],
    ['narrow gutters', { gutter: 4 }],
    ['black paper', { paper: [14, 14, 18], frame: 0, gutter: 12 }],
    ['coloured paper', { paper: [60, 110, 190], balloons: false }],
    ['yellowed paper', { paper: [236, 214, 160] }],
    ['panels that run off the page', { margin: 0, gutter: 12 }],
  ])('finds %s', (_, style) => {
    expect(rightOf({ ...STYLE, ...style }, seeds)).toBe(seeds.length);
  });

  it('gives the corners of slanted panels, not only their boxes', () => {
    const page = drawPage({ ...STYLE, slant: 0.3, balloons: false }, chanceFrom(21));
    const slants = readPage(page.raster, { direction: 'ltr' }).panels.filter(
      ({ polygon }) => Math.abs(polygon[1]!.x - polygon[2]!.x) > 8,
    );
    expect(slants.length).toBeGreaterThan(0);
  });

  it('gives pixels of the raster whatever its size', () => {
    const page = drawPage(
      { ...STYLE, width: 1290, height: 1800, gutter: 27, margin: 60 },
      chanceFrom(5),
    );
    expect(isRight(page)).toBe(true);
  });

  it('gives a black bar close under a panel to that panel', () => {
    const page = drawPage({ ...STYLE, balloons: false }, chanceFrom(11));
    const last = boundsOf(page.panels.at(-1)!);
    const below = last.y + last.height + 5;
    for (let y = below; y < below + 10; y++) {
      for (let x = last.x + 10; x < last.x + last.width - 10; x++) {
        page.raster.data.fill(0, (y * 430 + Math.floor(x)) * 4, (y * 430 + Math.floor(x)) * 4 + 3);
      }
    }
    const read = readPage(page.raster, { direction: 'ltr' }).panels;
    expect(read).toHaveLength(page.panels.length);
    const { box } = read.at(-1)!;
    expect(box.y + box.height).toBeGreaterThan(below + 7);
  });

  it('finds nothing on a blank sheet and one panel in a picture', () => {
    expect(readPage(flat(300, 400, 255), { direction: 'ltr' }).panels).toEqual([]);
    const picture = drawPage(STYLE, chanceFrom(3)).raster;
    const inside = readPage(cropped(picture, 60, 60, 100, 90), { direction: 'ltr' });
    expect(inside.panels).toHaveLength(1);
  });
});

/** Somebody before a horizon, in flat colours; `soft` pixels of a smooth step between any two rows. */
function horizon(width: number, height: number, soft: number): Raster {
  const raster = emptyRaster(width, height);
  const line = Math.round(height * 0.66);
  for (let y = 0; y < height; y++) {
    const ground = Math.min(1, Math.max(0, (y - line + soft / 2) / Math.max(1, soft)));
    for (let x = 0; x < width; x++) {
      const isFigure =
        Math.abs(x - width / 2) < width * 0.05 && y > height * 0.28 && y < height * 0.78;
      const colour = isFigure
        ? [200, 70, 40]
        : [150 - 90 * ground, 190 - 80 * ground, 220 - 160 * ground];
      raster.data.set([...colour, 255], (y * width + x) * 4);
    }
  }
  return raster;
}

function cropped(from: Raster, x: number, y: number, width: number, height: number): Raster {
  const raster = emptyRaster(width, height);
  for (let row = 0; row < height; row++) {
    const start = ((y + row) * from.width + x) * 4;
    raster.data.set(from.data.subarray(start, start + width * 4), row * width * 4);
  }
  return raster;
}

describe('pictures that are no pages', () => {
  it.each([
    [300, 1],
    [1, 300],
    [200, 1],
    [100, 2],
    [1, 1],
  ])('are read to an end at %d by %d', (width, height) => {
    for (let seed = 1; seed <= 12; seed++) {
      const chance = chanceFrom(seed);
      const raster = emptyRaster(width, height);
      for (let i = 0; i < raster.data.length; i++) {
        raster.data[i] = i % 4 === 3 ? 255 : Math.floor(chance() * 256);
      }
      expect(readPage(raster, { direction: 'ltr' }).panels.length).toBeLessThanOrEqual(
        width * height,
      );
    }
  });
});

describe('artKindOf', () => {
  it.each([
    [320, 180, 0],
    [480, 360, 2],
    [900, 600, 0],
    [900, 600, 4],
  ])('takes a horizon for no gutter: %d by %d, soft over %d', (width, height, soft) => {
    expect(artKindOf(horizon(width, height, soft), false)).toBe('picture');
  });

  it('tells pages, strips, cut-outs and pictures apart', () => {
    expect(artKindOf(drawPage(STYLE, chanceFrom(11)).raster, false)).toBe('page');
    expect(artKindOf(flat(100, 400, 90), false)).toBe('strip');
    expect(artKindOf(flat(200, 160, 90), false)).toBe('picture');
    const clear = flat(200, 160, 90);
    for (let i = 3; i < clear.data.length / 2; i += 4) clear.data[i] = 0;
    expect(artKindOf(clear, true)).toBe('cut-out');
  });
});

describe.skipIf(!hasArt)('readPage on real pages', () => {
  it('reads manga from the right without being told', async () => {
    const pages = await Promise.all([2, 5].map((n) => load(`comics/haruko/0${n}.jpg`)));
    for (const page of pages) expect(readPage(page, { direction: 'auto' }).direction).toBe('rtl');
    expect(directionOf(pages.map(directionVoteOf))).toBe('rtl');
  });

  it('reads a negative as the page that it is of', async () => {
    const positive = await load('comics/haruko/03.jpg');
    const data = positive.data.map((value, i) => (i % 4 === 3 ? value : 255 - value));
    const [page, negative] = [positive, { ...positive, data }].map((raster) =>
      readPage(raster, { direction: 'auto' }),
    );
    expect(negative).toEqual(page);
  });

  it('reads western pages from the left without being told', async () => {
    for (const name of ['peppercarrot/en/E06P04', 'baffling-mysteries/bm09_05']) {
      const page = readPage(await load(`comics/${name}.jpg`), { direction: 'auto' });
      expect(page.direction).toBe('ltr');
      expect(page.panels.length).toBeGreaterThan(5);
    }
  });

  it('looks through captions that hide the lines between panels', async () => {
    const page = readPage(await load('comics/haruko/06.jpg'), { direction: 'auto' });
    const lower = page.panels.filter(({ box }) => box.y > 400).map(({ box }) => box);
    const known = [
      { x: 286, y: 432, width: 314, height: 404 },
      { x: 36, y: 459, width: 283, height: 200 },
      { x: 0, y: 602, width: 322, height: 235 },
    ];
    expect(lower).toHaveLength(known.length);
    for (const [i, box] of lower.entries()) expect(overlap(box, known[i]!)).toBeGreaterThan(0.6);
  });

  it('finds no panels among credits, whatever ornaments stand there', async () => {
    for (const name of ['E06P10', 'E11P07']) {
      const raster = await load(`comics/peppercarrot/en/${name}.jpg`);
      expect(readPage(raster, { direction: 'auto' }).panels).toEqual([]);
    }
  });

  it('reads a strip top down', async () => {
    const raster = await load('comics/tori-no-me/001.jpg');
    expect(artKindOf(raster, false)).toBe('strip');
    const page = readPage(raster, { direction: 'auto' });
    expect(page.direction).toBe('ttb');
    expect(page.panels.length).toBeGreaterThan(7);
  });

  it('takes a painting for one picture and a portrait for a cut-out', async () => {
    expect(artKindOf(await load('paintings/httt_story2.jpg'), false)).toBe('picture');
    expect(artKindOf(await load('portraits/sisal/nr__Sisal.png'), true)).toBe('cut-out');
  });
});
