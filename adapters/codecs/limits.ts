import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Size } from '@inkreel/film/space/size.ts';

/** How much of a stranger's file is believed. */
export interface Limits {
  /** Pixels of one picture. */
  readonly pixels: number;
  /** Pixels of one side; a vertical strip may be long. */
  readonly side: number;
  /** Entries of an archive, pages of a PDF, files of a folder. */
  readonly entries: number;
  /** Bytes an archive may inflate to, counted as they come. */
  readonly inflatedBytes: number;
  /** Bytes of one file as it lies on disk. */
  readonly fileBytes: number;
  /** How many times its packed size an entry may inflate to, once it is larger than 16 MiB. */
  readonly inflateRatio: number;
}

export const DEFAULT_LIMITS: Limits = {
  pixels: 100_000_000,
  side: 65_000,
  entries: 2_000,
  inflatedBytes: 1024 ** 3,
  fileBytes: 512 * 1024 ** 2,
  inflateRatio: 100,
};

/**
 * Lets a size through that may be decoded.
 *
 * @throws FilmError 'art-too-large'
 */
export function checkSize(size: Size, name: string, limits: Limits): void {
  const { width, height } = size;
  if (Math.max(width, height) <= limits.side && width * height <= limits.pixels) return;
  const megapixels = Math.floor(limits.pixels / 1_000_000);
  throw new FilmError(
    'art-too-large',
    `${name} says it is ${width} x ${height} pixels; at most ${megapixels} megapixels and ${limits.side} a side are read. Export it smaller or cut it into parts.`,
    { file: name },
  );
}
