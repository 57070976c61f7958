import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { diskFull } from './run-ffmpeg.ts';

/** Names the machine and the process that works in a temporary folder; the file's own name may be too long. */
const PREFIX = `.inkreel-${createHash('sha256').update(hostname()).digest('hex').slice(0, 8)}-`;

/**
 * Makes a file that is whole or not there: `write` gets a path in a temporary folder beside it, and
 * only when it has returned is the result renamed into place. The folder goes in any case; one that a
 * killed process left behind goes at the next call.
 *
 * @throws FilmError `disk-full`; whatever else `write` throws passes through
 */
export async function intoPlace(
  path: string,
  write: (temporary: string, folder: string) => Promise<void>,
): Promise<void> {
  let folder: string | undefined;
  try {
    await sweep(dirname(path));
    folder = await mkdtemp(join(dirname(path), `${PREFIX}${process.pid}-`));
    const temporary = join(folder, `whole${extname(path)}`);
    await write(temporary, folder);
    await rename(temporary, path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
      throw diskFull(path, error);
    }
    throw error;
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

/** Removes temporary folders of processes of this machine that are no more. */
async function sweep(parent: string): Promise<void> {
  // Where the folder cannot be listed it may still be written to: then nothing is swept.
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(PREFIX)) continue;
    const owner = Number(name.slice(PREFIX.length).split('-')[0]);
    if (!(owner > 0) || isAlive(owner)) continue;
    await rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isAlive(owner: number): boolean {
  try {
    process.kill(owner, 0);
    return true;
  } catch (error) {
    // A process of another user is alive too: only one that is not found is gone.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
