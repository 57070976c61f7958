import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawSampleArt, renderSample, writeSampleFilm } from './sample/sample-film.ts';
import { type BenchTable, rowOf } from './table.ts';

/** A film made from nothing, and made again with nothing changed; process start included in both. */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const folder = await mkdtemp(join(tmpdir(), 'inkreel-rerun-'));
  try {
    const seconds = short ? 30 : 60;
    const film = await writeSampleFilm(folder, await drawSampleArt(folder), {
      ...{ name: 'film', seconds, quality: 'standard' },
    });
    const first = (await renderSample(film)).seconds;
    const again = [await renderSample(film), await renderSample(film), await renderSample(film)];
    const second = Math.min(...again.map((each) => each.seconds));
    return {
      name: 'rerun',
      rows: [
        rowOf(`${seconds} s of film, first run`, first, 'lower', undefined, 's'),
        rowOf('second run, nothing changed', second, 'lower', undefined, 's'),
        rowOf('second against first', second / first, 'lower', 0.03),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
