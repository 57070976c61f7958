import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import { type FilmFile, FilmFileSchema } from '@inkreel/film/document/film-file.ts';
import { readJson } from '@inkreel/film/document/json-text.ts';
import { requireFilm } from '@inkreel/film/document/parse-film.ts';
import { printDocument } from '@inkreel/film/document/print-film.ts';
import { upgradeFilm } from '@inkreel/film/document/upgrade-film.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { readDocument } from './open-film.ts';

/** A film document as it is written, to be changed in one part and kept in all others. */
export interface CastDocument {
  readonly file: string;
  readonly film: FilmFile;
  /** What the file said when it was read. */
  readonly text: string;
}

/** @throws FilmError 'document-missing', or 'document-invalid' with every mistake */
export async function openCastDocument(file: string): Promise<CastDocument> {
  const text = await readDocument(file);
  requireFilm(text, file);
  const read = readJson(text);
  const upgraded = upgradeFilm('value' in read ? read.value : undefined);
  return {
    file,
    text,
    film: FilmFileSchema.parse('document' in upgraded ? upgraded.document : undefined),
  };
}

/**
 * Writes the changed film over the document. All that was not changed says what it said before.
 *
 * @throws FilmError 'usage' where the file was saved by somebody else meanwhile
 */
export async function writeCastDocument(
  { file, text }: CastDocument,
  changed: FilmFile,
): Promise<void> {
  // A change that makes no film is a fault of ours, and nobody's file is lost over it.
  requireFilm(changed, file);
  if ((await readDocument(file)) !== text) {
    const remedy = 'Nothing was written; run this again.';
    throw new FilmError('usage', `${file} was changed meanwhile. ${remedy}`, { file });
  }
  await writeWhole(file, printDocument(changed));
}
