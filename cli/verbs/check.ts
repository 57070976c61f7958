import { access } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { addedModels } from '@inkreel/adapters/models/added-model.ts';
import { findModelVoice } from '@inkreel/adapters/models/model-voices.ts';
import { modelsFolder } from '@inkreel/adapters/models/models-folder.ts';
import type { Film } from '@inkreel/film/document/film-document.ts';
import { filmNotes } from '@inkreel/film/document/film-notes.ts';
import { type PlacedProblem, withLines } from '@inkreel/film/document/line-of-path.ts';
import { parseFilm } from '@inkreel/film/document/parse-film.ts';
import { type Problem, problem, problemText } from '@inkreel/film/document/problem.ts';
import { counted } from '@inkreel/film/grammar/counted.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { isModelVoice } from '@inkreel/film/voice/model-voice.ts';
import type { Answer, Desk } from '../desk.ts';
import { EXIT_CODES } from '../exit-codes.ts';
import { openStoreFor } from '../film-files.ts';
import { completeFilm, readDocument } from '../open-film.ts';

export interface CheckOptions {
  readonly file: string;
  readonly cache?: string;
}

/** Names every mistake in a film document, those that its art shows included, and what to look at. */
export async function run({ file, cache }: CheckOptions, desk: Desk): Promise<Answer> {
  const text = await readDocument(file);
  const parsed = parseFilm(text);
  if (!parsed.ok) return answer(file, withLines(text, parsed.problems), []);
  const store = await openStoreFor(resolve(file), cache);
  const base = dirname(resolve(file));
  const { film, problems } = await completeFilm(parsed.film, base, { store, words: false }, desk);
  const shots = film.scenes.reduce((count, scene) => count + scene.shots.length, 0);
  return answer(
    file,
    withLines(text, [
      ...problems,
      ...(await soundProblems(film, base)),
      ...(await castProblems(film, base)),
      ...(await voiceProblems(film)),
    ]),
    withLines(text, filmNotes(film)),
    `${counted(film.scenes.length, 'scene')}, ${counted(shots, 'shot')}, ${counted(film.art.length, 'piece of art', 'pieces of art')}`,
  );
}

/** Pictures of the cast and of places that are not where the film says. */
async function castProblems(film: Film, base: string): Promise<readonly Problem[]> {
  const named = (['cast', 'locations'] as const).flatMap((list) =>
    film[list].flatMap(({ references }, i) =>
      references.map(({ file }, n) => ({ at: [list, i, 'references', n, 'file'], file })),
    ),
  );
  const missing = await Promise.all(
    named.map(({ file }) =>
      access(resolve(base, file)).then(
        () => false,
        () => true,
      ),
    ),
  );
  return named
    .filter((_, i) => missing[i])
    .map(({ at, file }) => {
      const remedy = 'Put the picture there, or remove this reference.';
      return problem(at, `is "${file}", which is not there.`, remedy);
    });
}

/** Recordings and music that are not where the film says. */
async function soundProblems(film: Film, base: string): Promise<readonly Problem[]> {
  const named = [
    ...(film.music.kind === 'track'
      ? [{ at: ['music', 'file'], file: film.music.reference.file }]
      : []),
    ...film.scenes.flatMap(({ shots }, s) =>
      shots.flatMap(({ lines }, n) =>
        lines.flatMap(({ recording }, i) =>
          recording
            ? [
                {
                  at: ['scenes', s, 'shots', n, 'lines', i, 'recording'],
                  file: recording.file,
                },
              ]
            : [],
        ),
      ),
    ),
  ];
  const found = await Promise.all(
    named.map(async ({ at, file }) => {
      const isThere = await access(resolve(base, file)).then(
        () => true,
        () => false,
      );
      if (isThere) return [];
      const remedy = 'Put the file back, or correct the path: it is relative to this document.';
      return [problem(at, `names "${file}", which is not there.`, remedy)];
    }),
  );
  return found.flat();
}

/** Voices of models that are not here, where anybody is heard: only this machine can tell. */
async function voiceProblems({ cast, sound }: Film): Promise<readonly Problem[]> {
  if (!sound.voices) return [];
  const named = cast.map(({ voice }) => (typeof voice === 'string' ? voice : voice?.like));
  if (!named.some((name) => name !== undefined && isModelVoice(name))) return [];
  const added = await addedModels(modelsFolder());
  return named.flatMap((name, i) => {
    if (name === undefined || !isModelVoice(name)) return [];
    try {
      findModelVoice(name, added);
      return [];
    } catch (error) {
      if (!(error instanceof FilmError)) throw error;
      return [problem(['cast', i, 'voice'], `names "${name}".`, error.message)];
    }
  });
}

/** Notes ask for a look and are no mistakes: the exit code does not count them. */
function answer(
  file: string,
  problems: readonly PlacedProblem[],
  notes: readonly PlacedProblem[],
  good = '',
): Answer {
  const count = counted(problems.length, 'mistake');
  const told =
    problems.length === 0
      ? [`${file}: no mistakes (${good}).`]
      : [`${file}: ${count}.`, ...problems.map((found) => `  ${problemText(found)}`)];
  const asides = notes.map((note) => `  note: ${problemText(note)}`);
  return {
    text: [...told, ...asides].join('\n'),
    json: { file, ok: problems.length === 0, problems, notes },
    exitCode: problems.length === 0 ? 0 : EXIT_CODES['document-invalid'],
  };
}
