import type { ContentHash } from '../media/content-hash.ts';

/** Where made things are kept, by the key of the step that made them. */
export interface Store {
  /** The path under which a kept thing can be read; undefined where it is not kept. */
  find(key: ContentHash): Promise<string | undefined>;
  /**
   * Keeps what `write` puts at the path it is given. The path is temporary: only when `write` has
   * returned does the thing appear under its key, whole or not at all. Where it throws, nothing stays.
   *
   * @param extension with its dot, for programs that look at it: `.mp4`.
   * @returns the path under which it is now kept.
   */
  keep(
    key: ContentHash,
    extension: string,
    write: (path: string) => Promise<void>,
  ): Promise<string>;
}
