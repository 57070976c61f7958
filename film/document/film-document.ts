import type { Scene } from '../board/scene.ts';
import type { CastMember } from '../cast/character.ts';
import type { Location } from '../cast/location.ts';
import type { Preset } from '../delivery/preset.ts';
import type { Art } from '../media/art.ts';

/**
 * A film as the rest of the program holds it: parsed, defaults filled in, times rational. What is
 * written in `film.json` is its hand-editable form, read by `parseFilm` and written by `printFilm`.
 */
export interface Film {
  readonly title: string;
  readonly preset: Preset;
  readonly art: readonly Art[];
  readonly cast: readonly CastMember[];
  readonly locations: readonly Location[];
  readonly scenes: readonly Scene[];
  readonly captions: { readonly style: 'classic' | 'none' };
  readonly music: { readonly kind: 'none' };
}
