import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FilmFile } from '@inkreel/film/document/film-file.ts';
import { runInkreel } from '../sample/run-inkreel.ts';
import { type BenchRow, rowOf } from '../table.ts';
import { PORTRAITS } from './portraits.ts';

/** Three who are seen in every variant they have; the short form has one of them. */
const CAST = ['deoran', 'alanin', 'malin_keshar'] as const;

/** What of a report is counted. */
interface Report {
  readonly members: readonly {
    readonly scenes: readonly {
      readonly shots: readonly { readonly finding: string; readonly likeness?: number }[];
    }[];
  }[];
}

/**
 * A film by the ink engine of characters whose model sheets have all their variants, a scene for each: rendered,
 * encoded, and measured in its frames.
 */
export async function inkFilmRows({ short }: { readonly short: boolean }): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'inkreel-ink-film-'));
  try {
    const file = join(folder, 'film.json');
    await writeFile(file, JSON.stringify(await filmOf(short ? CAST.slice(0, 1) : CAST)));
    const report = JSON.parse(await runInkreel(['continuity', file, '--json'])) as Report;
    const looks = report.members.flatMap(({ scenes }) => scenes.flatMap(({ shots }) => shots));
    const held = looks.filter(({ finding }) => finding === 'on-model').length;
    return [
      rowOf('ink film: locked members on model', held / looks.length, 'higher', 1),
      rowOf(
        'ink film: least likeness',
        Math.min(...looks.map(({ likeness = 0 }) => likeness)),
        'higher',
      ),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function filmOf(cast: readonly string[]): Promise<FilmFile> {
  const drawn = await Promise.all(
    cast.map(async (who) => ({
      who,
      files: (await readdir(join(PORTRAITS, who))).filter((name) => name.endsWith('.png')).sort(),
    })),
  );
  const all = drawn.flatMap(({ who, files }) =>
    files.map((name) => ({ who, id: name.replace('.png', ''), file: join(PORTRAITS, who, name) })),
  );
  return {
    title: 'Everybody in everything',
    delivery: { quality: 'draft' },
    sound: { voices: false },
    music: { kind: 'none' },
    art: all.map(({ id, file }) => ({ id, file })),
    cast: cast.map((who) => ({
      id: who,
      references: all.filter((each) => each.who === who).map(({ file }) => ({ file })),
    })),
    scenes: all.map(({ who, id }) => ({
      shots: [{ picture: { art: id }, cast: [who], length: '24f', transition: 'cut' }],
    })),
  };
}
