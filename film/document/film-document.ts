import type { Scene } from '../board/scene.ts';
import type { ShownLettering } from '../board/shown-lettering.ts';
import type { CastFigure } from '../cast/cast-figure.ts';
import type { CastMember } from '../cast/character.ts';
import type { Location } from '../cast/location.ts';
import type { Balloon } from '../comic/balloon.ts';
import type { Panel, ReadingDirection } from '../comic/page.ts';
import type { CaptionStyle } from '../cut/caption-style.ts';
import type { Preset } from '../delivery/preset.ts';
import type { ArtId, ArtKind, MediaReference } from '../media/art.ts';
import type { FilmMusic, FilmSound } from '../mix/film-sound.ts';

/**
 * Art as a film document names it: a file and what is known about it. What is missing is found out when
 * the film is made; what is written, by hand or by the reader, is believed.
 */
export interface FilmArt {
  readonly id: ArtId;
  readonly reference: MediaReference;
  readonly kind?: ArtKind;
  /** How the page is read. */
  readonly direction?: ReadingDirection;
  /** The page's panels in reading order; shots name them by number from 1. */
  readonly panels?: readonly Panel[];
  /** What is lettered in it, in reading order; lines name them by number from 1. Their `lines` are empty. */
  readonly balloons?: readonly Balloon[];
  /** Who is drawn in it, in the order of panels. */
  readonly figures?: readonly CastFigure[];
}

/**
 * A film as the rest of the program holds it: parsed, defaults filled in, times rational. What is
 * written in `film.json` is its hand-editable form, read by `parseFilm` and written by `printFilm`.
 */
export interface Film {
  readonly title: string;
  /** Where chance enters (sway, handheld), it starts here: the same seed makes the same film. */
  readonly seed: number;
  readonly preset: Preset;
  readonly art: readonly FilmArt[];
  readonly cast: readonly CastMember[];
  readonly locations: readonly Location[];
  /** Empty where the storyboard is still to be proposed from the art. */
  readonly scenes: readonly Scene[];
  /** What becomes of the words drawn in the art, in shots that do not say so themselves. */
  readonly lettering: ShownLettering;
  /** Strength of what moves by itself in shots that do not say so themselves: 0 none, 1 as usual, to 3. */
  readonly life: number;
  /** How captions are drawn into the picture. */
  readonly captions: { readonly style: CaptionStyle };
  readonly sound: FilmSound;
  readonly music: FilmMusic;
}
