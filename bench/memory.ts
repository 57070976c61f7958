import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawSampleArt, renderSample, writeSampleFilm } from './sample/sample-film.ts';
import { type BenchTable, rowOf } from './table.ts';

/**
 * Peak memory of a long film against a short one, of the program and its encoders together. Both are
 * spoken, scored and rendered anew by processes of their own, from the same pictures, whose stages are
 * kept already.
 */
export async function run({ short }: { readonly short: boolean }): Promise<BenchTable> {
  const name = 'memory';
  if (process.platform !== 'linux') {
    return { name, rows: [], missing: 'memory is read from /proc, which only Linux has.' };
  }
  const folder = await mkdtemp(join(tmpdir(), 'inkreel-memory-'));
  try {
    const pictures = await drawSampleArt(folder);
    const long = short ? 60 : 180;
    const peakOf = async (seconds: number) => {
      const film = { name: `film-${seconds}`, seconds, quality: 'draft' as const, heard: true };
      return (await renderSample(await writeSampleFilm(folder, pictures, film), true))
        .peakMegabytes;
    };
    // Stages all pictures, so that both films find the same in the store.
    await peakOf(30);
    const [brief, lengthy] = [await peakOf(15), await peakOf(long)];
    return {
      name,
      rows: [
        rowOf('15 s of film', Math.round(brief), 'lower', undefined, 'MB'),
        rowOf(`${long} s of film`, Math.round(lengthy), 'lower', undefined, 'MB'),
        rowOf(`${long} s against 15 s`, lengthy / brief, 'lower', 1.15, 'x'),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
