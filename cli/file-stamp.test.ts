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
    const first = stampOf(folder);
    expect(first).toBeDefined();
    expect(stampOf(folder)).toBe(first);
    utimesSync(page, 1, 1);
    await settled();
    expect(stampOf(folder)).not.toBe(first);
  });

  it('is none while a change may be hidden by the one before it, or where nothing is', async () => {
    const page = join(folder, '1.png');
    writeFileSync(page, 'one');
    const written = Date.now();
    expect(stampOf(page)).toBeUndefined();
    expect(stampOf(page, Number.POSITIVE_INFINITY)).toBeDefined();
    await settled();
    expect(stampOf(page)).toBe(stampOf(page, Number.POSITIVE_INFINITY));
    // Work that began before the page was written may have read what was there before.
    expect(stampOf(page, written)).toBeUndefined();
    expect(stampOf(join(folder, 'none.png'))).toBeUndefined();
    symlinkSync('round.png', join(folder, 'round.png'));
    expect(stampOf(join(folder, 'round.png'))).toBeUndefined();
  });

  it('ends where links lead back, however many there are', async () => {
    for (const name of 'abcdefgh') symlinkSync('.', join(folder, name));
    mkdirSync(join(folder, 'inside'));
    symlinkSync('..', join(folder, 'inside', 'out'));
    await settled();
    expect(stampOf(folder)).toBeDefined();
  });
});
