import type { Id } from '../grammar/id.ts';
import type { CastReference } from './character.ts';

export type LocationId = Id<'location'>;

/** A place that scenes come back to. */
export interface Location {
  readonly id: LocationId;
  readonly name: string;
  readonly description: string;
  readonly references: readonly CastReference[];
}
