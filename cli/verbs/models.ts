import { addModel, removeModel, requireModelName } from '@inkreel/adapters/models/add-model.ts';
import { addedModels } from '@inkreel/adapters/models/added-model.ts';
import { megabytes } from '@inkreel/adapters/models/fetch-file.ts';
import {
  catalogueModel,
  MODEL_CATALOGUE,
  type PublishedFile,
} from '@inkreel/adapters/models/model-catalogue.ts';
import { modelVoices } from '@inkreel/adapters/models/model-voices.ts';
import { modelsFolder } from '@inkreel/adapters/models/models-folder.ts';
import { findSherpa, sherpaRemedy } from '@inkreel/adapters/sherpa/find-sherpa.ts';
import { nameRemedy } from '@inkreel/film/document/nearest-name.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Answer, Desk } from '../desk.ts';

export interface ModelsOptions {
  readonly action?: 'add' | 'remove';
  readonly name?: string;
  /** An archive that is in no catalogue, and its checksum. */
  readonly url?: string;
  readonly sha256?: string;
}

/** Lists the models of voices, adds one by name or by where it is, or takes one away. */
export async function run(options: ModelsOptions, desk: Desk): Promise<Answer> {
  const folder = modelsFolder();
  const { action, name } = options;
  if (action === undefined) return listModels(folder);
  if (action === 'remove') {
    await removeModel(folder, name!);
    return { text: `${name} is gone.`, json: { removed: name } };
  }
  const { archive, beside, licence } = whatToAdd(options);
  const model = await addModel({
    folder,
    name: name!,
    archive,
    beside,
    signal: desk.signal,
    onStep: (label, done, total) => {
      if (total > 0) desk.progress({ label, done, total });
    },
  });
  const voices = model.speakers.map((speaker) => `${model.name}/${speaker.name}`);
  const lines = [`${model.folder}: ${voicesTold(voices)}.`];
  if (licence !== undefined) lines.push(`Licence: ${licence}.`);
  if (voices.length === 0) {
    lines.push(`Put a recording of who is to be heard into ${model.folder}/voices.`);
  }
  const program = programFound();
  if (program === undefined) {
    lines.push(`The program that runs it is not installed yet. ${sherpaRemedy(folder)}`);
  } else if (voices.length > 0) {
    lines.push(`Hear one: inkreel speak --text "Who is there?" --voice ${voices[0]}`);
  }
  return { text: lines.join('\n'), json: { added: model.name, folder: model.folder, voices } };
}

function whatToAdd({ name = '', url, sha256 }: ModelsOptions): {
  readonly archive: PublishedFile;
  readonly beside?: readonly PublishedFile[] | undefined;
  readonly licence?: string;
} {
  requireModelName(name);
  if (url === undefined && sha256 === undefined) {
    const known = catalogueModel(name);
    if (known) return known;
    const names = MODEL_CATALOGUE.map((each) => each.name);
    throw new FilmError(
      'usage',
      `There is no model "${name}" to be added by name. ${nameRemedy(name, names, '')} Or say where it is: --url URL --sha256 HEX.`,
    );
  }
  if (url === undefined || sha256 === undefined) {
    const fact = url === undefined ? '--sha256 needs --url' : '--url needs --sha256';
    const remedy = 'Give both: a model is used only where it is the one that was meant.';
    throw new FilmError('usage', `${fact}. ${remedy}`);
  }
  if (!/^[0-9a-f]{64}$/i.test(sha256)) {
    const remedy = 'Its publisher states it; sha256sum tells it of a file that is at hand.';
    throw new FilmError('usage', `"${sha256}" is no SHA-256: 64 digits from 0 to f. ${remedy}`);
  }
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    const remedy = 'Give one that begins with https://, or unpack the archive by hand.';
    throw new FilmError('usage', `"${url}" is no address that can be fetched. ${remedy}`);
  }
  return { archive: { url, sha256: sha256.toLowerCase() } };
}

async function listModels(folder: string): Promise<Answer> {
  const added = await addedModels(folder);
  const { models, faults } = added;
  const here = new Set([...models, ...faults].map(({ name }) => name));
  const others = MODEL_CATALOGUE.filter(({ name }) => !here.has(name));
  const widest = Math.max(...[...here, ...others.map(({ name }) => name)].map((s) => s.length));
  const program = programFound();
  const lines = [
    models.length + faults.length === 0 ? `No models in ${folder}.` : `Models in ${folder}:`,
    ...models.map(({ name, kind, speakers, bytes }) => {
      const voices = speakers.map((speaker) => `${name}/${speaker.name}`);
      return `  ${name.padEnd(widest)}  ${kind}, ${megabytes(bytes)}: ${voicesTold(voices)}`;
    }),
    ...faults.map(
      ({ name, error }) => `  ${name.padEnd(widest)}  cannot be used: ${error.message}`,
    ),
    ...(others.length === 0 ? [] : ['Can be added with inkreel models add NAME:']),
    ...others.map(({ name, archive, beside = [], languages, licence, description }) => {
      const files = [archive, ...beside];
      const known = files.every(({ bytes }) => bytes !== undefined);
      const size = known ? megabytes(files.reduce((sum, { bytes = 0 }) => sum + bytes, 0)) : '? MB';
      return `  ${name.padEnd(widest)}  ${size}, ${languages.join(', ')}; ${description}; ${licence}`;
    }),
  ];
  lines.push(
    program === undefined
      ? `The program that runs them is not installed. ${sherpaRemedy(folder)}`
      : `They are run by sherpa-onnx-node ${program.version} in ${program.folder}.`,
  );
  return {
    text: lines.join('\n'),
    json: {
      folder,
      program: program ?? null,
      models: models.map(({ name, kind, bytes }) => ({
        name,
        kind,
        bytes,
        voices: modelVoices(added).filter((voice) => voice.name.startsWith(`${name}/`)),
      })),
      faults: faults.map(({ name, error }) => ({ name, message: error.message })),
      available: others,
    },
  };
}

/** The first few by name, and how many there are. */
function voicesTold(voices: readonly string[]): string {
  if (voices.length === 0) return 'no voices yet';
  const some = voices.slice(0, 4).join(', ');
  return voices.length > 4 ? `${voices.length} voices: ${some}, ...` : some;
}

function programFound() {
  try {
    return findSherpa();
  } catch (error) {
    if (error instanceof FilmError) return undefined;
    throw error;
  }
}
