import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { dirname, posix, resolve } from 'node:path';

/** The files in the folder where a missing one was looked for, as a document would name them. */
export async function filesNear(
  base: string,
  file: string,
): Promise<readonly string[] | undefined> {
  const path = resolve(base, file);
  if (existsSync(path)) return undefined;
  const names = await readdir(dirname(path)).catch(() => []);
  const folder = posix.dirname(file);
  return names.map((name) => (folder === '.' ? name : `${folder}/${name}`));
}
