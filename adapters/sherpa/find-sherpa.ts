import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { modelsFolder } from '../models/models-folder.ts';

/** The program that runs models of voices, which its user installs: nothing of it comes along. */
export interface SherpaProgram {
  /** The folder of its npm package. */
  readonly folder: string;
  readonly version: string;
}

/** Names the folder of the package where it lies somewhere else. */
const SHERPA_VARIABLE = 'INKREEL_SHERPA';

const PACKAGE = 'sherpa-onnx-node';
/** The version that was tried. */
const TRIED = '1.13.8';

/** How to get it, for a person. */
export function sherpaRemedy(models = modelsFolder()): string {
  return `Install it: npm install --prefix "${models}" ${PACKAGE}@${TRIED} (32 MB), or name its folder with ${SHERPA_VARIABLE}.`;
}

/** Where the package may lie: named, among the models, in the project that is worked in, beside this code. */
export function sherpaPlaces(
  named = process.env[SHERPA_VARIABLE],
  models = modelsFolder(),
): readonly string[] {
  if (named) return [named];
  return [join(models, 'node_modules', PACKAGE), ...resolved(process.cwd()), ...resolved()];
}

/**
 * @throws FilmError `program-missing` where it is not installed; the message says how it is
 */
export function findSherpa(places: readonly string[] = sherpaPlaces()): SherpaProgram {
  for (const folder of places) {
    const { name, version } = manifestIn(folder);
    if (name === PACKAGE && version !== undefined) return { folder, version };
  }
  throw new FilmError(
    'program-missing',
    `The voice is one of a model, and the program that runs it, ${PACKAGE}, is not installed. ${sherpaRemedy()}`,
  );
}

/** Empty where there is none, or one that was written in part: an install that broke off is none. */
function manifestIn(folder: string): { readonly name?: string; readonly version?: string } {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) ?? {};
  } catch {
    return {};
  }
}

function resolved(from?: string): readonly string[] {
  const require = createRequire(from === undefined ? import.meta.url : join(from, 'any.js'));
  try {
    return [dirname(require.resolve(`${PACKAGE}/package.json`))];
  } catch {
    return [];
  }
}
