import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a file was changed this recently, a second change might not show in its times. */
const FRESH_MS = 50;

/** What Inkreel itself may have written into a folder of art since; none of it is art. */
const OURS = /^\.|\.(mp4|webm|json|html|bak|part)$/;

/**
 * What a file or folder looks like from outside: names, sizes, times. While it stays the same its
 * content is taken to be the same, without opening it. Undefined where that cannot be relied on: it was
 * changed a moment ago, or it is not there.
 */
export async function stampOf(path: string): Promise<string | undefined> {
  const facts = await stat(path, { bigint: true }).catch(() => undefined);
  if (!facts) return undefined;
  if (Date.now() - Number(facts.ctimeMs) < FRESH_MS) return undefined;
  if (!facts.isDirectory()) {
    return `${facts.size} ${facts.mtimeNs} ${facts.ctimeNs} ${facts.ino}`;
  }
  const names = (await readdir(path)).filter((name) => !OURS.test(name)).sort();
  const stamps = await Promise.all(
    names.map(async (name) => {
      const stamp = await stampOf(join(path, name));
      return stamp === undefined ? undefined : `${name}: ${stamp}`;
    }),
  );
  return stamps.includes(undefined) ? undefined : `{${stamps.join('; ')}}`;
}
