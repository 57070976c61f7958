import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import type { Answer, Desk } from '../desk.ts';
import { openStoreFor, requireNotArt } from '../film-files.ts';
import { gatherArt } from '../gather-art.ts';

export interface ReadOptions {
  readonly inputs: readonly string[];
  readonly direction?: ReadingDirection;
  readonly overlay?: string;
  readonly keepGoing?: boolean;
  readonly cache?: string;
}

/** Finds panels. The JSON is what scripts rely on: pixels of the file, in reading order. */
export async function run(options: ReadOptions, desk: Desk): Promise<Answer> {
  const store = await openStoreFor('inkreel', options.cache);
  const base = process.cwd();
  const { pictures, refused } = await gatherArt(options.inputs, { ...options, base, store }, desk);
  for (const error of refused) desk.say(`left out: ${error.message}`);

  if (options.overlay !== undefined) {
    const [{ loadPicture }, { pageOverlay }] = await Promise.all([
      import('@inkreel/adapters/codecs/load-picture.ts'),
      import('@inkreel/adapters/overlay/page-overlay.ts'),
    ]);
    const overlays = pictures.map(({ opened }, at) => {
      const number = String(at + 1).padStart(String(pictures.length).length, '0');
      // An entry of a book may have a name that is too long for a file.
      const stem = basename(opened.name)
        .replace(/\.[^.]+$/, '')
        .slice(0, 60);
      return join(options.overlay!, `${number}-${stem}.png`);
    });
    requireNotArt(
      overlays,
      pictures.map(({ art }) => art),
      base,
    );
    await mkdir(options.overlay, { recursive: true });
    for (const [at, { opened, reading }] of pictures.entries()) {
      desk.signal.throwIfAborted();
      desk.progress({ label: 'Drawing', done: at, total: pictures.length });
      const raster = await loadPicture(opened.reference, base);
      await writeWhole(overlays[at]!, await pageOverlay(raster, reading.page));
    }
  }
  const pages = pictures.map(({ opened, reading: { page, size } }) => ({
    file: opened.name,
    size: [size.width, size.height],
    direction: page?.direction ?? options.direction ?? 'ltr',
    panels: (page?.panels ?? []).map(({ box, polygon }) => ({
      box: [box.x, box.y, box.width, box.height],
      polygon: polygon.map(({ x, y }) => [x, y]),
    })),
  }));
  const lines = pages.map(({ file, direction, panels }) => {
    const count = panels.length === 1 ? '1 panel' : `${panels.length} panels`;
    return `${file}: ${count}, ${direction}`;
  });
  return { text: lines.join('\n'), json: { pages } };
}
