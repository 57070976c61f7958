import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ModelKind } from './model-kind.ts';
import { type ModelSpeaker, SAMPLES, speakersOf } from './model-speakers.ts';
import { onnxMetadata } from './onnx-metadata.ts';

/** A model in the user's folder, whole as far as its files tell. */
export interface AddedModel {
  /** Of its folder; voices are called `name/speaker`. */
  readonly name: string;
  readonly folder: string;
  readonly kind: ModelKind;
  /** Paths by what they are: `model`, `tokens`, `vocoder`. */
  readonly files: Readonly<Record<string, string>>;
  /** Paths of all lists of words and rules beside them. */
  readonly lexicons: readonly string[];
  readonly rules: readonly string[];
  readonly speakers: readonly ModelSpeaker[];
  /** Bytes of what lies in its folder itself. */
  readonly bytes: number;
  /** Changes with its files but for recordings: names, sizes and when they were written. */
  readonly stamp: string;
}

/** What lies beside the voices: the reader, and the program that runs them. */
export const NOT_VOICES = new Set(['reader', 'node_modules']);

/** What each kind is made of beside its networks; the first name that is there counts. */
const PARTS: Readonly<Record<ModelKind, Readonly<Record<string, readonly RegExp[]>>>> = {
  vits: { tokens: [/^tokens\.txt$/] },
  matcha: { tokens: [/^tokens\.txt$/], vocoder: [/^(vocos|hifigan).*\.onnx$/] },
  kokoro: { tokens: [/^tokens\.txt$/], voices: [/^voices\.bin$/] },
  kitten: { tokens: [/^tokens\.txt$/], voices: [/^voices\.bin$/] },
  pocket: {
    lmFlow: [/^lm_flow\.onnx$/, /^lm_flow\..*onnx$/],
    lmMain: [/^lm_main\.onnx$/, /^lm_main\..*onnx$/],
    encoder: [/^encoder\.onnx$/, /^encoder\..*onnx$/],
    decoder: [/^decoder\.onnx$/, /^decoder\..*onnx$/],
    textConditioner: [/^text_conditioner\.onnx$/, /^text_conditioner\..*onnx$/],
    vocabJson: [/^vocab\.json$/],
    tokenScoresJson: [/^token_scores\.json$/],
  },
};

/** What a part is called where it is missing. */
const CALLED: Readonly<Record<string, string>> = {
  tokens: 'tokens.txt',
  voices: 'voices.bin',
  vocoder: 'a vocoder (vocos-22khz-univ.onnx)',
  lmFlow: 'lm_flow.onnx',
  lmMain: 'lm_main.onnx',
  encoder: 'encoder.onnx',
  decoder: 'decoder.onnx',
  textConditioner: 'text_conditioner.onnx',
  vocabJson: 'vocab.json',
  tokenScoresJson: 'token_scores.json',
};

/** All that lies in the folder of the user's models, in the order of their names. */
export interface AddedModels {
  readonly models: readonly AddedModel[];
  /** Why other folders, by their names, hold no model that speaks. */
  readonly faults: readonly { readonly name: string; readonly error: FilmError }[];
}

/** Looks through the user's models; a folder that is not there holds none. */
export async function addedModels(folder: string): Promise<AddedModels> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name)
    .filter((name) => !name.startsWith('.') && !NOT_VOICES.has(name))
    .sort();
  const models: AddedModel[] = [];
  const faults: { name: string; error: FilmError }[] = [];
  for (const name of names) {
    try {
      models.push(await readModel(join(folder, name)));
    } catch (cause) {
      faults.push({ name, error: faultOf(join(folder, name), cause) });
    }
  }
  return { models, faults };
}

/** A link that leads nowhere, or a folder that may not be looked into, spoils no other model. */
function faultOf(folder: string, cause: unknown): FilmError {
  if (cause instanceof FilmError) return cause;
  const { code, path = folder } = cause as NodeJS.ErrnoException;
  if (code === undefined) throw cause;
  const remedy = 'Put it there, or take its folder or link away.';
  return new FilmError('weights-missing', `${path} cannot be read (${code}). ${remedy}`, {
    file: folder,
    cause,
  });
}

/**
 * Finds out what model a folder holds, by its files and what is written in its network.
 *
 * @throws FilmError `weights-missing` where it lacks a part, by name, or holds no model at all
 */
export async function readModel(folder: string): Promise<AddedModel> {
  const name = basename(folder);
  const files = (await readdir(folder)).sort();
  const fault = (fact: string, remedy: string) =>
    new FilmError('weights-missing', `${folder} ${fact}. ${remedy}`, { file: folder });
  const networks = files.filter((file) => /\.onnx$/.test(file));
  const vocoder = networks.find((file) => PARTS.matcha.vocoder![0]!.test(file));
  const model = bestNetwork(networks.filter((file) => file !== vocoder));
  const isPocket = networks.some((file) => /^lm_(main|flow)\./.test(file));
  if (model === undefined) {
    throw fault(
      'holds no voice: there is no .onnx file in it',
      'Unpack the model right into it, or take the folder away.',
    );
  }
  const written = isPocket ? new Map<string, string>() : await onnxMetadata(join(folder, model));
  const kind = isPocket ? 'pocket' : kindOf(written, files);
  if (kind === undefined) {
    throw fault(
      `holds ${model}, which does not say that it speaks`,
      'Take a model made for sherpa-onnx: its network has "model_type" written in it.',
    );
  }
  const paths: Record<string, string> = isPocket ? {} : { model: join(folder, model) };
  for (const [part, patterns] of Object.entries(PARTS[kind])) {
    const file = patterns.flatMap((like) => files.find((each) => like.test(each)) ?? [])[0];
    if (file === undefined) {
      const whole = 'Put it there, or add the whole model again with inkreel models add.';
      throw fault(`lacks ${CALLED[part]}, which a ${kind} model has`, whole);
    }
    paths[part] = join(folder, file);
  }
  const lexicons = files.filter((file) => /^lexicon.*\.txt$/.test(file));
  const needsSpeller =
    kind === 'kokoro' || kind === 'kitten' || (written.get('has_espeak') === '1' && !lexicons[0]);
  if (files.includes('espeak-ng-data')) paths.dataDir = join(folder, 'espeak-ng-data');
  else if (needsSpeller) {
    const whole = 'It is in the archive of the model: put it there as well.';
    throw fault(`lacks the folder espeak-ng-data, which says how words are spoken`, whole);
  }
  // Who else it may speak like is no part of it: a recording counts for the voice that is made like it.
  const own = files.filter((file) => !SAMPLES.includes(file));
  const facts = await Promise.all(own.map(async (file) => stampOf(folder, file)));
  return {
    name,
    folder,
    kind,
    files: paths,
    lexicons: lexicons.map((file) => join(folder, file)),
    rules: files.filter((file) => /\.fst$/.test(file)).map((file) => join(folder, file)),
    speakers: await speakersOf({ name, folder, kind, network: model, written }),
    bytes: facts.reduce((sum, { bytes }) => sum + bytes, 0),
    stamp: facts.map(({ stamp }) => stamp).join('\n'),
  };
}

/** The finest of several: whole numbers of 8 bits last. */
function bestNetwork(networks: readonly string[]): string | undefined {
  const rank = (file: string) => (/int8/.test(file) ? 2 : /fp16|q4|quant/.test(file) ? 1 : 0);
  return [...networks].sort((a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en'))[0];
}

function kindOf(
  written: ReadonlyMap<string, string>,
  files: readonly string[],
): ModelKind | undefined {
  const type = written.get('model_type') ?? '';
  if (/kitten/i.test(type)) return 'kitten';
  if (/kokoro/i.test(type) || (files.includes('voices.bin') && written.has('style_dim')))
    return 'kokoro';
  if (/matcha/i.test(type)) return 'matcha';
  return /vits/i.test(type) ? 'vits' : undefined;
}

async function stampOf(folder: string, file: string) {
  const { size, mtimeMs } = await stat(join(folder, file));
  return { bytes: size, stamp: `${file} ${size} ${mtimeMs}` };
}
