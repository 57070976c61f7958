import { resolve } from 'node:path';
import type { Produced } from '@inkreel/adapters/ink/produce-film.ts';
import type { Scene } from '@inkreel/film/board/scene.ts';
import type { Quality } from '@inkreel/film/delivery/preset.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { nameRemedy } from '@inkreel/film/document/nearest-name.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { STEMS } from '@inkreel/film/mix/stem.ts';
import type { Answer, Desk } from '../desk.ts';
import {
  filmNamed,
  filmPath,
  openStoreFor,
  requireFolderOf,
  requireNotArt,
  sourcesOf,
  withoutEnding,
} from '../film-files.ts';
import { openFilm, requireArt } from '../open-film.ts';
import { filesOf, produce, producedJson, producedText, stemPath, untouched } from '../produce.ts';

export interface RenderOptions {
  readonly file: string;
  readonly output?: string;
  readonly scene?: string;
  readonly shot?: string;
  readonly quality?: Quality;
  /** A folder for the stems. */
  readonly stems?: string;
  readonly cache?: string;
}

/** Renders a film document, or one scene or shot of it. */
export async function run(options: RenderOptions, desk: Desk): Promise<Answer> {
  const { file } = options;
  const store = await openStoreFor(resolve(file), options.cache);
  const opened = await openFilm(file, store, desk);
  requireArt(opened, file);
  const whole = opened.film;
  const preset = { ...whole.preset, ...(options.quality ? { quality: options.quality } : {}) };
  const { scenes, named } = partOf(whole, options);
  const film: Film = { ...whole, preset };
  const part: Film = { ...film, scenes };
  const out =
    options.output === undefined
      ? filmNamed(`${withoutEnding(file)}${named}`, preset.codec)
      : filmPath(options.output, preset.codec);
  requireFolderOf(out);
  const { stems } = options;
  const written = stems === undefined ? [] : STEMS.map((stem) => stemPath(stems, stem));
  requireNotArt([out, ...written], sourcesOf(whole), opened.base);
  const { base } = opened;
  const order = { film, part: scenes, base, out, store, stems: options.stems };
  const produced = await produce(order, desk);
  const told = (what: Produced) => ({
    text: producedText(out, part, what),
    json: producedJson(out, part, what),
  });
  const grounds = {
    again: told(untouched(produced)),
    read: [resolve(file), ...filesOf(whole, base)],
    made: produced.files,
  };
  return { ...told(produced), grounds };
}

/** The scenes to render, and what their film's name has beyond the whole one's. */
function partOf(
  film: Film,
  { scene, shot }: RenderOptions,
): { scenes: readonly Scene[]; named: string } {
  let { scenes } = film;
  let named = '';
  if (scene !== undefined) {
    const byNumber = /^\d+$/.test(scene) ? scenes[Number(scene) - 1] : undefined;
    const found = scenes.find((each) => each.id === scene) ?? byNumber;
    if (found === undefined) {
      const ids = scenes.map((each) => each.id);
      const remedy = /^\d+$/.test(scene)
        ? `Use a number from 1 to ${scenes.length}.`
        : nameRemedy(scene, ids, 'It has no scenes.');
      throw new FilmError('usage', `--scene ${scene}: the film has no such scene. ${remedy}`);
    }
    scenes = [found];
    named = `-${fileName(/^\d+$/.test(scene) ? `scene-${scene}` : found.id)}`;
  }
  if (shot !== undefined) {
    const ids = scenes.flatMap((each) => each.shots.map(({ id }) => id as string));
    if (!ids.includes(shot)) {
      const remedy = nameRemedy(shot, ids, 'It has no shots.');
      throw new FilmError('usage', `--shot ${shot}: the film has no such shot. ${remedy}`);
    }
    scenes = scenes.flatMap((each) => {
      const shots = each.shots.filter(({ id }) => id === shot);
      return shots.length === 0 ? [] : [{ ...each, shots }];
    });
    named = `-${fileName(shot)}`;
  }
  return { scenes, named };
}

function fileName(id: string): string {
  return id.replace(/[^\p{L}\p{N}._-]+/gu, '-');
}
