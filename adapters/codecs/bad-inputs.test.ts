import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writePsdBuffer } from 'ag-psd';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from './limits.ts';
import { loadPicture } from './load-picture.ts';
import { makePdf, makePng, makeZip } from './made-files.ts';
import { openInputs } from './open-inputs.ts';

const png = makePng(8, 8, [200, 10, 10, 255]);
let base = '';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'inkreel-bad-'));
});
afterAll(() => rm(base, { recursive: true, force: true }));

async function write(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = join(base, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
  return path;
}

/** Opens an input that must give exactly one error and no picture. */
async function refusal(input: string, limits = DEFAULT_LIMITS) {
  const { pictures, refused } = await openInputs([input], { base, limits });
  expect(pictures).toEqual([]);
  expect(refused).toHaveLength(1);
  const { code, message, file } = refused[0]!;
  expect(message).toContain(file);
  // The fact and the remedy are two sentences.
  expect(message.replace(file ?? '', '')).toMatch(/\. [A-Z].*\.$/);
  return { code, message, file };
}

function noise(width: number, height: number) {
  let seed = 1;
  const data = Buffer.alloc(width * height * 3);
  for (let i = 0; i < data.length; i++) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    data[i] = seed >> 16;
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}

describe('pictures that cannot be used', () => {
  it.each(['png', 'jpeg', 'webp', 'avif', 'tiff', 'gif'] as const)(
    'finds out a %s that is cut short',
    async (format) => {
      const whole = await noise(120, 120).toFormat(format).toBuffer();
      for (const share of [0.5, 0.9]) {
        const path = await write(`cut-${share}.${format}`, whole.subarray(0, whole.length * share));
        const { code, file } = await refusal(path);
        expect(code).toBe('art-unreadable');
        expect(file).toBe(path);
      }
    },
  );

  it('finds out a PSD that is cut short', async () => {
    const imageData = { width: 40, height: 40, data: new Uint8ClampedArray(6400).fill(90) };
    const whole = writePsdBuffer({ width: 40, height: 40, imageData } as never);
    const { code } = await refusal(await write('cut.psd', whole.subarray(0, whole.length - 20)));
    expect(code).toBe('art-unreadable');
  });

  it('says that an empty file is empty', async () => {
    const { code, message } = await refusal(await write('nothing.png', ''));
    expect(code).toBe('art-unreadable');
    expect(message).toContain('0 bytes');
  });

  it('never allocates what a header claims', async () => {
    const before = process.memoryUsage().rss;
    const liar = makePng(4, 4, [0, 0, 0, 255], [60_000, 60_000]);
    const path = await write('vast.png', liar);
    expect((await refusal(path)).code).toBe('art-too-large');
    await expect(loadPicture({ file: 'vast.png' }, base)).rejects.toMatchObject({
      code: 'art-too-large',
    });
    const vastPsd = Buffer.alloc(40);
    vastPsd.write('8BPS\0\x01', 'latin1');
    vastPsd.writeUInt32BE(60_000, 14);
    vastPsd.writeUInt32BE(60_000, 18);
    expect((await refusal(await write('vast.psd', vastPsd))).code).toBe('art-too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
  });

  it('knows a text file whatever it is called', async () => {
    const { code, message } = await refusal(await write('notes.jpg', 'Dear reader,\nno art.\n'));
    expect(code).toBe('art-unreadable');
    expect(message).toContain('text file');
  });

  it('names what is missing', async () => {
    expect((await refusal(join(base, 'nowhere.png'))).code).toBe('art-missing');
  });

  it('refuses a file larger than is read', async () => {
    const path = await write('heavy.png', png);
    const limits = { ...DEFAULT_LIMITS, fileBytes: 10 };
    expect((await refusal(path, limits)).code).toBe('art-too-large');
  });
});

describe('folders that cannot be used', () => {
  it('says that a folder holds no art', async () => {
    await write('texts/a.txt', 'a');
    await write('texts/b.json', '{}');
    await write('texts/.hidden.png', png);
    expect((await refusal(join(base, 'texts'))).code).toBe('art-missing');
  });

  it('does not follow a link in a circle', async () => {
    await mkdir(join(base, 'circle'));
    await symlink('.', join(base, 'circle', 'again'));
    const { code, file } = await refusal(join(base, 'circle'));
    expect(code).toBe('art-unreadable');
    expect(file).toBe(join(base, 'circle', 'again'));
  });

  it('keeps the good beside the bad', async () => {
    await write('mixed/1.png', png);
    await write('mixed/2.png', '');
    await write('mixed/3.png', png);
    const { pictures, refused } = await openInputs([join(base, 'mixed')], { base });
    expect(pictures.map(({ reference }) => reference.file)).toEqual(['mixed/1.png', 'mixed/3.png']);
    expect(refused.map(({ file }) => file)).toEqual([join(base, 'mixed/2.png')]);
  });
});

describe('archives that cannot be used', () => {
  it.each(['../evil.png', 'a/../../evil.png', '/etc/evil.png', 'C:/evil.png', '..\\evil.png'])(
    'refuses a book with an entry called %s',
    async (name) => {
      const book = makeZip([
        { name: '001.png', content: png },
        { name, content: png },
      ]);
      expect((await refusal(await write('names.cbz', book))).code).toBe('archive-unsafe');
      await expect(loadPicture({ file: 'names.cbz', part: '001.png' }, base)).rejects.toMatchObject(
        { code: 'archive-unsafe' },
      );
    },
  );

  it('stops an entry that inflates without end, whatever its header says', async () => {
    const bomb = Buffer.concat([png, Buffer.alloc(40 * 1024 ** 2)]);
    for (const claims of [bomb.length, 1000]) {
      const book = makeZip([{ name: '001.png', content: bomb, claims }]);
      expect((await refusal(await write('bomb.cbz', book))).code).toBe('archive-unsafe');
    }
  });

  it('counts what all entries inflate to together', async () => {
    const heavy = Buffer.concat([png, Buffer.alloc(60_000)]);
    const book = makeZip([1, 2, 3].map((n) => ({ name: `${n}.png`, content: heavy })));
    const limits = { ...DEFAULT_LIMITS, inflatedBytes: 100_000 };
    expect((await refusal(await write('sum.cbz', book), limits)).code).toBe('archive-unsafe');
  });

  it('refuses more entries than are read', async () => {
    const book = makeZip([1, 2, 3].map((n) => ({ name: `${n}.png`, content: png })));
    const limits = { ...DEFAULT_LIMITS, entries: 2 };
    expect((await refusal(await write('many.cbz', book), limits)).code).toBe('art-too-large');
  });

  it('asks for a book without a password', async () => {
    const book = makeZip([{ name: '001.png', content: png, encrypted: true }]);
    const { message } = await refusal(await write('secret.cbz', book));
    expect(message).toContain('password');
  });

  it('finds out a book that is cut short', async () => {
    const book = makeZip([{ name: '001.png', content: png }]);
    const { code } = await refusal(await write('cut.cbz', book.subarray(0, book.length - 30)));
    expect(code).toBe('art-unreadable');
  });

  it('says that a book holds no pictures', async () => {
    const book = makeZip([{ name: 'readme.txt', content: Buffer.from('hello') }]);
    expect((await refusal(await write('texts.cbz', book))).code).toBe('art-missing');
    expect((await refusal(await write('empty.cbz', makeZip([])))).code).toBe('art-missing');
  });
});

describe('PDFs that cannot be used', () => {
  it('says that a PDF has no page', async () => {
    const { code, message } = await refusal(await write('bare.pdf', makePdf([])));
    expect(code).toBe('art-unreadable');
    expect(message).toContain('no page');
  });

  it('asks for a PDF without a password', async () => {
    const locked = makePdf([{ width: 100, height: 100 }], true);
    const { code, message } = await refusal(await write('locked.pdf', locked));
    expect(code).toBe('art-unreadable');
    expect(message).toContain('password');
  });

  it('finds out a PDF that is damaged', async () => {
    const { code } = await refusal(await write('torn.pdf', '%PDF-1.4\nnothing more'));
    expect(code).toBe('art-unreadable');
  });
});
