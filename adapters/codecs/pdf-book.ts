import { PDFiumLibrary, type PDFiumPage } from '@hyzyla/pdfium';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { checkSize, type Limits } from './limits.ts';

/** Pixels of a drawn page's long side, and the least of its short side (a strip is long). */
const LONG_SIDE = 2000;
const SHORT_SIDE = 800;

/** An opened PDF. Close it: its memory is not the garbage collector's. */
export interface PdfBook {
  readonly pages: number;
  /** Page `number`, from 1, on white paper. */
  draw(number: number): Promise<Raster>;
  close(): void;
}

/**
 * Opens a PDF. Every book has a PDFium of its own, because the memory of one only ever grows.
 *
 * @param name the PDF as people call it.
 * @throws FilmError 'art-unreadable' or 'art-too-large'
 */
export async function openPdfBook(
  bytes: Uint8Array,
  name: string,
  limits: Limits,
): Promise<PdfBook> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(bytes);
    const pages = document.getPageCount();
    const close = (): void => {
      document.destroy();
      library.destroy();
    };
    if (pages < 1 || pages > limits.entries) {
      close();
      throw pages < 1
        ? unreadable(name, 'has no page', 'Export it again.')
        : new FilmError(
            'art-too-large',
            `${name} has ${pages} pages; at most ${limits.entries} are read. Split it into several books.`,
            { file: name },
          );
    }
    return {
      pages,
      close,
      draw: (number) =>
        drawPage(() => document.getPage(number - 1), `${name} page ${number}`, limits),
    };
  } catch (cause) {
    if (cause instanceof FilmError) throw cause;
    library.destroy();
    if (/password|security/i.test(String(cause))) {
      throw unreadable(name, 'is protected by a password', 'Save it without one.', cause);
    }
    // PDFium calls a document whose list of pages is empty damaged.
    if (/\/Type\s*\/Pages\b/.test(latin(bytes)) && /\/Count\s+0\b/.test(latin(bytes))) {
      throw unreadable(name, 'has no page', 'Export it again.', cause);
    }
    throw unreadable(name, 'is damaged or cut short', 'Export it or copy it again.', cause);
  }
}

async function drawPage(page: () => PDFiumPage, name: string, limits: Limits): Promise<Raster> {
  try {
    const opened = page();
    const { originalWidth, originalHeight } = opened.getOriginalSize();
    const size = { width: originalWidth, height: originalHeight };
    if (!(size.width > 0 && size.height > 0)) {
      throw unreadable(name, 'is damaged', 'Export the PDF again.');
    }
    const pixels = (await scanSize(opened, size)) ?? drawnSize(size);
    checkSize(pixels, name, limits);
    const { data, width, height } = await opened.render({ ...pixels, render: 'bitmap' });
    return { width, height, data };
  } catch (cause) {
    if (cause instanceof FilmError) throw cause;
    throw unreadable(name, 'cannot be drawn', 'Export the PDF again.', cause);
  }
}

function drawnSize({ width, height }: Size): Size {
  const scale = Math.max(LONG_SIDE / Math.max(width, height), SHORT_SIDE / Math.min(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/** The size of the picture a page consists of, where it consists of one: a scan keeps its pixels. */
async function scanSize(page: PDFiumPage, size: Size): Promise<Size | undefined> {
  if (page.getObjectCount() !== 1) return undefined;
  const object = page.getObject(0);
  if (object.type !== 'image') return undefined;
  const { width, height } = await object.getImageDataRaw();
  const stretch = width / height / (size.width / size.height);
  return width * height > 0 && Math.abs(stretch - 1) < 0.02 ? { width, height } : undefined;
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

function unreadable(name: string, fact: string, remedy: string, cause?: unknown): FilmError {
  return new FilmError('art-unreadable', `${name} ${fact}. ${remedy}`, { file: name, cause });
}
