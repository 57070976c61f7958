import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MADE_LOOKS, makeCharacter } from '@inkreel/adapters/codecs/made-character.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desk } from './desk.ts';
import { run } from './verbs/likeness.ts';

interface Row {
  readonly picture: string;
  readonly likeness: number;
  readonly same: boolean;
  readonly falseAlarm: number;
  readonly regions: Readonly<Record<string, number | null>>;
}

const told: string[] = [];
const desk: Desk = {
  say: () => {},
  progress: ({ label }) => void told.push(label),
  signal: new AbortController().signal,
};
const { mara, otto } = MADE_LOOKS;

let folder = '';
const path = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-likeness-'));
  await writeFile(path('mara.png'), await makeCharacter(mara));
  await writeFile(path('scene.png'), await makeCharacter(mara, '#9fd0b8'));
  await writeFile(path('green.png'), await makeCharacter({ ...mara, hair: '#3b7a2e' }));
  await writeFile(path('otto.png'), await makeCharacter(otto));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('inkreel likeness', () => {
  it('tells the same from off-model, a row for each picture in the order given', async () => {
    const names = ['scene.png', 'green.png', 'otto.png'].map(path);
    const answer = await run({ references: [path('mara.png')], against: names }, desk);
    const rows = answer.json as readonly Row[];
    expect(rows.map(({ picture }) => picture)).toEqual(names);
    expect(rows.map(({ same }) => same)).toEqual([true, false, false]);
    const [scene, green, other] = rows;
    expect(scene!.likeness).toBeGreaterThan(0.6);
    expect(green!.regions.hair).toBeLessThan(0.5);
    expect(green!.regions.clothing).toBeGreaterThan(0.5);
    expect(Math.max(green!.likeness, other!.likeness)).toBeLessThan(scene!.likeness);
    expect(scene!.falseAlarm).toBeGreaterThan(green!.falseAlarm);
    expect(answer.text).toMatch(/scene\.png.*same/);
    expect(answer.text).toMatch(/green\.png.*off-model.*hair/);
    expect(told).toContain('Measuring pictures');
  });

  it('counts the nearest of several references', async () => {
    const references = ['otto.png', 'green.png'].map(path);
    const { json } = await run({ references, against: [path('green.png')] }, desk);
    expect(json).toMatchObject([{ same: true, reference: path('green.png') }]);
  });

  it('says so where a reference shows nobody', async () => {
    const blank = {
      create: { width: 200, height: 200, channels: 3, background: '#c8d0d8' },
    } as const;
    await sharp(blank).png().toFile(path('blank.png'));
    const nobody = run({ references: [path('blank.png')], against: [path('otto.png')] }, desk);
    await expect(nobody).rejects.toThrow(/No figure was found in .*blank\.png\. Give a reference/);
  });

  it('says of an input that is not there which it is', async () => {
    const missing = run({ references: [path('mara.png')], against: [path('nobody.png')] }, desk);
    await expect(missing).rejects.toThrow(FilmError);
    await expect(missing).rejects.toThrow(/nobody\.png/);
  });
});
