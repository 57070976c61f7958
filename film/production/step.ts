import type { ContentHash } from '../media/content-hash.ts';

/**
 * One unit of production: what is to be made and the hash of everything that goes into it. A step whose
 * key is already in the store is not run again.
 */
export interface Step<Kind extends string, Input> {
  readonly kind: Kind;
  readonly key: ContentHash;
  /** All that the result depends on; the key is the hash of its canonical JSON. */
  readonly input: Input;
}
