import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeFigure } from '@inkreel/adapters/codecs/made-figure.ts';
import { openInputs } from '@inkreel/adapters/codecs/open-inputs.ts';
import { openFolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { requireFilm } from '@inkreel/film/document/parse-film.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { completeFilm } from './open-film.ts';
import { castOf, pinsOf, readMouths } from './read-mouths.ts';

let base = '';
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'mouths-'));
  await writeFile(join(base, 'figure.psd'), await makeFigure({ group: 'lip sync' }));
});
afterAll(() => rm(base, { recursive: true, force: true }));

describe('readMouths', () => {
  it('proposes the mouths that a layered picture has drawings of', async () => {
    const store = await openFolderStore(join(base, 'store'));
    const { pictures } = await openInputs(
      ['figure.psd'].map((file) => join(base, file)),
      { base },
    );
    const mouths = await readMouths(store, pictures[0]!, base);
    expect(mouths).toMatchObject([{ layers: 'figure/lip sync', owner: 'figure' }]);
    expect(await readMouths(store, pictures[0]!, base)).toEqual(mouths);
    // The only mouth of a picture says whatever is said.
    expect(pinsOf(mouths)).toEqual([{ box: mouths[0]!.box, layers: 'figure/lip sync' }]);
    expect(castOf([mouths])).toEqual([]);
  });

  it('gives each of several mouths its owner in the cast', () => {
    const box = { x: 0, y: 0, width: 9, height: 9 };
    const mouths = [
      { box, layers: 'Old Bram/mouth', owner: 'Old Bram' },
      { box, layers: 'Mara/mouth', owner: 'Mara' },
    ];
    expect(pinsOf(mouths).map(({ speaker }) => speaker)).toEqual(['old-bram', 'mara']);
    expect(castOf([mouths, mouths]).map(({ id, name }) => [id, name])).toEqual([
      ['old-bram', 'Old Bram'],
      ['mara', 'Mara'],
    ]);
  });

  it('has the cast in the order of the art, whatever is known of it already', async () => {
    await writeFile(join(base, 'first.psd'), await makeFigure({ owners: ['Ada', 'Bo'] }));
    await writeFile(join(base, 'second.psd'), await makeFigure({ owners: ['Cy', 'Di'] }));
    const store = await openFolderStore(join(base, 'known'));
    const { pictures } = await openInputs([join(base, 'second.psd')], { base });
    expect(await readMouths(store, pictures[0]!, base)).toHaveLength(2);
    const desk: Desk = { say() {}, progress() {}, signal: new AbortController().signal };
    const film = requireFilm({ art: ['first.psd', 'second.psd'] }, 'film.json');
    const complete = await completeFilm(film, base, { store, words: false }, desk);
    expect(complete.film.cast.map(({ name }) => name)).toEqual(['Ada', 'Bo', 'Cy', 'Di']);
  });
});
