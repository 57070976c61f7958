import { existsSync } from 'node:fs';
import type { Reader } from '@inkreel/film/comic/reader.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadPicture } from '../codecs/load-picture.ts';
import { openPaddleReader } from './paddle-reader.ts';

const PAGE = '../shared/art/comics/peppercarrot/en/E06P02.jpg';

let reader: Reader;
beforeAll(async () => {
  reader = await openPaddleReader();
});
afterAll(() => reader.close());

describe.skipIf(!existsSync(PAGE))('a drawn page (skipped where ../shared/art is absent)', () => {
  test('its lettering is found where it stands and read', async () => {
    const lines = await reader.read(await loadPicture({ file: PAGE }, '.'));
    const texts = lines.map(({ text }) => text);
    expect(texts).toContain('Carrot!');
    expect(texts).toContain('Fan-tas-tic !');
    const carrot = lines.find(({ text }) => text === 'Carrot!')!;
    expect(carrot.box.x).toBeGreaterThan(320);
    expect(carrot.box.x + carrot.box.width).toBeLessThan(430);
    expect(carrot.confidence).toBeGreaterThan(0.9);
  });
});

test('a picture without lettering has none', async () => {
  const { data, info } = await sharp({
    create: { width: 300, height: 200, channels: 4, background: '#88aacc' },
  })
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(await reader.read({ ...info, data: new Uint8Array(data) })).toEqual([]);
});
