import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plainError } from './plain-error.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-plain-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const said = (work: Promise<unknown>) => work.then(() => 'nothing', plainError);

describe('what a file system says', () => {
  it('comes with the file and a remedy', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    await mkdir(join(folder, 'taken', 'inside'), { recursive: true });
    const about = (path: string) => ({ code: 'usage', file: path });
    expect(await said(mkdir(file))).toMatchObject(about(file));
    const through = join(file, 'below');
    expect(await said(writeFile(through, ''))).toMatchObject(about(through));
    const taken = join(folder, 'taken');
    expect(await said(rename(file, taken))).toMatchObject(about(taken));
    const long = join(folder, 'x'.repeat(300));
    expect(await said(readFile(long))).toMatchObject({
      message: expect.stringContaining('too long'),
    });
  });

  it('says that a disk is full, also where only the message does', async () => {
    expect(plainError(new Error('write: ENOSPC'))).toMatchObject({ code: 'disk-full' });
  });

  it('leaves a fault of ours alone', () => {
    const fault = new TypeError('x is undefined');
    expect(plainError(fault)).toBe(fault);
  });
});
