import { mkdtemp, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { diskFull } from './run-ffmpeg.ts';

/**
 * Makes a file that is whole or not there: `write` gets a path in a temporary folder beside it, and
 * only when it has returned is the result renamed into place. The folder goes in any case.
 *
 * @throws FilmError `disk-full`; whatever else `write` throws passes through
 */
export async function intoPlace(
  path: string,
  write: (temporary: string, folder: string) => Promise<void>,
): Promise<void> {
  let folder: string | undefined;
  try {
    folder = await mkdtemp(join(dirname(path), `.${basename(path)}-`));
    const temporary = join(folder, basename(path));
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
