import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  addMember,
  discardMember,
  figuresOfMember,
  mergeMembers,
  renameMember,
  requireMember,
  splitMember,
} from './cast-edits.ts';
import type { FilmFile } from './film-file.ts';
import { requireFilm } from './parse-film.ts';
import { recast } from './recast.ts';

/** Two panels: Mara speaks in both, Finch is in the second. */
const film: FilmFile = {
  title: 'The Inkwell',
  art: [
    {
      id: 'page',
      file: 'page.png',
      panels: [{ box: [0, 0, 200, 200] }, { box: [200, 0, 200, 200] }],
      balloons: [1, 2].map((panel) => ({
        panel,
        text: 'Who is there?',
        box: [200 * panel - 90, 10, 60, 30] as [number, number, number, number],
        speaker: {
          figure: 1,
          box: [200 * panel - 190, 40, 60, 150] as [number, number, number, number],
        },
      })),
      figures: [
        { panel: 1, box: [10, 40, 60, 150], who: 'mara' },
        { panel: 2, box: [210, 40, 60, 150], who: 'mara' },
        { panel: 2, box: [300, 140, 40, 50], who: 'finch' },
      ],
    },
  ],
  cast: [
    {
      id: 'mara',
      name: 'Mara',
      voice: 'clara',
      references: [
        { file: 'page.png', box: [210, 40, 60, 150] },
        { file: 'page.png', box: [10, 40, 60, 150] },
      ],
    },
    { id: 'finch', kind: 'prop', references: [{ file: 'page.png', box: [300, 140, 40, 50] }] },
  ],
  scenes: [
    {
      shots: [1, 2].map((panel) => ({
        picture: { art: 'page', panel },
        cast: panel === 1 ? ['mara'] : ['mara', 'finch'],
        lines: [{ text: 'Who is there?', speaker: 'mara', balloon: panel }, 'Nobody.'],
        mouths: [{ box: [20, 60, 9, 5] as [number, number, number, number], speaker: 'mara' }],
      })),
    },
  ],
};

const shotsOf = (changed: FilmFile) => changed.scenes![0]!.shots;
const speakersOf = (changed: FilmFile) =>
  shotsOf(changed).map(({ lines }) => (lines![0] as { speaker?: string }).speaker);

describe('the cast of a film.json', () => {
  it('is found by id and by name, and a slip is named', () => {
    expect(requireMember(film, 'MARA').id).toBe('mara');
    expect(() => requireMember(film, 'marra')).toThrow(/Did you mean "Mara"\?|Did you mean "mara"/);
    expect(() => requireMember({}, 'mara')).toThrow(/no cast yet/);
  });

  it('is merged: figures, lines, shots, mouths and pictures go to one', () => {
    const merged = mergeMembers(film, 'finch', ['mara']);
    expect(merged.cast!.map(({ id }) => id)).toEqual(['finch']);
    expect(merged.cast![0]!.references).toHaveLength(3);
    expect(figuresOfMember(merged, 'finch')).toHaveLength(3);
    expect(speakersOf(merged)).toEqual(['finch', 'finch']);
    expect(shotsOf(merged).map(({ cast }) => cast)).toEqual([['finch'], ['finch']]);
    expect(shotsOf(merged)[0]!.mouths).toEqual([{ box: [20, 60, 9, 5], speaker: 'finch' }]);
    expect(() => requireFilm(merged, 'film.json')).not.toThrow();
  });

  it('is renamed wherever it is named', () => {
    const renamed = renameMember(film, 'mara', 'Old Mara');
    expect(renamed.cast![0]).toMatchObject({ id: 'old-mara', name: 'Old Mara', voice: 'clara' });
    expect(speakersOf(renamed)).toEqual(['old-mara', 'old-mara']);
    expect(figuresOfMember(renamed, 'old-mara')).toHaveLength(2);
    expect(renameMember(film, 'mara', 'Finch').cast![0]!.id).toBe('finch-2');
  });

  it('loses who is discarded, and nothing else', () => {
    const without = discardMember(film, 'mara');
    expect(without.cast!.map(({ id }) => id)).toEqual(['finch']);
    expect(speakersOf(without)).toEqual([undefined, undefined]);
    expect(shotsOf(without).map(({ cast }) => cast)).toEqual([[], ['finch']]);
    expect(() => requireFilm(without, 'film.json')).not.toThrow();
  });

  it('is split: some figures are another, with their pictures and what they say', () => {
    const { film: split, made } = splitMember(film, 'mara', [2], 'Her Double');
    expect(made).toBe('her-double');
    const told = recast(split, ['mara', made]);
    expect(told.cast!.map(({ id, references }) => [id, references!.length])).toEqual([
      ['mara', 1],
      ['her-double', 1],
      ['finch', 1],
    ]);
    expect(told.cast![1]!.references).toEqual([{ file: 'page.png', box: [210, 40, 60, 150] }]);
    expect(speakersOf(told)).toEqual(['mara', 'her-double']);
    expect(shotsOf(told).map(({ cast }) => cast)).toEqual([['mara'], ['finch', 'her-double']]);
  });

  it('is not split by numbers there are not, or wholly', () => {
    expect(() => splitMember(film, 'mara', [3], 'X')).toThrow(/has 2 figures, and no number 3/);
    expect(() => splitMember(film, 'mara', [1, 2], 'X')).toThrow(/all figures of "mara"/);
  });

  it('gets members under free ids', () => {
    const once = addMember(film, { name: 'Mara', references: [{ file: 'sheet.png' }] });
    expect(once.made).toBe('mara-2');
    expect(addMember(once.film, { name: '…' }).made).toBe('somebody');
  });

  it('is changed without a look at the film before it', () => {
    const before = JSON.stringify(film);
    mergeMembers(film, 'mara', ['finch']);
    splitMember(film, 'mara', [1], 'X');
    discardMember(film, 'mara');
    expect(JSON.stringify(film)).toBe(before);
  });
});

describe('mistakes in the cast of a film.json', () => {
  it('are named: figures of nobody, and of panels there are not', () => {
    const wrong = structuredClone(film) as FilmFile;
    const [page] = wrong.art!;
    if (typeof page === 'string') throw new Error('no page');
    page!.figures![0] = { panel: 7, box: [10, 40, 60, 150], who: 'marra' };
    expect(() => requireFilm(wrong, 'film.json')).toThrow(/names "marra", nobody in the cast/);
    expect(() => requireFilm(wrong, 'film.json')).toThrow(/is 7, but "page" has 2 panels/);
  });

  it('are none in the saved one', () => {
    const saved = readFileSync(
      new URL('../../fixtures/documents/film-4.json', import.meta.url),
      'utf8',
    );
    const { art, cast, locations } = requireFilm(saved, 'film-4.json');
    expect(art[0]!.figures).toEqual([
      { panel: 0, box: { x: 230, y: 90, width: 90, height: 200 }, who: 'mara' },
      { panel: 1, box: { x: 470, y: 80, width: 120, height: 220 } },
    ]);
    expect(cast[0]!.references[0]).toMatchObject({ file: 'pages/01.png', box: { x: 230 } });
    expect(cast[0]!.references[1]).toEqual({ file: 'mara/angry.png', look: 'angry' });
    expect(locations[0]!.references[0]!.box).toEqual({ x: 440, y: 20, width: 380, height: 300 });
  });
});
