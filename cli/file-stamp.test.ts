import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stampOf } from './file-stamp.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-stamp-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const settled = () => new Promise((resolve) => setTimeout(resolve, 80));

describe('the stamp of a folder', () => {
  it('stays while nothing changes, and changes with a file in it', async () => {
    mkdirSync(join(folder, 'pages'));
    const page = join(folder, 'pages', '1.png');
    writeFileSync(page, 'one');
    await settled();
    const first = await stampOf(folder);
    expect(first).toBeDefined();
    expect(await stampOf(folder)).toBe(first);
    utimesSync(page, 1, 1);
    await settled();
    expect(await stampOf(folder)).not.toBe(first);
  });

  it('ends where links lead back, however many there are', async () => {
    for (const name of 'abcdefgh') symlinkSync('.', join(folder, name));
    mkdirSync(join(folder, 'inside'));
    symlinkSync('..', join(folder, 'inside', 'out'));
    await settled();
    expect(await stampOf(folder)).toBeDefined();
  });
});
