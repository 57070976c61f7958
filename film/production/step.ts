import type { ContentHash } from '../media/content-hash.ts';

/**
 * One unit of production: what is to be made and the hash of everything that goes into it. A step whose
 * key is already in the store is not run again.
 */
export interface Step<Kind extends string = string, Input = unknown> {
  readonly kind: Kind;
  readonly key: ContentHash;
  readonly input: Input;
  /** Keys of the steps whose output this one reads. */
  readonly needs: readonly ContentHash[];
}
