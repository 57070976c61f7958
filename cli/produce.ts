import { resolve } from 'node:path';
import { type Produced, produceFilm } from '@inkreel/adapters/ink/produce-film.ts';
import type { FolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import type { Scene } from '@inkreel/film/board/scene.ts';
import { cueBalloons } from '@inkreel/film/document/cue-balloons.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import type { Desk } from './desk.ts';
import { stampOf } from './file-stamp.ts';

export interface ProduceOptions {
  /** The whole film, whatever of it is made. */
  readonly film: Film;
  /** The scenes and shots that are wanted; all where it is missing. */
  readonly part?: readonly Scene[];
  readonly base: string;
  readonly out: string;
  readonly store: FolderStore;
}

/** Makes the film and shows how far it has come. `stamp` is the film's as soon as it was whole. */
export async function produce(
  options: ProduceOptions,
  desk: Desk,
): Promise<Produced & { readonly stamp: string | undefined }> {
  const { film, part, base, out, store } = options;
  const produced = await produceFilm({
    film: cueBalloons(film),
    ...(part && { only: new Set(part.flatMap(({ shots }) => shots.map(({ id }) => id))) }),
    base,
    out,
    store,
    signal: desk.signal,
    onProgress: ({ doing, plates, stages, frames }) => {
      if (doing === 'cleaning') {
        desk.progress({ label: 'Cleaning pages', done: plates.made, total: plates.of });
      } else if (doing === 'staging') {
        desk.progress({ label: 'Setting stages', done: stages.made, total: stages.of });
      } else if (doing === 'rendering') {
        desk.progress({ label: 'Rendering', done: frames.made, total: frames.of });
      } else {
        desk.progress({ label: 'Joining', done: 0, total: 1 });
      }
    },
  });
  const stamp = stampOf(resolve(out), Number.POSITIVE_INFINITY);
  await store.prune();
  return { ...produced, stamp };
}

/** What would be told if all of it were made again now: nothing would be. */
export function untouched(produced: Produced): Produced {
  const kept = (steps: Produced['stages']) => ({ made: 0, kept: steps.made + steps.kept });
  return { ...produced, segments: kept(produced.segments), stages: kept(produced.stages) };
}

/** The files that hold a film's art. */
export function filesOfArt(film: Film, base: string): readonly string[] {
  return [...new Set(film.art.map(({ reference }) => resolve(base, reference.file)))];
}

/** `film.mp4: 42 shots, 2 min 5.0 s, 1280x720 at 24 fps.` and what was made for it. */
export function producedText(out: string, film: Film, produced: Produced): string {
  const seconds = produced.frames / produced.rate;
  const shots = film.scenes.reduce((count, scene) => count + scene.shots.length, 0);
  const { made, kept } = produced.segments;
  const work =
    made === 0
      ? 'Nothing had changed: nothing was rendered.'
      : kept === 0
        ? `${made} pieces rendered.`
        : `${made} of ${made + kept} pieces rendered; the others had not changed.`;
  return `${out}: ${shots === 1 ? '1 shot' : `${shots} shots`}, ${seconds.toFixed(1)} s. ${work}`;
}

export function producedJson(out: string, film: Film, produced: Produced) {
  return {
    film: out,
    shots: film.scenes.flatMap((scene) => scene.shots.map((shot) => shot.id)),
    frames: produced.frames,
    rate: produced.rate,
    seconds: produced.frames / produced.rate,
    segments: produced.segments,
    stages: produced.stages,
  };
}
