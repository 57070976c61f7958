import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Produced, produceFilm } from '@inkreel/adapters/ink/produce-film.ts';
import { unsetSigns } from '@inkreel/adapters/lettering/unset-signs.ts';
import {
  makeSoundtrack,
  type SoundProgress,
} from '@inkreel/adapters/soundtrack/make-soundtrack.ts';
import type { FolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import type { Scene } from '@inkreel/film/board/scene.ts';
import { cueBalloons } from '@inkreel/film/document/cue-balloons.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { countUnread } from '@inkreel/film/document/film-notes.ts';
import { counted } from '@inkreel/film/grammar/counted.ts';
import type { StemName } from '@inkreel/film/mix/stem.ts';
import type { MixStep } from '@inkreel/film/production/plan-mix.ts';
import type { Desk } from './desk.ts';
import { stampOf } from './file-stamp.ts';
import { sourcesOf } from './film-files.ts';

export interface ProduceOptions {
  /** The whole film, whatever of it is made. */
  readonly film: Film;
  /** The scenes and shots that are wanted; all where it is missing. */
  readonly part?: readonly Scene[];
  readonly base: string;
  readonly out: string;
  readonly store: FolderStore;
  /** A folder for voices, music and effects apart; made where it is not there. */
  readonly stems?: string | undefined;
}

const SOUND_LABELS: Readonly<Record<SoundProgress['doing'], string>> = {
  speaking: 'Speaking',
  playing: 'Playing music',
  mixing: 'Mixing',
};

/** What was made, and what it looks like from outside. */
export interface Delivered extends Produced {
  /** The film as it was made: its shots as long as what is said in them, its balloons with their moments. */
  readonly timed: Film;
  /** Path and stamp of each file, taken as soon as it was whole. */
  readonly files: readonly (readonly [path: string, stamp: string | undefined])[];
}

/** Makes the film and shows how far it has come. */
export async function produce(options: ProduceOptions, desk: Desk): Promise<Delivered> {
  const { part, base, out, store, stems } = options;
  const only = part && new Set(part.flatMap(({ shots }) => shots.map(({ id }) => id)));
  const { film, drawn, subtitles, path, mix, unspoken } = await makeSoundtrack({
    film: options.film,
    ...(only && { only }),
    base,
    out,
    store,
    signal: desk.signal,
    onNote: (note) => desk.say(note),
    onProgress: ({ doing, made, of }) =>
      desk.progress({ label: SOUND_LABELS[doing], done: made, total: of }),
  });
  for (const { message } of unspoken) desk.say(`not spoken: ${message}`);
  const unset = await unsetSigns(film, drawn);
  if (unset.length > 0) {
    const remedy = 'No typeface of ours has them; files of captions have them all.';
    desk.say(`not drawn: ${unset.join(' ')}. ${remedy}`);
  }
  const timed = cueBalloons(film);
  const produced = await produceFilm({
    film: timed,
    ...(only && { only }),
    base,
    out,
    store,
    captions: drawn,
    sound: path,
    subtitles,
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
  const stamped = (file: string) =>
    [resolve(file), stampOf(resolve(file), Number.POSITIVE_INFINITY)] as const;
  const files = [stamped(out)];
  if (stems !== undefined) {
    if (mix === undefined) desk.say('Nothing is heard in it: there are no stems to write.');
    else files.push(...(await writeStems(stems, mix, store)).map(stamped));
  }
  await store.prune();
  return { ...produced, timed, files };
}

/** What would be told if all of it were made again now: nothing would be. */
export function untouched(produced: Produced): Produced {
  const kept = (steps: Produced['stages']) => ({ made: 0, kept: steps.made + steps.kept });
  return { ...produced, segments: kept(produced.segments), stages: kept(produced.stages) };
}

/** The files that a film is made from: its art, its recordings, its music. */
export function filesOf(film: Film, base: string): readonly string[] {
  return [...new Set(sourcesOf(film).map(({ reference }) => resolve(base, reference.file)))];
}

/** Where a stem goes. */
export function stemPath(folder: string, stem: StemName): string {
  return join(folder, `${stem}.wav`);
}

/** @returns the files that were written. */
async function writeStems(
  folder: string,
  mix: MixStep,
  store: FolderStore,
): Promise<readonly string[]> {
  const { exportStems } = await import('@inkreel/adapters/mix/make-mix.ts');
  await mkdir(folder, { recursive: true });
  return exportStems(mix, store, (stem) => stemPath(folder, stem));
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
        ? `${counted(made, 'piece')} rendered.`
        : `${made} of ${made + kept} pieces rendered; the others had not changed.`;
  const told = [`${out}: ${counted(shots, 'shot')}, ${seconds.toFixed(1)} s. ${work}`];
  return [...told, ...balloonNotes(film, produced)].join(' ');
}

/** What of a film's balloons asks for a look: those nobody could read, and those that hide what cannot be told. */
function balloonNotes(film: Film, { doubtful: { stay, bare } }: Produced): readonly string[] {
  const unread = countUnread(film);
  return [
    ...(unread > 0
      ? [`${counted(unread, 'balloon')} could not be read: inkreel check says which.`]
      : []),
    ...(stay > 0
      ? [
          `${counted(stay, 'balloon')} ${stay === 1 ? 'stays' : 'stay'} as drawn: the art behind cannot be told.`,
        ]
      : []),
    ...(bare > 0
      ? [
          `The art filled in behind ${counted(bare, 'balloon')} is doubtful: "lettering": "pop" leaves ${bare === 1 ? 'it' : 'them'} as drawn.`,
        ]
      : []),
  ];
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
    balloons: { unread: countUnread(film), ...produced.doubtful },
  };
}
