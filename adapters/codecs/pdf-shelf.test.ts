import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadPicture } from './load-picture.ts';
import { type MadePage, makePdf } from './made-files.ts';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'inkreel-shelf-'));
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => rm(base, { recursive: true, force: true }));

const write = (name: string, pdf: Uint8Array) => writeFile(join(base, name), pdf);
const draw = (file: string, page: number) => loadPicture({ file, part: String(page) }, base);

/** The PDFiums that are started from here on, with the bytes that each holds. */
function watchStarts(): { readonly bytes: () => number }[] {
  const started: { bytes: () => number }[] = [];
  const init = PDFiumLibrary.init.bind(PDFiumLibrary);
  vi.spyOn(PDFiumLibrary, 'init').mockImplementation(async (options) => {
    const library = await init(options);
    const { module } = library as unknown as { module: { HEAPU8: Uint8Array } };
    started.push({ bytes: () => module.HEAPU8.byteLength });
    return library;
  });
  return started;
}

/** Pages that are a scan each, every one of another grey. */
async function scans(count: number): Promise<readonly MadePage[]> {
  const [width, height] = [600, 800];
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const grey = { r: 4 * n, g: 4 * n, b: 4 * n };
      const create = { width, height, channels: 3 as const, background: grey };
      const bytes = await sharp({ create }).jpeg().toBuffer();
      return { width: 300, height: 400, jpeg: { bytes, width, height } };
    }),
  );
}

describe('the pages of a PDF, one by one', () => {
  it('start PDFium once, and its memory stays as after the first few', async () => {
    const pages = 48;
    await write('long.pdf', makePdf(await scans(pages)));
    const started = watchStarts();
    let early = 0;
    for (let page = 1; page <= pages; page++) {
      const { data, width } = await draw('long.pdf', page);
      expect(width).toBe(600);
      expect(Math.abs(data[0]! - 4 * (page - 1))).toBeLessThanOrEqual(2);
      if (page === 6) early = started[0]!.bytes();
    }
    expect(started).toHaveLength(1);
    expect(early).toBeGreaterThan(0);
    expect(started[0]!.bytes()).toBe(early);
  });

  it('may be asked for at the same time, and of two books in turn', async () => {
    await write('one.pdf', makePdf(await scans(3)));
    await write('two.pdf', makePdf(await scans(2)));
    const started = watchStarts();
    const drawn = await Promise.all([1, 2, 3].map((page) => draw('one.pdf', page)));
    expect(drawn.map(({ data }) => Math.round(data[0]! / 4))).toEqual([0, 1, 2]);
    expect(started).toHaveLength(1);
    const mixed = await Promise.all([draw('one.pdf', 3), draw('two.pdf', 2), draw('one.pdf', 2)]);
    expect(mixed.map(({ data }) => Math.round(data[0]! / 4))).toEqual([2, 1, 1]);
  });

  it('are those of the file that is there now', async () => {
    const [first, , third] = await scans(3);
    await write('changing.pdf', makePdf([first!]));
    expect((await draw('changing.pdf', 1)).data[0]).toBeLessThanOrEqual(2);
    await write('next.pdf', makePdf([third!]));
    await rename(join(base, 'next.pdf'), join(base, 'changing.pdf'));
    expect(Math.round((await draw('changing.pdf', 1)).data[0]! / 4)).toBe(2);
  });

  it('are drawn by a PDFium of their own after an error, which is told as ever', async () => {
    const [good] = await scans(1);
    await write('part.pdf', makePdf([good!, { width: 100, height: 100 }]));
    const started = watchStarts();
    const beyond = { code: 'art-missing', message: expect.stringContaining('It has 2.') };
    await expect(draw('part.pdf', 3)).rejects.toMatchObject(beyond);
    await expect(draw('part.pdf', 1)).resolves.toMatchObject({ width: 600 });
    expect(started).toHaveLength(2);
    for (const [name, pdf, words] of [
      ['bare.pdf', makePdf([]), 'no page'],
      ['locked.pdf', makePdf([good!], true), 'password'],
      ['torn.pdf', makePdf([good!]).subarray(0, 40), 'damaged'],
    ] as const) {
      await write(name, pdf);
      const refused = { code: 'art-unreadable', message: expect.stringContaining(words) };
      // Asked again, it is not the error of before that is kept but the file that is looked at.
      await expect(draw(name, 1)).rejects.toMatchObject(refused);
      await expect(draw(name, 1)).rejects.toMatchObject(refused);
    }
    await expect(draw('gone.pdf', 1)).rejects.toMatchObject({ code: 'art-missing' });
  });
});
