import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { encodingKey } from '@inkreel/adapters/ffmpeg/encode-segment.ts';
import type { Ffmpeg } from '@inkreel/adapters/ffmpeg/find-ffmpeg.ts';
import { knowArt } from '@inkreel/adapters/ink/known-art.ts';
import { openLookShelf } from '@inkreel/adapters/ink/look-shelf.ts';
import { madeBy } from '@inkreel/adapters/ink/made-by.ts';
import { openSegmentPainter } from '@inkreel/adapters/ink/paint-segment.ts';
import { readStage } from '@inkreel/adapters/ink/stage-file.ts';
import { openPainter } from '@inkreel/adapters/painter/node-painter.ts';
import { openFolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { hashOf } from '@inkreel/adapters/storage/hash.ts';
import { openFilm } from '@inkreel/cli/open-film.ts';
import { frameSizeOf } from '@inkreel/film/delivery/frame-size.ts';
import { planProduction } from '@inkreel/film/production/plan-production.ts';
import type { SampleFilm } from './sample-film.ts';

/**
 * Paints a sample film that was rendered before into one file of raw frames, exactly the frames that
 * its encoder was given.
 *
 * @returns how many there are
 */
export async function paintSample(film: SampleFilm, ffmpeg: Ffmpeg, raw: string): Promise<number> {
  const store = await openFolderStore(join(film.folder, '.inkreel'));
  const quiet = { signal: new AbortController().signal, say() {}, progress() {} };
  const opened = await openFilm(film.document, store, quiet);
  const plan = planProduction(opened.film, await knowArt(opened.film.art, opened.base), {
    hash: hashOf,
    encoder: encodingKey(ffmpeg, opened.film.preset),
    madeBy: madeBy(),
  });
  const size = frameSizeOf(opened.film.preset);
  const painter = await openPainter(size);
  const frame = new Uint8Array((size.width * size.height * 3) / 2);
  const looks = openLookShelf(painter, size, plan.rate, async ({ stage }) => {
    const path = await store.find(stage);
    if (path === undefined) throw new Error('A stage of the sample film is not in its store.');
    return readStage(path);
  });
  const file = await open(raw, 'w');
  try {
    for (const { input } of plan.segments) {
      const segment = await openSegmentPainter(painter, input, looks);
      for (let index = 0; index < input.count; index++) {
        segment.paint(index, frame);
        await file.write(frame);
      }
      segment.close();
    }
  } finally {
    await file.close();
  }
  return plan.frames;
}
