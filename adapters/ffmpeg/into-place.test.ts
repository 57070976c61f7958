import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { intoPlace } from './into-place.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'inkreel-place-'));
});
afterEach(() => rm(place, { recursive: true, force: true }));

test('takes the longest name a file may have', async () => {
  const path = join(place, `${'n'.repeat(251)}.mp4`);
  await intoPlace(path, (temporary) => writeFile(temporary, 'film'));
  expect(await readFile(path, 'utf8')).toBe('film');
  expect(await readdir(place)).toHaveLength(1);
});

test('leaves nothing where writing fails', async () => {
  const failed = intoPlace(join(place, 'a.mp4'), async (temporary) => {
    await writeFile(temporary, 'half');
    throw new Error('no more');
  });
  await expect(failed).rejects.toThrow('no more');
  expect(await readdir(place)).toEqual([]);
});

test('sweeps what a killed process left, and nothing of a living one', async () => {
  let own = '';
  await intoPlace(join(place, 'a.mp4'), async (temporary, folder) => {
    own = basename(dirname(temporary));
    expect(basename(folder)).toBe(own);
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const left = own.replace(`-${process.pid}-`, `-${gone}-`);
    await mkdir(join(place, left));
    await writeFile(join(place, left, 'whole.mp4'), 'half');
    await writeFile(temporary, 'one');
    await intoPlace(join(place, 'b.mp4'), (other) => writeFile(other, 'two'));
    expect((await readdir(place)).sort()).toEqual([own, 'b.mp4'].sort());
  });
  expect((await readdir(place)).sort()).toEqual(['a.mp4', 'b.mp4']);
});
