import type { Id } from '../grammar/id.ts';
import type { MediaReference } from '../media/art.ts';
import type { ContentHash } from '../media/content-hash.ts';
import type { Box } from '../space/box.ts';

export type CastId = Id<'cast'>;

/** A picture of a model sheet: all of a file, or the part of it where the figure is. */
export interface CastReference extends MediaReference {
  /** Around the figure, pixels of the picture; all of it where missing. */
  readonly box?: Box;
  /** Hash of the figure's matte, a grey PNG of the size of the box; missing where the picture's alpha is the matte. */
  readonly matte?: ContentHash;
  /** What is different in it, of one who has several looks: `angry`, `in armour`. */
  readonly look?: string;
}

/** A character or a prop that comes back from shot to shot. Its fingerprint joins it with the lock. */
export interface CastMember {
  readonly id: CastId;
  readonly kind: 'character' | 'prop';
  readonly name: string;
  readonly description: string;
  /** The model sheet: reference pictures, best first. */
  readonly references: readonly CastReference[];
  /** Name of the voice, or how it sounds; chosen by the description where it is missing. */
  readonly voice?: string | VoiceChoice;
}

/** What somebody wants of a character's voice; what is missing is as in the voice it is like. */
export interface VoiceChoice {
  /** Name of the voice it begins from; chosen by the description where it is missing. */
  readonly like?: string;
  /** Mean pitch in Hz. */
  readonly pitch?: number;
  /** Above 1 a smaller body, below 1 a larger. */
  readonly formants?: number;
  /** Above 1 is faster. */
  readonly pace?: number;
  /** How far the pitch strays: 0 drones, above 1 sings. */
  readonly range?: number;
  /** 0 to 1: how much breath is in it. */
  readonly breath?: number;
}
