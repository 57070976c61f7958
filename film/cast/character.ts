import type { Id } from '../grammar/id.ts';
import type { MediaReference } from '../media/art.ts';

export type CastId = Id<'cast'>;

/** A character or a prop that comes back from shot to shot. Its fingerprint joins it with the lock. */
export interface CastMember {
  readonly id: CastId;
  readonly kind: 'character' | 'prop';
  readonly name: string;
  readonly description: string;
  /** The model sheet: reference pictures, best first. */
  readonly references: readonly MediaReference[];
  /** Name of the voice; chosen when the film is spoken where it is missing. */
  readonly voice?: string;
}
