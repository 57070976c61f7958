import { dirname, join, resolve } from 'node:path';

/** Where made things are kept: the folder that was asked for, else `.inkreel` beside the film. */
export function storeFolder(film: string, cache: string | undefined): string {
  return resolve(cache ?? join(dirname(film), '.inkreel'));
}
