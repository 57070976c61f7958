import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Limits } from './limits.ts';
import { isPassedOver, naturalOrder, promisesArt } from './natural-order.ts';
import { fileError } from './read-bytes.ts';

/** One file that may be art. */
export interface FoundFile {
  readonly path: string;
  /** As people call it: the input and what comes after it. */
  readonly name: string;
}

export interface FoundFiles {
  /** In natural order. */
  readonly files: readonly FoundFile[];
  readonly refused: readonly FilmError[];
}

/** Every file in a folder and the folders in it. Links are followed, but never in a circle. */
export async function findFiles(folder: string, name: string, limits: Limits): Promise<FoundFiles> {
  const files: FoundFile[] = [];
  const refused: FilmError[] = [];
  const visited = new Set<string>();

  async function visit(path: string, at: string, around: readonly string[]): Promise<void> {
    const real = await realpath(path);
    if (around.includes(real)) {
      refused.push(
        new FilmError(
          'art-unreadable',
          `${at} is a link that leads back to a folder around it. Remove the link.`,
          { file: at },
        ),
      );
      return;
    }
    if (visited.has(real)) return;
    visited.add(real);
    const entries = await readdir(path);
    for (const entry of entries) {
      if (isPassedOver(entry) || isContactSheet(entry, entries)) continue;
      const inside = join(path, entry);
      const called = `${at}/${entry}`;
      try {
        const facts = await stat(inside);
        if (facts.isDirectory()) await visit(inside, called, [...around, real]);
        else if (facts.isFile()) files.push({ path: inside, name: called });
      } catch (cause) {
        if (cause instanceof FilmError) throw cause;
        // A dangling link to some text is as little our concern as the text itself.
        const isLoop = (cause as { code?: string }).code === 'ELOOP';
        if (isLoop || promisesArt(entry)) refused.push(fileError(cause, called));
      }
      if (files.length > limits.entries) throw tooMany(name, limits);
    }
  }

  try {
    await visit(folder, name.replace(/\/+$/, ''), []);
  } catch (cause) {
    throw cause instanceof FilmError ? cause : fileError(cause, name);
  }
  files.sort((a, b) => naturalOrder(a.name, b.name));
  return { files, refused };
}

/** Whether a picture is the contact sheet of a board that was written into the folder of its art. */
function isContactSheet(entry: string, beside: readonly string[]): boolean {
  return entry.endsWith('-board.png') && beside.includes(entry.replace(/png$/, 'html'));
}

function tooMany(name: string, limits: Limits): FilmError {
  return new FilmError(
    'art-too-large',
    `${name} has more than ${limits.entries} files. Name a folder with fewer, or the pictures.`,
    { file: name },
  );
}
