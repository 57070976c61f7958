import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from './write-whole.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-write-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a file that is written whole', () => {
  it('is there with nothing beside it, under the longest of names too', async () => {
    const name = 'x'.repeat(255);
    await writeWhole(join(folder, name), 'first');
    await writeWhole(join(folder, name), 'second');
    expect(await readdir(folder)).toEqual([name]);
    expect(await readFile(join(folder, name), 'utf8')).toBe('second');
  });

  it('leaves nothing where it cannot be put in place', async () => {
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
    const path = join(folder, 'taken');
    await expect(writeWhole(path, 'x')).rejects.toMatchObject({ code: 'usage', file: path });
    expect(await readdir(folder)).toEqual(['taken']);
  });
});
