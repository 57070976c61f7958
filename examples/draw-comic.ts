import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawPage } from './paper-lamp/draw-page.ts';
import { PAGES } from './paper-lamp/layout.ts';

/** Where the pages of the comic come to lie. */
export const PAGES_FOLDER = join(
  dirname(dirname(fileURLToPath(import.meta.url))),
  'out',
  'the-paper-lamp',
);

/** Draws every page of "The Paper Lamp" as PNG and gives their paths, in order. */
export async function drawComic(folder: string = PAGES_FOLDER): Promise<readonly string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const [page] of PAGES.entries()) {
    const { width, height, data } = await drawPage(page);
    const path = join(folder, `page-${page + 1}.png`);
    await sharp(data, { raw: { width, height, channels: 4 } })
      .removeAlpha()
      .png({ compressionLevel: 6 })
      .toFile(path);
    paths.push(path);
  }
  return paths;
}

if (import.meta.main) {
  for (const path of await drawComic()) console.log(path);
}
