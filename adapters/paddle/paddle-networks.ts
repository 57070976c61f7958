import { readFile } from 'node:fs/promises';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { ReaderModel } from './reader-model.ts';

/** Rows of a line of lettering as the recogniser looks at it. */
export const LINE_HEIGHT = 48;

/** What the recogniser makes of one line: `steps` rows of one probability for each of its signs. */
export interface SignChances {
  readonly steps: number;
  /** Signs, the blank (0) among them. */
  readonly signs: number;
  readonly chances: Float32Array;
}

/** The two networks of one model, opened once and used for every page. */
export interface PaddleNetworks {
  /** Sign by class: '' for the blank, then the key file, then the space where there is one. */
  readonly signs: readonly string[];
  /**
   * Where lettering is: one value from 0 to 1 for each pixel.
   *
   * @param planes blue, green and red, as the networks were trained on; sides are multiples of 32.
   */
  detect(planes: Float32Array<ArrayBuffer>, width: number, height: number): Promise<Float32Array>;
  /**
   * What lines of one width say.
   *
   * @param planes for each line three planes of `LINE_HEIGHT` rows of `width` pixels.
   */
  recognise(
    planes: Float32Array<ArrayBuffer>,
    count: number,
    width: number,
  ): Promise<readonly SignChances[]>;
  close(): Promise<void>;
}

/**
 * Opens both networks on the CPU. Throws `weights-missing` where they cannot be had, and `usage` where the
 * user's own are not networks of this kind, or its signs are another model's.
 */
export async function openPaddleNetworks(model: ReaderModel): Promise<PaddleNetworks> {
  try {
    const ort = await import('onnxruntime-node');
    // Sizes change from line to line: an arena would keep the largest of every shape it ever met.
    const options = {
      executionProviders: ['cpu'],
      intraOpNumThreads: 2,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
      enableCpuMemArena: false,
      enableMemPattern: false,
    } as const;
    const keys = (await readFile(model.keys, 'utf8')).replace(/\r/g, '').replace(/\n+$/, '');
    const detector = await ort.InferenceSession.create(model.detector, options);
    const recogniser = await ort.InferenceSession.create(model.recogniser, options);
    const empty = new Float32Array(3 * LINE_HEIGHT * 64);
    const blank = new ort.Tensor('float32', empty, [1, 3, LINE_HEIGHT, 64]);
    const told = await recogniser.run({ [recogniser.inputNames[0]!]: blank });
    const classes = told[recogniser.outputNames[0]!]!.dims[2];
    const signs = signsFor(keys.split('\n'), classes, model);
    return {
      signs,
      async detect(planes, width, height) {
        const input = new ort.Tensor('float32', planes, [1, 3, height, width]);
        const answer = await detector.run({ [detector.inputNames[0]!]: input });
        return answer[detector.outputNames[0]!]!.data as Float32Array;
      },
      async recognise(planes, count, width) {
        const input = new ort.Tensor('float32', planes, [count, 3, LINE_HEIGHT, width]);
        const answer = await recogniser.run({ [recogniser.inputNames[0]!]: input });
        const output = answer[recogniser.outputNames[0]!]!;
        const steps = output.dims[1]!;
        const classes = output.dims[2]!;
        const all = output.data as Float32Array;
        return Array.from({ length: count }, (_, i) => ({
          steps,
          signs: classes,
          chances: all.subarray(i * steps * classes, (i + 1) * steps * classes),
        }));
      },
      async close() {
        await detector.release();
        await recogniser.release();
      },
    };
  } catch (cause) {
    if (cause instanceof FilmError) throw cause;
    if (model.isOwn) {
      throw new FilmError(
        'usage',
        `${model.recogniser} is no recogniser of PaddleOCR's kind in ONNX form (lines of ${LINE_HEIGHT} rows). Put another there, or take its folder away to read with the model that comes along.`,
        { file: model.recogniser, cause },
      );
    }
    throw new FilmError(
      'weights-missing',
      `The reader "${model.name}" could not be opened. Run \`npm ci\` again.`,
      { file: model.recogniser, cause },
    );
  }
}

/** Sign by class: the blank, the keys, and the space where the network knows one. */
function signsFor(
  keys: readonly string[],
  classes: number | undefined,
  model: ReaderModel,
): readonly string[] {
  const signs = ['', ...keys];
  if (classes === signs.length) return signs;
  if (classes === signs.length + 1) return [...signs, ' '];
  throw new FilmError(
    'usage',
    `${model.keys} has ${keys.length} signs, one on each line, and ${model.recogniser} tells ${classes ?? 'no'} classes apart. Put the file of signs there that the network was trained with.`,
    { file: model.keys },
  );
}
