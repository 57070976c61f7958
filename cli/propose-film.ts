import { basename, resolve } from 'node:path';
import { LIFE_DEFAULT } from '@inkreel/film/board/life.ts';
import { LETTERING_PROPOSED, type ShownLettering } from '@inkreel/film/board/shown-lettering.ts';
import type { Preset } from '@inkreel/film/delivery/preset.ts';
import { PRESET_DEFAULT } from '@inkreel/film/document/defaults.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { SOUND_DEFAULT } from '@inkreel/film/mix/film-sound.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import type { Desk } from './desk.ts';
import { withoutEnding } from './film-files.ts';
import type { GatheredArt } from './gather-art.ts';
import { proposeBoard } from './propose-board.ts';
import { castFilm } from './propose-cast.ts';
import { castOf } from './read-mouths.ts';

export interface ProposalWishes {
  /** Names the film where no title is given. */
  readonly firstInput: string;
  readonly preset: Partial<Preset>;
  /** Asks for title and end cards. */
  readonly title?: string | undefined;
  readonly seed?: number | undefined;
  readonly maxShots?: number | undefined;
  readonly lettering?: ShownLettering | undefined;
  /** Strength of what moves by itself. */
  readonly life?: number | undefined;
}

/** The film that some art would make if nobody changed its storyboard. */
export async function proposeFilm(
  { pictures }: GatheredArt,
  wishes: ProposalWishes,
  place: { readonly base: string; readonly store: Store },
  desk: Desk,
): Promise<Film> {
  const preset = { ...PRESET_DEFAULT, ...wishes.preset };
  const { title, maxShots, life = LIFE_DEFAULT.strength } = wishes;
  const scenes = await proposeBoard(pictures, { ...preset, title, maxShots, life });
  if (scenes.length === 0) {
    const remedy = 'Name pictures with something on them, or allow more shots.';
    throw new FilmError('art-missing', `The art gives no shot. ${remedy}`);
  }
  const known = castOf(pictures.map(({ mouths = [] }) => mouths));
  const cast = await castFilm(pictures, scenes, known, place, desk);
  return {
    title: title ?? titleFrom(wishes.firstInput),
    seed: wishes.seed ?? 1,
    preset,
    art: cast.art,
    cast: cast.cast,
    locations: [],
    scenes: cast.scenes,
    lettering: wishes.lettering ?? LETTERING_PROPOSED,
    life,
    captions: { style: 'classic' },
    sound: SOUND_DEFAULT,
    music: { kind: 'scored' },
  };
}

/** `pages/the_long-night.cbz` is about "The long night". */
function titleFrom(input: string): string {
  const words = basename(withoutEnding(resolve(input)))
    .replace(/[-_]+/g, ' ')
    .trim();
  return words === '' ? 'Untitled' : `${words[0]!.toUpperCase()}${words.slice(1)}`;
}
