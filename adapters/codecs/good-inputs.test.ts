import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { type Psd, writePsdBuffer } from 'ag-psd';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLayers, loadPicture } from './load-picture.ts';
import { makePdf, makePng, makeZip } from './made-files.ts';
import { openInputs } from './open-inputs.ts';
import { resize } from './resize.ts';

const RED = { r: 220, g: 30, b: 40 };
const png = makePng(8, 8, [220, 30, 40, 255]);
let base = '';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'inkreel-good-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function write(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(base, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

async function open(...inputs: string[]) {
  const { pictures, refused } = await openInputs(inputs, { base });
  expect(refused).toEqual([]);
  return pictures;
}

function at({ data, width }: Raster, x: number, y: number): number[] {
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

function expectNear(pixel: readonly number[], wanted: readonly number[], within: number): void {
  for (let c = 0; c < 4; c++) expect(Math.abs(pixel[c]! - wanted[c]!)).toBeLessThanOrEqual(within);
}

function plain(width = 40, height = 20) {
  return sharp({ create: { width, height, channels: 3, background: RED } });
}

describe('single pictures', () => {
  it('keeps every letter of a name, a backslash where that is one', async () => {
    const name = process.platform === 'win32' ? 'a b.png' : 'a\\b %d\n\u00e9.png';
    const [picture] = await open(await write(name, png));
    expect(picture!.reference).toEqual({ file: name });
    expect(await loadPicture(picture!.reference, base)).toMatchObject({ width: 8 });
  });

  it.each(['png', 'jpeg', 'webp', 'avif', 'gif', 'tiff'] as const)(
    'opens a %s, whatever its name says',
    async (format) => {
      const path = await write(`${format}.txt`, await plain().toFormat(format).toBuffer());
      const [picture] = await open(path);
      expect(picture).toMatchObject({ size: { width: 40, height: 20 }, hasAlpha: false });
      expect(picture!.reference).toEqual({ file: `${format}.txt` });
      const raster = await loadPicture(picture!.reference, base);
      expect(raster.data).toHaveLength(40 * 20 * 4);
      expectNear(at(raster, 20, 10), [220, 30, 40, 255], 6);
    },
  );

  it('turns a photograph upright', async () => {
    const half = await plain(20, 20).png().toBuffer();
    const lying = await sharp({
      create: { width: 40, height: 20, channels: 3, background: '#fff' },
    })
      .composite([{ input: half, left: 0, top: 0 }])
      .withMetadata({ orientation: 6 })
      .png()
      .toBuffer();
    const [picture] = await open(await write('lying.png', lying));
    expect(picture!.size).toEqual({ width: 20, height: 40 });
    const raster = await loadPicture(picture!.reference, base);
    expect([raster.width, raster.height]).toEqual([20, 40]);
    expect(at(raster, 10, 5)).toEqual([220, 30, 40, 255]);
    expect(at(raster, 10, 35)).toEqual([255, 255, 255, 255]);
  });

  it('converts CMYK, greyscale and 16 bits', async () => {
    // A colour that inks can print.
    const brown = { r: 150, g: 120, b: 100 };
    const cmyk = await sharp({ create: { width: 40, height: 20, channels: 3, background: brown } })
      .toColourspace('cmyk')
      .jpeg({ quality: 95 })
      .toBuffer();
    expect((await sharp(cmyk).metadata()).space).toBe('cmyk');
    await write('cmyk.jpg', cmyk);
    expectNear(at(await loadPicture({ file: 'cmyk.jpg' }, base), 9, 9), [150, 120, 100, 255], 10);

    const grey = await plain().greyscale().toColourspace('b-w').png().toBuffer();
    expect((await sharp(grey).metadata()).channels).toBe(1);
    await write('grey.png', grey);
    const [r, g, b, a] = at(await loadPicture({ file: 'grey.png' }, base), 9, 9);
    expect([g, b, a]).toEqual([r, r, 255]);

    const deep = await plain().toColourspace('rgb16').png().toBuffer();
    expect((await sharp(deep).metadata()).depth).toBe('ushort');
    const [picture] = await open(await write('deep.png', deep));
    expect(picture!.hasAlpha).toBe(false);
    expectNear(at(await loadPicture({ file: 'deep.png' }, base), 9, 9), [220, 30, 40, 255], 1);
  });

  it('tells real transparency from a mere channel', async () => {
    const opaque = await write('opaque.png', makePng(8, 8, [1, 2, 3, 255]));
    const clear = await write('clear.png', makePng(8, 8, [200, 100, 50, 128]));
    const pixels = Buffer.from([220, 30, 40, 255, 0, 0, 0, 0]);
    const palette = await sharp(pixels, { raw: { width: 2, height: 1, channels: 4 } })
      .png({ palette: true })
      .toBuffer();
    // Colour type 3 of the PNG header.
    expect(palette[25]).toBe(3);
    const pictures = await open(opaque, clear, await write('palette.png', palette));
    expect(pictures.map(({ hasAlpha }) => hasAlpha)).toEqual([false, true, true]);
    // Straight alpha: the colour is not darkened by it.
    expect(at(await loadPicture({ file: 'clear.png' }, base), 3, 3)).toEqual([200, 100, 50, 128]);
    const raster = await loadPicture({ file: 'palette.png' }, base);
    expectNear(at(raster, 0, 0), [220, 30, 40, 255], 4);
    expect(at(raster, 1, 0)[3]).toBe(0);
  });

  it('opens a long strip', async () => {
    const [strip] = await open(await write('strip.png', await plain(50, 40_000).png().toBuffer()));
    expect(strip!.size).toEqual({ width: 50, height: 40_000 });
  });
});

describe('books and folders', () => {
  it('orders a folder as people count and leaves out what is no art', async () => {
    for (const name of ['page10.png', 'page2.png', 'b/1.png', '__MACOSX/x.png', '.x.png']) {
      await write(`pages/${name}`, png);
    }
    await write('pages/notes.txt', 'hello');
    await write('pages/Thumbs.db', 'x');
    const pictures = await open(join(base, 'pages'));
    expect(pictures.map(({ reference }) => reference.file)).toEqual([
      'pages/b/1.png',
      'pages/page2.png',
      'pages/page10.png',
    ]);
    expect(new Set(pictures.map(({ container }) => container)).size).toBe(1);
  });

  it('opens a manga', async () => {
    const info = '<ComicInfo><Manga>YesAndRightToLeft</Manga></ComicInfo>';
    const book = makeZip([
      { name: 'ch10/1.png', content: png },
      { name: 'ch2/1.png', content: makePng(4, 6, [0, 0, 0, 255]) },
      { name: 'ComicInfo.xml', content: Buffer.from(info) },
      { name: '__MACOSX/ch2/1.png', content: png },
    ]);
    const path = await write('book.cbz', book);
    const pictures = await open(path);
    expect(pictures.map(({ name }) => name)).toEqual([`${path}/ch2/1.png`, `${path}/ch10/1.png`]);
    expect(pictures[0]).toMatchObject({
      reference: { file: 'book.cbz', part: 'ch2/1.png' },
      direction: 'rtl',
      container: path,
      size: { width: 4, height: 6 },
    });
    // The same picture by itself has the same content.
    const [alone] = await open(await write('alone.png', png));
    expect(pictures[1]!.hash).toBe(alone!.hash);
    const raster = await loadPicture(pictures[0]!.reference, base);
    expect([raster.width, raster.height]).toEqual([4, 6]);
  });

  it('draws the pages of a PDF and keeps the pixels of a scan', async () => {
    const jpeg = { bytes: await plain(300, 400).jpeg().toBuffer(), width: 300, height: 400 };
    const path = await write(
      'book.pdf',
      makePdf([
        { width: 200, height: 100 },
        { width: 150, height: 200, jpeg },
        { width: 100, height: 1000 },
      ]),
    );
    const pictures = await open(path);
    expect(pictures.map(({ name, size }) => [name, size.width, size.height])).toEqual([
      [`${path} page 1`, 2000, 1000],
      [`${path} page 2`, 300, 400],
      [`${path} page 3`, 800, 8000],
    ]);
    const drawn = await loadPicture(pictures[0]!.reference, base);
    expect(at(drawn, 1000, 500)).toEqual([255, 0, 0, 255]);
    const scan = await loadPicture(pictures[1]!.reference, base);
    expectNear(at(scan, 150, 200), [220, 30, 40, 255], 6);
    await expect(loadPicture({ file: 'book.pdf', part: '4' }, base)).rejects.toMatchObject({
      code: 'art-missing',
    });
  });
});

describe('layered pictures', () => {
  function fill(width: number, height: number, rgba: readonly number[]) {
    const data = new Uint8ClampedArray(width * height * 4);
    for (let i = 0; i < data.length; i += 4) data.set(rgba, i);
    return { width, height, data } as unknown as NonNullable<Psd['imageData']> & {
      data: Uint8ClampedArray;
    };
  }

  /** Grey ground, a red square on it in a group, and a hidden layer. */
  function layered(blendMode: 'normal' | 'multiply'): Buffer {
    const imageData = fill(20, 10, [90, 90, 90, 255]);
    for (let y = 2; y < 6; y++) {
      for (let x = 5; x < 9; x++) imageData.data.set([220, 30, 40, 255], (y * 20 + x) * 4);
    }
    const psd: Psd = {
      width: 20,
      height: 10,
      imageData,
      children: [
        { name: 'ground', imageData: fill(20, 10, [90, 90, 90, 255]), left: 0, top: 0 },
        {
          name: 'group',
          children: [
            {
              name: 'figure',
              left: 5,
              top: 2,
              blendMode,
              imageData: fill(4, 4, [220, 30, 40, 255]),
            },
          ],
        },
        { name: 'sketch', hidden: true, left: 1, top: 1, imageData: fill(3, 3, [0, 0, 255, 255]) },
      ],
    };
    return writePsdBuffer(psd);
  }

  it('opens the picture and its layers, bottom to top', async () => {
    const [picture] = await open(await write('layers.psd', layered('normal')));
    expect(picture).toMatchObject({ size: { width: 20, height: 10 }, hasAlpha: false });
    const raster = await loadPicture(picture!.reference, base);
    expect(at(raster, 0, 0)).toEqual([90, 90, 90, 255]);
    expect(at(raster, 6, 3)).toEqual([220, 30, 40, 255]);
    const layers = await loadLayers(picture!.reference, base);
    expect(
      layers?.map(({ name, box, visible, opacity }) => [name, box.x, box.width, visible, opacity]),
    ).toEqual([
      ['ground', 0, 20, true, 1],
      ['figure', 5, 4, true, 1],
      ['sketch', 1, 3, false, 1],
    ]);
    expect(at(layers![1]!.raster, 0, 0)).toEqual([220, 30, 40, 255]);
  });

  it('is one flat picture where layers blend in other ways', async () => {
    const [picture] = await open(await write('blend.psd', layered('multiply')));
    expect(await loadLayers(picture!.reference, base)).toBeUndefined();
  });

  it('has no layers in other files', async () => {
    await write('flat.png', png);
    expect(await loadLayers({ file: 'flat.png' }, base)).toBeUndefined();
  });
});

describe('what Inkreel wrote into a folder of art', () => {
  it('is no art, though a picture that is only called like it is', async () => {
    for (const name of ['page.png', 'film-board.png', 'my-board.png'])
      await write(`own/${name}`, png);
    await write('own/film-board.html', '<!doctype html>');
    const names = (await open(join(base, 'own'))).map(({ reference }) => reference.file);
    expect(names).toEqual(['own/my-board.png', 'own/page.png']);
  });
});

describe('pictures that are made', () => {
  it('resizes without colour bleeding out of what is transparent', async () => {
    const data = Uint8Array.from([0, 255, 0, 0, 220, 30, 40, 255, 220, 30, 40, 255, 0, 255, 0, 0]);
    const { data: small } = await resize({ width: 4, height: 1, data }, { width: 2, height: 1 });
    expect(small[1]).toBeLessThan(60);
  });
});
