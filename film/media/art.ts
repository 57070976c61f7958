import type { Id } from '../grammar/id.ts';
import type { Size } from '../space/size.ts';
import type { ContentHash } from './content-hash.ts';

export type ArtId = Id<'art'>;

/**
 * Where one picture is found: a file and, where the file holds several, the part of it. The part of a
 * CBZ is the entry's name, of a PDF the page number from 1 (`"3"`); a single picture has none.
 */
export interface MediaReference {
  /** Path as written in the film document: relative to it, or absolute. `/` on every platform. */
  readonly file: string;
  readonly part?: string;
}

/** What a picture is, which decides how it becomes shots. */
export type ArtKind = 'picture' | 'page' | 'strip' | 'cut-out';

/** One still picture that was let in: known by its content, not yet decoded. */
export interface Art {
  readonly id: ArtId;
  readonly reference: MediaReference;
  /** Hash of the encoded bytes of the picture (of the entry or the rendered page for a part). */
  readonly hash: ContentHash;
  readonly size: Size;
  readonly hasAlpha: boolean;
}
