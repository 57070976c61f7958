import { stat } from 'node:fs/promises';
import type { Limits } from './limits.ts';
import { openPdfBook, type PdfBook } from './pdf-book.ts';
import { checkFile, readBytes } from './read-bytes.ts';

/** Longer than anyone looks at one page before wanting the next; then its memory is given back. */
const IDLE_MS = 10_000;

interface Place {
  /** The file as it looked when it was opened. */
  readonly key: string;
  readonly opening: Promise<PdfBook>;
  takers: number;
  idle?: NodeJS.Timeout;
}

/** The book that was opened last: pages are asked for one by one, and starting PDFium for each takes long. */
let shelf: Place | undefined;

/**
 * Uses an opened PDF, and leaves it open for its next page. It is opened anew where its file has changed,
 * and after an error: PDFium may be broken by what it stumbled over.
 *
 * @param name the PDF as people call it.
 * @throws FilmError as `readBytes` and `openPdfBook`; what `use` throws
 */
export async function withPdfBook<Result>(
  path: string,
  name: string,
  limits: Limits,
  use: (book: PdfBook) => Promise<Result>,
): Promise<Result> {
  await checkFile(path, name, limits);
  const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
  const key = JSON.stringify([
    path,
    name,
    limits,
    ...[dev, ino, size, mtimeNs, ctimeNs].map(String),
  ]);
  const place = shelf?.key === key ? shelf : put(key, open(path, name, limits));
  clearTimeout(place.idle);
  place.takers++;
  try {
    return await use(await place.opening);
  } catch (error) {
    if (shelf === place) shelf = undefined;
    throw error;
  } finally {
    place.takers--;
    if (shelf !== place) tidy(place);
    else if (place.takers === 0) place.idle = setTimeout(() => takeDown(place), IDLE_MS).unref();
  }
}

async function open(path: string, name: string, limits: Limits): Promise<PdfBook> {
  return openPdfBook(await readBytes(path, name, limits), name, limits);
}

function put(key: string, opening: Promise<PdfBook>): Place {
  const before = shelf;
  shelf = { key, opening, takers: 0 };
  if (before) tidy(before);
  return shelf;
}

function takeDown(place: Place): void {
  if (shelf === place) shelf = undefined;
  tidy(place);
}

/** Closes a book that is off the shelf, once nobody uses it. */
function tidy(place: Place): void {
  clearTimeout(place.idle);
  if (place.takers > 0) return;
  place.opening.then(
    (book) => book.close(),
    () => {},
  );
}
