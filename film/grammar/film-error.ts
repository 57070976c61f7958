/**
 * What can go wrong, one word each. Maps over these are total by type (exit codes in the CLI, HTTP
 * statuses in the server), so a new one has to be given its place everywhere.
 */
export const FILM_ERROR_CODES = [
  'art-unreadable',
  'art-too-large',
  'art-missing',
  'archive-unsafe',
  'document-invalid',
  'document-missing',
  'program-missing',
  'voice-unfit',
  'sound-unreadable',
  'encode-failed',
  'disk-full',
  'weights-missing',
  'unreachable',
  'usage',
  'interrupted',
] as const;

export type FilmErrorCode = (typeof FILM_ERROR_CODES)[number];

/**
 * An error that a person reads: the fact and the remedy in one message, and the file it is about.
 *
 * @example
 * throw new FilmError('art-unreadable', 'page03.png ends after 812 of its bytes. Export it again.', { file: 'page03.png' });
 */
export class FilmError extends Error {
  override readonly name = 'FilmError';
  readonly code: FilmErrorCode;
  /** The file the error is about, as the user named it. */
  readonly file: string | undefined;

  constructor(
    code: FilmErrorCode,
    message: string,
    about: { file?: string; cause?: unknown } = {},
  ) {
    super(message, about.cause === undefined ? undefined : { cause: about.cause });
    this.code = code;
    this.file = about.file;
  }
}
