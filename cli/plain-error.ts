import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/** What a file system refuses, and what to do about it. */
const REFUSALS: Readonly<Record<string, readonly [fact: string, remedy: string]>> = {
  EACCES: ['may not be used by this user', 'Change its permissions, or choose another place.'],
  EPERM: ['may not be used by this user', 'Change its permissions, or choose another place.'],
  EROFS: ['is on a disk that is read-only', 'Choose another place.'],
  ENOENT: ['is not there (any more)', 'Run the command again, or choose another place.'],
  ENOTDIR: ['is no folder, or leads through a file', 'Choose another place.'],
  EEXIST: ['is there already and is something else', 'Choose another name.'],
  EISDIR: ['is a folder', 'Choose another name.'],
  ENOTEMPTY: ['is a folder', 'Choose another name.'],
  ENAMETOOLONG: ['is too long a name for this disk', 'Choose a shorter one.'],
  EMFILE: ['cannot be opened: too many files are open', 'Raise the limit with ulimit -n.'],
};

/**
 * What a file system said in its codes, in words. Such errors are met in many places, some of them in
 * threads of their own; they are put into words at the door, and everything else passes.
 */
export function plainError(error: unknown): unknown {
  if (error instanceof FilmError || !(error instanceof Error)) return error;
  const { code = '', path, dest } = error as NodeJS.ErrnoException & { dest?: string };
  if (/\b(ENOSPC|EDQUOT)\b/.test(`${code} ${error.message}`)) {
    const remedy = 'Free some space, or keep made things elsewhere with --cache.';
    return new FilmError('disk-full', `The disk is full; what was finished is kept. ${remedy}`, {
      cause: error,
    });
  }
  const refusal = REFUSALS[code];
  const file = dest ?? path;
  if (refusal === undefined || file === undefined) return error;
  const [fact, remedy] = refusal;
  return new FilmError('usage', `${file} ${fact}. ${remedy}`, { file, cause: error });
}
