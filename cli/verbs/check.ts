import { dirname, resolve } from 'node:path';
import { parseFilm } from '@inkreel/film/document/parse-film.ts';
import { type Problem, problemText } from '@inkreel/film/document/problem.ts';
import type { Answer, Desk } from '../desk.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { openStoreFor } from '../film-files.ts';
import { completeFilm, readDocument } from '../open-film.ts';

export interface CheckOptions {
  readonly file: string;
  readonly cache?: string;
}

/** Names every mistake in a film document, those that its art shows included. */
export async function run({ file, cache }: CheckOptions, desk: Desk): Promise<Answer> {
  const parsed = parseFilm(await readDocument(file));
  if (!parsed.ok) return answer(file, parsed.problems);
  const store = await openStoreFor(resolve(file), cache);
  const { film, problems } = await completeFilm(parsed.film, dirname(resolve(file)), store, desk);
  const shots = film.scenes.reduce((count, scene) => count + scene.shots.length, 0);
  return answer(
    file,
    problems,
    `${film.scenes.length} scenes, ${shots} shots, ${film.art.length} pieces of art`,
  );
}

function answer(file: string, problems: readonly Problem[], good = ''): Answer {
  const count = problems.length === 1 ? '1 mistake' : `${problems.length} mistakes`;
  const lines = problems.map((found) => `  ${problemText(found)}`);
  return {
    text:
      problems.length === 0
        ? `${file}: no mistakes (${good}).`
        : [`${file}: ${count}.`, ...lines].join('\n'),
    json: { file, ok: problems.length === 0, problems },
    exitCode: problems.length === 0 ? 0 : EXIT_CODES['document-invalid'],
  };
}
