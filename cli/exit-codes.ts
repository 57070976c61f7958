import type { FilmErrorCode } from '@inkreel/film/grammar/film-error.ts';

/**
 * What the shell gets for each error; scripts rely on these. Total by type: a new code has to be given
 * its number here. 0 is a film (or an answer) made, 70 an error of Inkreel itself.
 */
export const EXIT_CODES: Readonly<Record<FilmErrorCode, number>> = {
  usage: 2,
  'art-unreadable': 10,
  'art-too-large': 11,
  'art-missing': 12,
  'archive-unsafe': 13,
  'sound-unreadable': 14,
  'document-invalid': 20,
  'document-missing': 21,
  'program-missing': 30,
  'weights-missing': 31,
  'encode-failed': 32,
  'voice-unfit': 33,
  unreachable: 34,
  'disk-full': 40,
  interrupted: 130,
};

export const EXIT_BUG = 70;
