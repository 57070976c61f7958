import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/** Writes a file so that others see all of it or what was there before. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  // A name of its own: one made of the file's could be too long where the file's is not.
  const temporary = join(dirname(path), `.${randomUUID()}.part`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      const remedy = 'Free some space, or write elsewhere.';
      throw new FilmError('disk-full', `The disk is full: ${path} was not written. ${remedy}`, {
        file: path,
        cause,
      });
    }
    if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM' || code === 'EISDIR') {
      throw new FilmError('usage', `${path} cannot be written. Choose another place with -o.`, {
        file: path,
        cause,
      });
    }
    throw cause;
  } finally {
    await rm(temporary, { force: true });
  }
}
