import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/** Runs that ask at the same moment all step back; the first of them by name asks so often again. */
const AGAIN = 5;
const AGAIN_MS = 100;

/** Locks that this process holds: one of the same number may have been killed before it. */
const held = new Set<string>();

/**
 * Lets one run at a time change a model: two would write into each other's files. Each run has a lock of
 * its own, which has the number of its process in its name, so that what a killed run left is taken away
 * without ever taking away another's.
 *
 * @param folder where the locks lie; made where it is not there
 * @returns what takes the lock away
 * @throws FilmError `usage` while another run has it
 */
export async function lockModel(folder: string, name: string): Promise<() => Promise<void>> {
  await mkdir(folder, { recursive: true });
  const own = `${name}.lock-${process.pid}-${randomUUID()}`;
  const unlock = async () => {
    held.delete(own);
    await rm(join(folder, own), { force: true });
  };
  for (let times = 0; ; times++) {
    held.add(own);
    try {
      await writeFile(join(folder, own), '');
      const others = await othersIn(folder, name, own);
      if (others.length === 0) return unlock;
      await unlock();
      if (times < AGAIN && others.every((other) => own < other)) {
        await wait(AGAIN_MS);
        continue;
      }
      throw new FilmError(
        'usage',
        `Another run is adding or removing ${name} just now. Wait until it is done; where there is none, delete ${join(folder, others[0]!)}.`,
        { file: join(folder, others[0]!) },
      );
    } catch (error) {
      await unlock();
      throw error;
    }
  }
}

/** The locks of other runs that are alive; those of killed ones are taken away. */
async function othersIn(folder: string, name: string, own: string): Promise<readonly string[]> {
  const others: string[] = [];
  for (const file of await readdir(folder)) {
    if (!file.startsWith(`${name}.lock-`) || file === own) continue;
    const pid = Number(/^(\d+)-[0-9a-f-]{36}$/.exec(file.slice(`${name}.lock-`.length))?.[1]);
    if (!(pid > 0)) continue;
    if (pid === process.pid ? held.has(file) : isAlive(pid)) others.push(file);
    else await rm(join(folder, file), { force: true });
  }
  return others;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
