import { open, readFile, stat } from 'node:fs/promises';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { FORMAT_BYTES } from '@inkreel/film/media/format.ts';
import type { Limits } from './limits.ts';

/**
 * Lets a file through whose length may be read.
 *
 * @throws FilmError 'art-missing', 'art-unreadable' (empty, forbidden) or 'art-too-large'
 */
export async function checkFile(path: string, name: string, limits: Limits): Promise<void> {
  const { size } = await stat(path).catch((cause) => {
    throw fileError(cause, name);
  });
  if (size === 0) {
    throw new FilmError(
      'art-unreadable',
      `${name} is empty (0 bytes). Export it or copy it again.`,
      {
        file: name,
      },
    );
  }
  if (size > limits.fileBytes) {
    const most = Math.floor(limits.fileBytes / 1024 ** 2);
    throw new FilmError(
      'art-too-large',
      `${name} has ${Math.ceil(size / 1024 ** 2)} MiB; at most ${most} are read. Export it smaller or split it.`,
      { file: name },
    );
  }
}

/** The bytes of a file that `checkFile` lets through. */
export async function readBytes(path: string, name: string, limits: Limits): Promise<Uint8Array> {
  await checkFile(path, name, limits);
  return readFile(path).catch((cause) => {
    throw fileError(cause, name);
  });
}

/** As much of a file as tells its format. */
export async function firstBytes(path: string, name: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(
        new Uint8Array(FORMAT_BYTES),
        0,
        FORMAT_BYTES,
        0,
      );
      return buffer.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw fileError(cause, name);
  }
}

/** What the file system said, in words. */
export function fileError(cause: unknown, name: string): FilmError {
  const code = (cause as { code?: string }).code;
  const about = { file: name, cause };
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new FilmError('art-missing', `There is no ${name}. Check its name and folder.`, about);
  }
  if (code === 'ELOOP') {
    return new FilmError(
      'art-unreadable',
      `${name} is a link that leads back to itself. Remove the link.`,
      about,
    );
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new FilmError(
      'art-unreadable',
      `${name} may not be read by this user. Change its permissions.`,
      about,
    );
  }
  return new FilmError(
    'art-unreadable',
    `${name} cannot be read (${code ?? cause}). Copy it again.`,
    about,
  );
}
