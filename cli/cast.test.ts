import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { picturePng } from './journey-art.ts';
import type { CastOptions } from './verbs/cast.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-cast-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Asked<Action> = Omit<Extract<CastOptions, { action?: Action }>, 'cache'>;

/** Runs the verb as its thread would. */
async function cast<Action extends CastOptions['action']>(options: Asked<Action>) {
  const said: string[] = [];
  const desk = {
    say: (line: string) => void said.push(line),
    progress() {},
    signal: new AbortController().signal,
  };
  const { run } = await import('./verbs/cast.ts');
  const { text, json } = await run(options as unknown as CastOptions, desk);
  return { text, json: json as Record<string, unknown>, said: said.join('\n') };
}

/** A film of two panels by hand: its odd spacing and its own words are to be kept. */
function makeRoom(name: string): { readonly at: string; readonly file: string } {
  const at = mkdtempSync(join(folder, `${name}-`));
  writeFileSync(join(at, 'hill.png'), picturePng());
  const film = {
    title: 'Mine',
    seed: 12,
    art: [
      {
        id: 'hill',
        file: 'hill.png',
        kind: 'picture',
        figures: [
          { box: [4, 4, 40, 60], who: 'figure-a' },
          { box: [60, 4, 40, 60], who: 'figure-b' },
          { box: [10, 10, 30, 40], who: 'figure-a' },
        ],
      },
    ],
    cast: [
      { id: 'figure-a', name: 'Figure A', references: [{ file: 'hill.png', box: [4, 4, 40, 60] }] },
      {
        id: 'figure-b',
        name: 'Figure B',
        references: [{ file: 'hill.png', box: [60, 4, 40, 60] }],
      },
    ],
    scenes: [
      {
        shots: [
          {
            picture: 'hill',
            camera: 'static',
            cast: ['figure-a', 'figure-b'],
            lines: [{ speaker: 'figure-b', text: 'Higher.' }],
          },
        ],
      },
    ],
  };
  const file = join(at, 'film.json');
  writeFileSync(file, JSON.stringify(film));
  return { at, file };
}

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

describe('inkreel cast', () => {
  it('lists who is in a film, and draws them', async () => {
    const { at, file } = makeRoom('list');
    const { text, json } = await cast<undefined>({ file, sheet: join(at, 'cast.png') });
    expect(json.cast).toMatchObject([
      { id: 'figure-a', kind: 'character', seen: 2, shots: 1, lines: 0 },
      { id: 'figure-b', seen: 1, shots: 1, lines: 1 },
    ]);
    expect(text).toContain('1 picture, seen 2 times in 1 shot, 0 lines');
    const { width, height, format } = await sharp(join(at, 'cast.png')).metadata();
    expect([width, format]).toEqual([1600, 'png']);
    expect(height).toBeGreaterThan(600);
  });

  it('merges and renames, and keeps all else that the document says', async () => {
    const { file } = makeRoom('merge');
    await cast<'merge'>({ file, action: 'merge', into: 'figure-a', others: ['Figure B'] });
    await cast<'rename'>({ file, action: 'rename', member: 'figure-a', name: 'Mara' });
    const film = read(file);
    expect(film).toMatchObject({ title: 'Mine', seed: 12, cast: [{ id: 'mara', name: 'Mara' }] });
    expect(film.scenes[0].shots[0]).toEqual({
      picture: 'hill',
      camera: 'static',
      cast: ['mara'],
      lines: [{ speaker: 'mara', text: 'Higher.' }],
    });
  });

  it('has pictures that check names where they are not there', async () => {
    const { at, file } = makeRoom('check');
    const film = read(file);
    film.cast[0].references.push({ file: 'gone.png' });
    writeFileSync(file, JSON.stringify(film));
    const desk = { say() {}, progress() {}, signal: new AbortController().signal };
    const { run } = await import('./verbs/check.ts');
    const { text } = await run({ file, cache: join(at, 'cache') }, desk);
    expect(text).toMatch(/cast\[0\]\.references\[1\]\.file.* is "gone\.png", which is not there/);
  });

  it('splits and discards', async () => {
    const { file } = makeRoom('split');
    const split = await cast<'split'>({
      file,
      action: 'split',
      member: 'figure-a',
      numbers: [2],
      as: 'Her Shadow',
    });
    expect(split.json).toEqual({ made: 'her-shadow', of: 'figure-a' });
    await cast<'discard'>({ file, action: 'discard', members: ['figure-b', 'figure-a'] });
    const film = read(file);
    expect(film.cast.map(({ id }: { id: string }) => id)).toEqual(['her-shadow']);
    expect(film.art[0].figures.map(({ who }: { who?: string }) => who)).toEqual([
      undefined,
      undefined,
      'her-shadow',
    ]);
    expect(film.scenes[0].shots[0].lines).toEqual([{ text: 'Higher.' }]);
  });

  it('writes nothing where it cannot', async () => {
    const { file } = makeRoom('wrong');
    const before = readFileSync(file, 'utf8');
    await expect(
      cast<'merge'>({ file, action: 'merge', into: 'figure-a', others: ['figure-z'] }),
    ).rejects.toThrow(/Nobody in the cast is called "figure-z"/);
    await expect(
      cast<'merge'>({ file, action: 'merge', into: 'figure-a', others: ['figure-a'] }),
    ).rejects.toThrow(/cannot be merged with itself/);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('takes a member to another film, pictures and all', async () => {
    const from = makeRoom('from');
    const to = makeRoom('to');
    const output = join(from.at, 'b.cast');
    await cast<'export'>({ file: from.file, action: 'export', member: 'figure-b', output });
    rmSync(join(from.at, 'hill.png'));
    const { json } = await cast<'import'>({
      file: to.file,
      action: 'import',
      from: output,
      as: 'Old Bram',
    });
    expect(json).toEqual({ made: 'old-bram', name: 'Old Bram', folder: 'cast/old-bram' });
    expect(read(to.file).cast[2]).toEqual({
      id: 'old-bram',
      name: 'Old Bram',
      kind: 'character',
      references: [{ file: 'cast/old-bram/1.png' }],
    });
    const { width, height } = await sharp(join(to.at, 'cast/old-bram/1.png')).metadata();
    expect([width, height]).toEqual([40, 60]);
    // A second one of that name gets a folder of its own.
    await cast<'import'>({ file: to.file, action: 'import', from: output, as: 'Old Bram' });
    expect(readdirSync(join(to.at, 'cast')).sort()).toEqual(['old-bram', 'old-bram-2']);
  });

  it('refuses a .cast that is none, and leaves no half of it', async () => {
    const { at, file } = makeRoom('none');
    const from = join(at, 'mara.cast');
    writeFileSync(from, 'not a zip');
    const before = readFileSync(file, 'utf8');
    await expect(cast<'import'>({ file, action: 'import', from })).rejects.toThrow(/damaged/);
    expect(existsSync(join(at, 'cast'))).toBe(false);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('adds somebody from a model sheet, divided into its figures, and a place whole', async () => {
    const { at, file } = makeRoom('add');
    const figure = (x: number) =>
      `<ellipse cx="${x}" cy="60" rx="34" ry="40" fill="#EDC4A2"/><rect x="${x - 40}" y="100" width="80" height="120" fill="#3D4E7A"/>`;
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="240"><rect width="400" height="240" fill="#fff"/>${figure(90)}${figure(290)}</svg>`;
    const sheet = join(at, 'sheet.png');
    await sharp(Buffer.from(svg)).png().toFile(sheet);
    const asked = { file, action: 'add' as const, name: 'Bram', pictures: [sheet] };
    await cast<'add'>({ ...asked, kind: 'prop' });
    await cast<'add'>({ ...asked, name: 'Archive', kind: 'location' });
    const { cast: members, locations } = read(file);
    expect(members[2]).toMatchObject({ id: 'bram', kind: 'prop' });
    expect(members[2].references.map(({ box }: { box: number[] }) => box)).toEqual([
      [50, 20, 80, 200],
      [250, 20, 80, 200],
    ]);
    expect(members[2].references[0].matte).toMatch(/^[0-9a-f]{64}$/);
    expect(locations).toEqual([
      { id: 'archive', name: 'Archive', references: [{ file: 'sheet.png' }] },
    ]);
  });
});
