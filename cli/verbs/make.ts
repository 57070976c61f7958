import { existsSync } from 'node:fs';
import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { findFfmpeg } from '@inkreel/adapters/ffmpeg/find-ffmpeg.ts';
import type { Produced } from '@inkreel/adapters/ink/produce-film.ts';
import type { FolderStore } from '@inkreel/adapters/storage/folder-store.ts';
import { hashOf } from '@inkreel/adapters/storage/hash.ts';
import { writeWhole } from '@inkreel/adapters/storage/write-whole.ts';
import type { Shot } from '@inkreel/film/board/shot.ts';
import type { ShownLettering } from '@inkreel/film/board/shown-lettering.ts';
import type { ReadingDirection } from '@inkreel/film/comic/page.ts';
import { containerFor } from '@inkreel/film/delivery/container.ts';
import type { Aspect, Codec, Preset, Quality, Resolution } from '@inkreel/film/delivery/preset.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { filmJsonSchema } from '@inkreel/film/document/film-file.ts';
import { printFilm } from '@inkreel/film/document/print-film.ts';
import { counted } from '@inkreel/film/grammar/counted.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import type { FrameRate } from '@inkreel/film/time/rational.ts';
import type { Answer, Desk } from '../desk.ts';
import { stampOf } from '../file-stamp.ts';
import {
  codecFor,
  documentBeside,
  filmNamed,
  filmPath,
  openStoreFor,
  requireFolderOf,
  requireNotArt,
  sourcesOf,
  withoutEnding,
} from '../film-files.ts';
import { gatherArt } from '../gather-art.ts';
import { type OpenedFilm, openFilm, readDocument, requireArt } from '../open-film.ts';
import { filesOf, produce, producedJson, producedText, untouched } from '../produce.ts';
import { proposeFilm } from '../propose-film.ts';
import { type SoundWishes, withSound } from '../sound-wishes.ts';

export interface MakeOptions extends SoundWishes {
  readonly inputs: readonly string[];
  readonly output?: string;
  readonly title?: string;
  readonly aspect?: Aspect;
  readonly resolution?: Resolution;
  readonly rate?: FrameRate;
  readonly codec?: Codec;
  readonly quality?: Quality;
  readonly direction?: ReadingDirection;
  readonly seed?: number;
  readonly maxShots?: number;
  readonly lettering?: ShownLettering;
  /** Strength of what moves by itself; false is 0. */
  readonly life?: number | false;
  /** False: the storyboard alone. */
  readonly render?: boolean;
  readonly fresh?: boolean;
  readonly keepGoing?: boolean;
  readonly cache?: string;
}

/** Art in, film out; the storyboard stays beside it to be edited. */
export async function run(options: MakeOptions, desk: Desk): Promise<Answer> {
  const codec = codecFor(options.output, options.codec);
  const stem = basename(withoutEnding(resolve(options.inputs[0]!)));
  let out = options.output === undefined ? filmNamed(stem, codec) : filmPath(options.output, codec);
  const document = documentBeside(out);
  requireFolderOf(out);
  requireFolderOf(document);
  // Before pages are read for minutes, and before anything is written.
  await findFfmpeg(codec);
  const store = await openStoreFor(out, options.cache);
  const base = dirname(resolve(document));

  const gathered = await gatherArt(
    options.inputs,
    { ...options, base, store, mustShow: true },
    desk,
  );
  for (const error of gathered.refused) desk.say(`left out: ${error.message}`);
  requireNotArt(
    [out, document],
    gathered.pictures.map(({ art }) => art),
    base,
  );
  const board = await proposeFilm(
    gathered,
    {
      ...options,
      firstInput: options.inputs[0]!,
      preset: presetOf(options, codec),
      lettering: options.lettering,
      life: lifeOf(options),
    },
    { base, store },
    desk,
  );
  const proposed = withSound(board, options, base);
  requireNotArt([out, document], sourcesOf(proposed), base);
  const edited = await editedFilm(proposed, { ...options, document, store }, desk);
  const written = stampOf(resolve(document), Number.POSITIVE_INFINITY);
  let film = proposed;
  if (edited !== undefined) {
    requireArt(edited, document);
    film = withSound(withOptions(edited.film, options, desk), options, base);
    if (options.output === undefined) out = filmNamed(stem, film.preset.codec);
    requireNotArt([out], sourcesOf(film), base);
  }
  if (options.render === false) {
    const shots = film.scenes.flatMap((scene) => scene.shots.map((shot) => shot.id));
    const count = counted(shots.length, 'shot');
    return {
      text: `${document}: ${count}. Edit it, then inkreel render it.`,
      json: { document, shots, refused: gathered.refused.map(refusalJson) },
    };
  }
  const produced = await produce({ film, base, out, store }, desk);
  const story =
    edited !== undefined ? '' : ` Its storyboard is ${document}: edit it, then inkreel render it.`;
  const told = (what: Produced) => ({
    text: `${producedText(out, film, what)}${story}`,
    json: {
      ...producedJson(out, film, what),
      document,
      refused: gathered.refused.map(refusalJson),
    },
  });
  const inputs = options.inputs.map((input) => resolve(input));
  const grounds = {
    again: told(untouched(produced)),
    read: [...inputs, ...filesOf(film, base)],
    made: [...produced.files, [resolve(document), written]] as const,
  };
  // What an edited storyboard is used for is said every time.
  return { ...told(produced), ...(edited === undefined && { grounds }) };
}

function refusalJson({ code, message, file }: FilmError) {
  return { code, message, file };
}

/** What of the delivery was asked for on the command line. */
function presetOf(options: MakeOptions, codec: Codec): Partial<Preset> {
  const { aspect, resolution, rate, quality } = options;
  const asked = Object.entries({ aspect, resolution, rate, quality });
  return { ...Object.fromEntries(asked.filter(([, value]) => value !== undefined)), codec };
}

/**
 * An edited storyboard keeps what its author wrote; only what was asked for on this command line goes
 * before it, and only for this film. A rate cannot: the document counts in it.
 */
function withOptions(film: Film, options: MakeOptions, desk: Desk): Film {
  if (options.rate !== undefined && options.rate !== film.preset.rate) {
    const remedy = 'Change delivery.rate in it, or pass --fresh to propose it anew.';
    throw new FilmError(
      'usage',
      `The edited storyboard has ${film.preset.rate} frames a second. ${remedy}`,
    );
  }
  const idle = [
    ...(options.direction === undefined ? [] : ['--direction']),
    ...(options.maxShots === undefined ? [] : ['--max-shots']),
  ];
  if (idle.length > 0) {
    desk.say(`${idle.join(' and ')} changes nothing in an edited storyboard (--fresh does).`);
  }
  return {
    ...withLife(withLettering(film, options.lettering), lifeOf(options)),
    preset: { ...film.preset, ...presetOf(options, codecOf(film, options, desk)) },
    title: options.title ?? film.title,
    seed: options.seed ?? film.seed,
  };
}

function lifeOf({ life }: MakeOptions): number | undefined {
  return life === false ? 0 : life;
}

/** What is asked for holds for every shot, whatever it said before. */
function withLettering(film: Film, lettering: ShownLettering | undefined): Film {
  if (lettering === undefined) return film;
  return {
    ...film,
    lettering,
    scenes: film.scenes.map((scene) => ({
      ...scene,
      shots: scene.shots.map(({ lettering: _, ...shot }) => shot),
    })),
  };
}

/** Shots that live as the film does go with it; one that was given a life of its own keeps it, unless all stop. */
function withLife(film: Film, strength: number | undefined): Film {
  if (strength === undefined) return film;
  const changed = (shot: Shot): Shot =>
    shot.life && (shot.life.strength === film.life || strength === 0)
      ? { ...shot, life: { ...shot.life, strength } }
      : shot;
  const scenes = film.scenes.map((scene) => ({ ...scene, shots: scene.shots.map(changed) }));
  return { ...film, life: strength, scenes };
}

/** The codec of an edited film: the one asked for, else its own where the film's name can hold that. */
function codecOf({ preset }: Film, { output, codec }: MakeOptions, desk: Desk): Codec {
  if (codec !== undefined) return codec;
  if (output === undefined || containerFor(preset.codec, output) !== undefined) return preset.codec;
  const fitting = codecFor(output, undefined);
  desk.say(
    `${output} cannot hold ${preset.codec}, as the storyboard asks: it is made in ${fitting}.`,
  );
  return fitting;
}

/**
 * The storyboard that lies there, where it was edited by hand. One that Inkreel wrote itself and nobody
 * touched is written anew; an edited one is kept and used, unless it is about other art.
 */
async function editedFilm(
  film: Film,
  about: {
    readonly document: string;
    readonly store: FolderStore;
    readonly cache?: string;
    readonly fresh?: boolean;
  },
  desk: Desk,
): Promise<OpenedFilm | undefined> {
  const { document } = about;
  const folder = resolve(about.cache ?? join(dirname(document), '.inkreel'));
  const memory = join(folder, 'proposals', `${hashOf(resolve(document)).slice(0, 24)}.txt`);
  const ours = (await readFile(memory, 'utf8').catch(() => '')).split('\n');
  let there: ContentHash | undefined;
  if (existsSync(document)) {
    there = hashOf(await readDocument(document));
    if (!ours.includes(there)) {
      if (!about.fresh) {
        const opened = await openFilm(document, about.store, desk);
        requireSameArt(film, opened.film, document);
        desk.say(`Using ${document} as it was edited (--fresh proposes it anew).`);
        return opened;
      }
      const kept = freeName(document);
      await rename(document, kept);
      desk.say(`${document} had been edited: it is kept as ${basename(kept)}.`);
      there = undefined;
    }
  }
  const text = printFilm(film, { $schema: await writeSchema(folder, document) });
  await mkdir(dirname(memory), { recursive: true });
  // Both are known as ours, so that a run that is killed between the two files leaves none that is not.
  await writeWhole(memory, [hashOf(text), ...(there === undefined ? [] : [there])].join('\n'));
  await writeWhole(document, text);
  return undefined;
}

/** Where an edited document is put aside: `film.json.bak`, and never over another one. */
function freeName(document: string): string {
  let name = `${document}.bak`;
  for (let n = 2; existsSync(name); n++) name = `${document}.${n}.bak`;
  return name;
}

function requireSameArt(proposed: Film, edited: Film, document: string): void {
  const key = ({ reference: { file, part } }: Film['art'][number]) => `${file}\n${part ?? ''}`;
  const known = new Set(edited.art.map((art) => key(art)));
  const strange = proposed.art.find((art) => !known.has(key(art)));
  if (strange === undefined) return;
  throw new FilmError(
    'usage',
    `${document} was edited by hand and does not know ${strange.reference.file}. Add it to its art, choose another -o, or pass --fresh (the edited one is kept as .bak).`,
    { file: document },
  );
}

/** Puts the JSON Schema where the document's editor finds it without a network. */
async function writeSchema(folder: string, document: string): Promise<string> {
  const { relative, sep } = await import('node:path');
  const path = join(folder, 'film.schema.json');
  const text = `${JSON.stringify(filmJsonSchema(), null, 2)}\n`;
  const there = await readFile(path, 'utf8').catch(() => '');
  if (there !== text) await writeWhole(path, text);
  const link = relative(dirname(resolve(document)), path)
    .split(sep)
    .join('/');
  return link.startsWith('../') ? link : `./${link}`;
}
