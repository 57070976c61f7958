import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MADE_LOOKS, makeCharacter } from '@inkreel/adapters/codecs/made-character.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { type ContinuityOptions, run } from './verbs/continuity.ts';

const { mara, otto } = MADE_LOOKS;
const measured: string[] = [];
const desk: Desk = {
  say: () => {},
  progress: ({ label, total }) => void measured.push(`${label} of ${total}`),
  signal: new AbortController().signal,
};

let folder = '';
let file = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-continuity-'));
  file = join(folder, 'film.json');
  await writeFile(join(folder, 'mara.png'), await makeCharacter(mara));
  await writeFile(join(folder, 'green.png'), await makeCharacter({ ...mara, hair: '#3b7a2e' }));
  await writeFile(join(folder, 'otto.png'), await makeCharacter(otto));
  const shot = (id: string, art: string, cast: readonly string[]) => ({
    ...{ id, picture: { art }, cast, length: '8f', transition: 'cut', camera: 'static' },
  });
  await writeFile(
    file,
    JSON.stringify({
      title: 'Three of two',
      delivery: { quality: 'draft' },
      art: ['mara.png', 'green.png', 'otto.png'],
      cast: [
        { id: 'mara', name: 'Mara', references: [{ file: 'mara.png' }] },
        { id: 'otto', name: 'Otto', references: [{ file: 'otto.png' }] },
      ],
      scenes: [
        { id: 'one', shots: [shot('true', 'mara', ['mara'])] },
        { id: 'two', shots: [shot('green', 'green', ['mara']), shot('swap', 'otto', ['mara'])] },
      ],
    }),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Report {
  readonly faults: number;
  readonly stale: readonly { readonly shot: string }[];
  readonly members: readonly {
    readonly member: string;
    readonly scenes: readonly {
      readonly scene: string;
      readonly shots: readonly {
        readonly shot: string;
        readonly finding: string;
        readonly likeness: number;
        readonly drifted?: string;
        readonly instead?: string;
        readonly accepted?: number;
      }[];
    }[];
  }[];
}

async function continuity(more: Partial<ContinuityOptions> = {}) {
  measured.length = 0;
  const report = (await run({ file, ...more }, desk)).json as Report;
  const shots = report.members.flatMap(({ scenes }) => scenes.flatMap((scene) => scene.shots));
  return { report, of: (id: string) => shots.find(({ shot }) => shot === id)! };
}

describe('inkreel continuity', () => {
  it('finds who is on model, who strayed and where, and who stands in for another', async () => {
    const { report, of } = await continuity();
    expect(of('true').finding).toBe('on-model');
    expect(of('green')).toMatchObject({ finding: 'off-model', drifted: 'hair' });
    expect(of('swap')).toMatchObject({ finding: 'swapped', instead: 'otto' });
    expect(report.faults).toBe(2);
    const page = await readFile(join(folder, 'film-continuity.html'), 'utf8');
    expect(page.match(/data:image\/jpeg/g)!.length).toBeGreaterThan(4);
    const json = JSON.parse(await readFile(join(folder, 'film-continuity.json'), 'utf8'));
    expect(json.faults).toBe(2);
  });

  it('records what is accepted, and lets it be from then on', async () => {
    await continuity({ accept: ['green/mara'] });
    const document = JSON.parse(await readFile(file, 'utf8'));
    const [green, swap] = document.scenes[1].shots;
    expect(green.accepted).toEqual([
      { member: 'mara', finding: 'off-model', likeness: expect.any(Number) },
    ]);
    expect(swap.accepted).toBeUndefined();
    const { report, of } = await continuity();
    expect(of('green').accepted).toBe(green.accepted[0].likeness);
    expect(report.faults).toBe(1);
  });

  it('makes no shot again that no retake can mend, and says so', async () => {
    const film = join(folder, 'film.mp4');
    const before = await readFile(film);
    const { report, of } = await continuity({ retakes: 4 });
    expect((await readFile(film)).equals(before)).toBe(true);
    expect(report).toMatchObject({ retaken: [], faults: 1 });
    expect(of('swap').finding).toBe('swapped');
  });

  it('says which shots an earlier fingerprint made, those and no others', async () => {
    const document = JSON.parse(await readFile(file, 'utf8'));
    expect((await continuity()).report.stale).toEqual([]);
    document.cast[1].description = 'A sailor.';
    await writeFile(file, JSON.stringify(document));
    // Nobody of the cast of any shot is Otto.
    expect((await continuity()).report.stale).toEqual([]);
    document.cast[0].description = 'Red hair.';
    await writeFile(file, JSON.stringify(document));
    const stale = (await continuity()).report.stale.map(({ shot }) => shot);
    expect(stale.sort()).toEqual(['green', 'swap', 'true']);
  });

  it('names what is off-model where something else was accepted', async () => {
    await expect(continuity({ accept: ['true/mara'] })).rejects.toThrow(/swap\/mara/);
    await expect(continuity({ accept: ['true/otto'] })).rejects.toThrow(/No shot of/);
  });

  it('asks for a cast where there is none', async () => {
    const unwritten = join(folder, 'unwritten.json');
    const cast = [{ id: 'mara', references: [{ file: 'mara.png' }] }];
    await writeFile(unwritten, JSON.stringify({ title: 'Bare', art: ['mara.png'], cast }));
    const asked = run({ file: unwritten, retakes: 1 }, desk);
    await expect(asked).rejects.toThrow(/no scenes to record that in/);
    const bare = join(folder, 'bare.json');
    await writeFile(bare, JSON.stringify({ title: 'Bare', art: ['mara.png'] }));
    await expect(run({ file: bare }, desk)).rejects.toMatchObject({ code: 'usage' });
  });
});
