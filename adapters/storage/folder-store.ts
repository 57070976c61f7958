import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { Store } from '@inkreel/film/production/store.ts';

/** How much a store holds before what was used longest ago is let go. */
export const STORE_BYTES = 8 * 1024 ** 3;

/** Temporary files older than this belong to a run that died. */
const ABANDONED_MS = 24 * 3600 * 1000;

/** What a store calls its folders and its things; the folder may be shared with what is not its own. */
const SHARD = /^[0-9a-f]{2}$/;
const THING = /^[0-9a-f]{64}\./;
const UNFINISHED = /^\.?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\./;

/**
 * A store in a folder: `ab/abcdef….mp4`, one file a made thing. A thing is written under a temporary
 * name, flushed to the disk and renamed, so a reader sees all of it or none, also after `kill -9`.
 * Two processes may share the folder: both make the same bytes for a key, and the last rename wins.
 */
export interface FolderStore extends Store {
  /** Lets go of what was used longest ago until at most `bytes` are kept, and of abandoned temporary files. */
  prune(bytes?: number): Promise<void>;
}

/** Finds a thing in a store's folder without making the folder where there is none. */
export async function findKept(folder: string, key: ContentHash): Promise<string | undefined> {
  const shard = join(folder, key.slice(0, 2));
  const names = await readdir(shard).catch(() => []);
  const name = names.find((each) => each.startsWith(key));
  if (!name) return undefined;
  const path = join(shard, name);
  const now = new Date();
  // Marks it as used, for `prune`; a store that cannot be written to still serves.
  await utimes(path, now, now).catch(() => {});
  return path;
}

export async function openFolderStore(folder: string): Promise<FolderStore> {
  await onDisk(folder, () => mkdir(join(folder, 'tmp'), { recursive: true }));
  const shardOf = (key: ContentHash) => join(folder, key.slice(0, 2));

  return {
    find: (key) => findKept(folder, key),

    async keep(key, extension, write) {
      const temporary = join(folder, 'tmp', `${randomUUID()}${extension}`);
      const path = join(shardOf(key), `${key}${extension}`);
      return onDisk(folder, async () => {
        try {
          await write(temporary);
          const file = await open(temporary, 'r+');
          try {
            await file.sync();
          } finally {
            await file.close();
          }
          await mkdir(shardOf(key), { recursive: true });
          await rename(temporary, path);
          return path;
        } finally {
          await rm(temporary, { force: true });
        }
      });
    },

    async prune(bytes = STORE_BYTES) {
      await sweep(join(folder, 'tmp'));
      const kept: { path: string; size: number; used: number }[] = [];
      for (const shard of (await readdir(folder)).filter((name) => SHARD.test(name))) {
        const names = await readdir(join(folder, shard)).catch(() => []);
        for (const name of names.filter((each) => THING.test(each))) {
          const path = join(folder, shard, name);
          const facts = await stat(path).catch(() => undefined);
          if (facts) kept.push({ path, size: facts.size, used: facts.mtimeMs });
        }
      }
      let total = kept.reduce((sum, each) => sum + each.size, 0);
      for (const each of kept.sort((a, b) => a.used - b.used)) {
        if (total <= bytes) break;
        await rm(each.path, { force: true });
        total -= each.size;
      }
    },
  };
}

/** Takes away what runs that died left unfinished: files, and folders that files were made in. */
async function sweep(folder: string): Promise<void> {
  for (const name of (await readdir(folder)).filter((each) => UNFINISHED.test(each))) {
    const path = join(folder, name);
    const facts = await stat(path).catch(() => undefined);
    if (!facts || Date.now() - facts.mtimeMs <= ABANDONED_MS) continue;
    await rm(path, { recursive: true, force: true });
  }
}

/** Says plainly what a full or read-only disk means; passes everything else on. */
async function onDisk<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw new FilmError(
        'disk-full',
        `The disk that holds ${folder} is full. Free some space or choose another place with --cache; what was made so far is kept.`,
        { file: folder, cause: error },
      );
    }
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM') {
      throw new FilmError(
        'usage',
        `${folder} cannot be written to. Choose another place with --cache.`,
        { file: folder, cause: error },
      );
    }
    throw error;
  }
}
