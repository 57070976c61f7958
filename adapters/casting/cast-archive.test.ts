import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePng, makeZip } from '../codecs/made-files.ts';
import { packCast, unpackCast } from './cast-archive.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cast-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const png = makePng(20, 30, [200, 40, 30, 255]);
const words = (more: object = {}) =>
  Buffer.from(
    JSON.stringify({
      schema: 'inkreel/cast',
      version: 1,
      name: 'Mara',
      kind: 'character',
      references: [{ picture: 'pictures/1.png' }],
      ...more,
    }),
  );

async function refusal(entries: Parameters<typeof makeZip>[0]): Promise<FilmError> {
  const path = join(folder, 'odd.cast');
  await writeFile(path, makeZip(entries));
  const error = await unpackCast(path, 'odd.cast').catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FilmError);
  return error as FilmError;
}

describe('a .cast', () => {
  it('brings everything along, and is the same file for the same member', async () => {
    const member = {
      name: 'Mara',
      kind: 'character',
      description: 'Red hair.',
      voice: { like: 'clara', pitch: 210 },
    } as const;
    const pictures = [{ png }, { png, look: 'angry' }];
    const file = await packCast(member, pictures);
    expect(Buffer.compare(file, await packCast(member, pictures))).toBe(0);
    const path = join(folder, 'mara.cast');
    await writeFile(path, file);
    const back = await unpackCast(path, 'mara.cast');
    expect(back.member).toMatchObject({ ...member, references: [{}, { look: 'angry' }] });
    expect(back.pictures.map((each) => Buffer.compare(each, png))).toEqual([0, 0]);
  });

  it('is refused where it is none', async () => {
    const error = await refusal([{ name: 'page.png', content: png }]);
    expect(error.code).toBe('document-invalid');
    expect(error.message).toContain('it has no cast.json');
  });

  it('is refused where it names what it does not hold', async () => {
    const error = await refusal([{ name: 'cast.json', content: words() }]);
    expect(error.code).toBe('art-unreadable');
    expect(error.message).toContain('has no pictures/1.png');
  });

  it('is refused where a name leads out of it', async () => {
    const content = words({ references: [{ picture: '../../1.png' }] });
    expect((await refusal([{ name: 'cast.json', content }])).code).toBe('document-invalid');
    const outside = { name: '../1.png', content: png };
    const error = await refusal([{ name: 'cast.json', content: words() }, outside]);
    expect(error.code).toBe('archive-unsafe');
  });

  it('is refused where a picture is none, or says it is larger than anybody needs', async () => {
    const named = (content: Uint8Array) => [
      { name: 'cast.json', content: words() },
      { name: 'pictures/1.png', content },
    ];
    expect((await refusal(named(Buffer.from('no picture')))).code).toBe('art-unreadable');
    const huge = makePng(4, 4, [0, 0, 0, 255], [60_000, 60_000]);
    expect(['art-too-large', 'art-unreadable']).toContain((await refusal(named(huge))).code);
  });

  it('is refused where it unpacks without end', async () => {
    const bomb = Buffer.alloc(40 * 1024 ** 2);
    const error = await refusal([
      { name: 'cast.json', content: words() },
      { name: 'pictures/1.png', content: bomb },
    ]);
    expect(error.code).toBe('archive-unsafe');
  });

  it('of a later version says so', async () => {
    const error = await refusal([{ name: 'cast.json', content: words({ version: 9 }) }]);
    expect(error.message).toContain('Install a newer Inkreel');
  });
});
