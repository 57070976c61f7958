import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Where a file was changed this recently, a second change might not show in its times. */
const FRESH_MS = 50;

/** What Inkreel itself may have written into a folder of art since; none of it is art. */
const OURS = /^\.|\.(mp4|webm|json|html|bak|part)$/;

/** More than this are not looked at: opening them says what is wrong with so many. */
const MOST = 4000;

/**
 * What a file or folder looks like from outside: names, sizes, times. While it stays the same its
 * content is taken to be the same, without opening it. Undefined where that cannot be relied on: it was
 * changed a moment ago, it is not there, or a link in it leads nowhere.
 */
export async function stampOf(path: string): Promise<string | undefined> {
  // A folder that several links lead to is looked at once; a link back to one around it ends there.
  const visited = new Set<string>();
  let seen = 0;
  async function visit(at: string): Promise<string | undefined> {
    if (++seen > MOST) return undefined;
    const facts = await stat(at, { bigint: true }).catch(() => undefined);
    if (!facts) return undefined;
    if (Date.now() - Number(facts.ctimeMs) < FRESH_MS) return undefined;
    if (!facts.isDirectory()) {
      return `${facts.size} ${facts.mtimeNs} ${facts.ctimeNs} ${facts.ino}`;
    }
    const self = `${facts.dev}:${facts.ino}`;
    if (visited.has(self)) return `{${self}}`;
    visited.add(self);
    const stamps: string[] = [];
    const names = await readdir(at).catch(() => undefined);
    for (const name of names?.filter((each) => !OURS.test(each)).sort() ?? []) {
      const stamp = await visit(join(at, name));
      if (stamp === undefined) return undefined;
      stamps.push(`${name}: ${stamp}`);
    }
    return names && `{${stamps.join('; ')}}`;
  }
  return visit(path);
}
