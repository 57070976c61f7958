import type { ShotId } from '@inkreel/film/board/shot.ts';
import type { CaptionCue } from '@inkreel/film/cut/caption-cue.ts';
import { captionCues } from '@inkreel/film/cut/caption-cues.ts';
import { subtitleFile } from '@inkreel/film/cut/subtitle-file.ts';
import { captionRules } from '@inkreel/film/delivery/caption-rules.ts';
import { type Container, containerFor } from '@inkreel/film/delivery/container.ts';
import { frameSizeOf } from '@inkreel/film/delivery/frame-size.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { moveMouths } from '@inkreel/film/document/move-mouths.ts';
import type { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { planEffects } from '@inkreel/film/production/plan-effects.ts';
import { type MixStep, planMix } from '@inkreel/film/production/plan-mix.ts';
import { planMusic } from '@inkreel/film/production/plan-music.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { soundEncodingKey } from '../ffmpeg/encode-sound.ts';
import { findFfmpeg } from '../ffmpeg/find-ffmpeg.ts';
import { hashOf } from '../storage/hash.ts';
import { hearFilm } from './hear-film.ts';
import { hashOfSound } from './known-sound.ts';
import { soundMadeBy } from './made-by.ts';
import { makeSounds } from './make-sounds.ts';

/** How far the sound of a film has come. */
export interface SoundProgress {
  readonly doing: 'speaking' | 'playing' | 'mixing';
  readonly made: number;
  readonly of: number;
}

export interface SoundtrackOrder {
  readonly film: Film;
  /** The shots that are wanted; all where it is missing. */
  readonly only?: ReadonlySet<ShotId>;
  /** The folder that the film's references are relative to. */
  readonly base: string;
  /** Where the film goes: its ending says what its sound is encoded in. */
  readonly out: string;
  readonly store: Store;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SoundProgress) => void;
  /** What somebody should know of a recording. */
  readonly onNote?: (note: string) => void;
}

/** A film timed by what is heard in it, with its sound ready to be laid under the picture. */
export interface Soundtrack {
  /** Its shots as long as what is said in them. */
  readonly film: Film;
  /** Why some lines are not heard. */
  readonly unspoken: readonly FilmError[];
  /** Captions that are drawn into the picture. */
  readonly drawn: readonly CaptionCue[];
  /** All captions, as SubRip; missing where nothing is said. */
  readonly subtitles?: string;
  /** Path of the encoded mix; missing where nothing is to be heard. */
  readonly path?: string;
  readonly mix?: MixStep;
}

/**
 * Speaks a film's lines, gives its shots the time they take, plays its music and mixes it all. What is in
 * the store already is not made again.
 *
 * @throws FilmError for a line no voice can say, a missing ffmpeg, a full disk, and 'interrupted'
 */
export async function makeSoundtrack(order: SoundtrackOrder): Promise<Soundtrack> {
  const { store, signal, onProgress } = order;
  const {
    film: timed,
    timeline,
    takes,
    lines,
    unspoken,
  } = await hearFilm({
    ...order,
    onTake: (made, of) => onProgress?.({ doing: 'speaking', made, of }),
  });
  const madeBy = soundMadeBy();
  const film = moveMouths(timed, new Map([...takes].map(([line, { take }]) => [line, take])));
  const rules = captionRules(film.captions.style, film.preset, timeline.duration);
  const plain = captionCues(lines, captionRules('classic', film.preset, timeline.duration));
  const names = new Map(film.cast.map(({ id, name }) => [id as string, name]));
  const about = {
    film,
    unspoken,
    drawn: captionCues(
      lines.filter(({ isLettered }) => !isLettered),
      rules,
    ),
    ...(plain.length > 0 && {
      subtitles: subtitleFile(plain, 'srt', names, frameSizeOf(film.preset)),
    }),
  };
  const track =
    film.music.kind === 'track' ? await hashOfSound(film.music.reference, order.base) : undefined;
  const music = planMusic(film, timeline, { hash: hashOf, madeBy, track });
  const effects = film.sound.effects
    ? planEffects(film, timeline, { hash: hashOf, madeBy: madeBy.effect })
    : { steps: [], sounds: [] };
  const sounds = [...music.sounds, ...effects.sounds];
  if (takes.size === 0 && sounds.length === 0) return about;

  await makeSounds({
    ...order,
    steps: [...music.steps, ...effects.steps],
    onSound: (made, of) => onProgress?.({ doing: 'playing', made, of }),
  });
  const ffmpeg = await findFfmpeg(film.preset.codec);
  const container: Container = containerFor(film.preset.codec, order.out) ?? 'mp4';
  const mix = planMix(film, timeline, lines, takes, sounds, {
    hash: hashOf,
    madeBy: madeBy.mix,
    encoding: soundEncodingKey(ffmpeg, container),
  });
  const kept = await store.find(mix.key);
  if (kept !== undefined) return { ...about, path: kept, mix };
  onProgress?.({ doing: 'mixing', made: 0, of: 1 });
  const { makeMix } = await import('../mix/make-mix.ts');
  const path = await makeMix({ step: mix, store, ffmpeg, container, ...(signal && { signal }) });
  return { ...about, path, mix };
}
