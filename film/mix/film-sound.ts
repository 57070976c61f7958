import type { MediaReference } from '../media/art.ts';

/** What is heard in a film, and how loud. */
export interface FilmSound {
  /** Whether lines are heard, spoken or recorded. */
  readonly voices: boolean;
  /** Whether effects and the sound of places are heard. */
  readonly effects: boolean;
  /** Over the whole film, LUFS. */
  readonly loudness: number;
}

/** Music of a film: composed for its scenes, a track of the user's own, or none. */
export type FilmMusic =
  | { readonly kind: 'scored' }
  | { readonly kind: 'track'; readonly reference: MediaReference }
  | { readonly kind: 'none' };

/** The loudness films are heard at on the web. */
export const WEB_LOUDNESS = -14;

export const SOUND_DEFAULT: FilmSound = { voices: true, effects: true, loudness: WEB_LOUDNESS };
