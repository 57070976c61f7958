import { relative, resolve, sep } from 'node:path';
import type { CaptionStyle } from '@inkreel/film/cut/caption-style.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';

/** What of a film's sound and captions is asked for on the command line. */
export interface SoundWishes {
  readonly captions?: CaptionStyle;
  /** A sound file, or `none`. */
  readonly music?: string;
  readonly loudness?: number;
  /** Nothing is heard. */
  readonly silent?: boolean;
}

/** The film as it is asked for; what is not asked for stays. @param base the folder of its document. */
export function withSound(film: Film, wishes: SoundWishes, base: string): Film {
  const { captions, music, loudness, silent } = wishes;
  const sound = {
    ...film.sound,
    ...(loudness === undefined ? {} : { loudness }),
    ...(silent ? { voices: false, effects: false } : {}),
  };
  const asked =
    music === undefined
      ? film.music
      : music === 'none'
        ? ({ kind: 'none' } as const)
        : ({ kind: 'track', reference: { file: fileFrom(base, music) } } as const);
  return {
    ...film,
    sound,
    music: silent ? { kind: 'none' } : asked,
    captions: captions === undefined ? film.captions : { style: captions },
  };
}

/** A path as a document in `base` names it. */
function fileFrom(base: string, path: string): string {
  return relative(base, resolve(path)).split(sep).join('/');
}
