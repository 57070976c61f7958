import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where a file was changed this recently, a second change might not show in its times. */
export const FRESH_MS = 50;

/** The same on a disk that tells no time below a millisecond: some tell it by two seconds. */
const COARSE_FRESH_MS = 2500;

/** What Inkreel itself may have written into a folder of art since; none of it is art. */
const OURS = /^\.|\.(mp4|webm|json|html|bak|part)$/;

/** More than this are not looked at: opening them says what is wrong with so many. */
const MOST = 4000;

/**
 * What a file or folder looks like from outside: names, sizes, times. While it stays the same its
 * content is taken to be the same, without opening it. Undefined where that cannot be relied on: it was
 * changed a moment ago, it is not there, or a link in it leads nowhere.
 *
 * @param since the moment by which it must have been long unchanged, in ms; now where it is missing.
 * Infinity asks for no rest.
 */
export function stampOf(path: string, since: number = Date.now()): string | undefined {
  // A folder that several links lead to is looked at once; a link back to one around it ends there.
  const visited = new Set<string>();
  let seen = 0;
  function visit(at: string): string | undefined {
    if (++seen > MOST) return undefined;
    const facts = statSync(at, { bigint: true, throwIfNoEntry: false });
    if (!facts) return undefined;
    const fresh = facts.ctimeNs % 1_000_000n === 0n ? COARSE_FRESH_MS : FRESH_MS;
    if (since - Number(facts.ctimeMs) < fresh) return undefined;
    if (!facts.isDirectory()) {
      return `${facts.size} ${facts.mtimeNs} ${facts.ctimeNs} ${facts.ino}`;
    }
    const self = `${facts.dev}:${facts.ino}`;
    if (visited.has(self)) return `{${self}}`;
    visited.add(self);
    const stamps: string[] = [];
    const names = readdirSync(at).filter((each) => !OURS.test(each));
    for (const name of names.sort()) {
      const stamp = visit(join(at, name));
      if (stamp === undefined) return undefined;
      stamps.push(`${name}: ${stamp}`);
    }
    return `{${stamps.join('; ')}}`;
  }
  try {
    return visit(path);
  } catch {
    // A link that leads around in a circle, or what may not be looked at.
    return undefined;
  }
}
