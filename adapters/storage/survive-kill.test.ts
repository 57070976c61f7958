import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openFolderStore } from './folder-store.ts';
import { hashOf } from './hash.ts';

const SIZE = 200_000;
const url = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);

/** Keeps one thing after the other for ever; what each is made of follows from its number. */
const keeper = `
import { writeFile } from 'node:fs/promises';
import { openFolderStore } from ${url('folder-store.ts')};
import { hashOf } from ${url('hash.ts')};
const [folder, who] = process.argv.slice(2);
const store = await openFolderStore(folder);
for (let n = 0; ; n++) {
  const bytes = Buffer.alloc(${SIZE}, n % 251);
  await store.keep(hashOf(who + n), '.bin', (path) => writeFile(path, bytes));
  if (n === 0) process.stdout.write('begun');
}
`;

it('serves only whole things after kill -9 of two that were writing', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'inkreel-kill-'));
  const script = join(folder, 'keeper.ts');
  await writeFile(script, keeper);
  const kept = join(folder, 'store');
  try {
    for (let round = 0; round < 3; round++) {
      await Promise.all(
        ['a', 'b'].map(async (who) => {
          const child = spawn(process.execPath, [script, kept, `${who}${round}-`]);
          await new Promise((resolve) => child.stdout.once('data', resolve));
          await new Promise((resolve) => setTimeout(resolve, 40 + round * 17));
          child.kill('SIGKILL');
          await new Promise((resolve) => child.once('close', resolve));
        }),
      );
    }
    const store = await openFolderStore(kept);
    let found = 0;
    for (let round = 0; round < 3; round++) {
      for (const who of ['a', 'b']) {
        for (let n = 0; ; n++) {
          const path = await store.find(hashOf(`${who}${round}-${n}`));
          if (path === undefined) break;
          const bytes = await readFile(path);
          expect(bytes.equals(Buffer.alloc(SIZE, n % 251))).toBe(true);
          found++;
        }
      }
    }
    expect(found).toBeGreaterThanOrEqual(6);
    // What was left half-written has no key and goes with the next pruning of what is abandoned.
    expect((await readdir(kept)).filter((name) => name.length > 2)).toEqual(['tmp']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
