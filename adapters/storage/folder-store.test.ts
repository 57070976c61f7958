import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFolderStore } from './folder-store.ts';
import { hashOf } from './hash.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-store-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('openFolderStore', () => {
  it('gives back what was kept, also to the next process', async () => {
    const key = hashOf('a step');
    const first = await openFolderStore(folder);
    expect(await first.find(key)).toBeUndefined();
    const path = await first.keep(key, '.txt', (temporary) => writeFile(temporary, 'made'));
    const second = await openFolderStore(folder);
    expect(await second.find(key)).toBe(path);
    expect(await readFile(path, 'utf8')).toBe('made');
  });

  it('keeps nothing of what broke half-way', async () => {
    const store = await openFolderStore(folder);
    const key = hashOf('a step');
    const broken = store.keep(key, '.txt', async (temporary) => {
      await writeFile(temporary, 'ha');
      throw new Error('the engine stopped');
    });
    await expect(broken).rejects.toThrow('the engine stopped');
    expect(await store.find(key)).toBeUndefined();
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });

  it('says that the disk is full, and that what was made is safe', async () => {
    const store = await openFolderStore(folder);
    const full = store.keep(hashOf('a step'), '.txt', async () => {
      throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    });
    await expect(full).rejects.toMatchObject({ name: 'FilmError', code: 'disk-full' });
  });

  it('lets go of what was used longest ago', async () => {
    const store = await openFolderStore(folder);
    const [old, used, fresh] = ['old', 'used', 'fresh'].map(hashOf);
    for (const key of [old!, used!, fresh!]) {
      const path = await store.keep(key, '.bin', (temporary) =>
        writeFile(temporary, new Uint8Array(1000)),
      );
      if (key !== fresh) await utimes(path, 1, 1);
    }
    await store.find(used!);
    await store.prune(2500);
    expect(await store.find(old!)).toBeUndefined();
    expect(await store.find(used!)).toBeDefined();
    expect(await store.find(fresh!)).toBeDefined();
  });

  it('never lets go of what is not its own', async () => {
    const store = await openFolderStore(folder);
    await store.keep(hashOf('a step'), '.bin', (path) => writeFile(path, new Uint8Array(1000)));
    const others = ['art/page.png', 'ab/page.png', 'tmp/notes.txt'];
    for (const name of others) {
      await mkdir(join(folder, name, '..'), { recursive: true });
      await writeFile(join(folder, name), new Uint8Array(1000));
      await utimes(join(folder, name), 1, 1);
    }
    await store.prune(0);
    for (const name of others) expect(await readFile(join(folder, name))).toHaveLength(1000);
    expect(await store.find(hashOf('a step'))).toBeUndefined();
  });

  it('takes away the folder of a run that was killed yesterday', async () => {
    const store = await openFolderStore(folder);
    const left = join(folder, 'tmp', '.0b5c1c0e-8a52-4f0e-9d0c-2a6f3b1e7d44.mp4-x1Y2z3');
    await mkdir(left);
    await writeFile(join(left, 'half.mp4'), 'half');
    await utimes(left, 1, 1);
    await store.prune();
    expect(await readdir(join(folder, 'tmp'))).toEqual([]);
  });
});
