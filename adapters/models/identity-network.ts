import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { IdentityNetwork } from '@inkreel/film/cast/identity.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Plane, Raster } from '@inkreel/film/media/raster.ts';
import { resampleRaster } from '@inkreel/film/media/resample.ts';
import { type Box, boxOf, centreOf } from '@inkreel/film/space/box.ts';
import { type GraphModel, onnxOfGraph } from './onnx-of-graph.ts';

const require = createRequire(import.meta.url);

/** Side of the square the network looks at, pixels. */
const LOOK = 224;
const LENGTH = 1792;
/** The step before the package's own classes: what a picture shows, whatever it is asked afterwards. */
const LAYER = 'feature_vector/SpatialSqueeze';
const FOLDER = '../models/mobilenet_v2_mid';

/**
 * Opens MobileNetV2 (width 1.4) on the CPU. Its weights travel inside an npm package, so nothing is downloaded.
 *
 * @throws FilmError 'weights-missing' where the package or the runtime is not there
 */
export async function openIdentityNetwork(): Promise<IdentityNetwork> {
  const file = 'nsfwjs/dist/models/mobilenet_v2_mid';
  try {
    // The package names its entry and not its weights, which lie beside the folder of that.
    const folder = join(dirname(require.resolve('nsfwjs')), FOLDER);
    const graph = plain<GraphModel>(require(join(folder, 'model.min.js')));
    const shards = ['group1-shard1of2', 'group1-shard2of2'].map((name) =>
      Buffer.from(plain<string>(require(join(folder, `${name}.min.js`))), 'base64'),
    );
    const network = onnxOfGraph(graph, Buffer.concat(shards), LAYER);
    const ort = await import('onnxruntime-node');
    const session = await ort.InferenceSession.create(network, {
      executionProviders: ['cpu'],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    return {
      name: 'mobilenet-v2-140',
      version: 'nsfwjs-4.4.0',
      length: LENGTH,
      async look(picture, matte, box = boxOf(picture)) {
        const planes = neutralised(picture, matte, squareAround(box));
        const input = new ort.Tensor('float32', planes, [1, 3, LOOK, LOOK]);
        const answer = await session.run({ [session.inputNames[0]!]: input });
        return unit(answer[session.outputNames[0]!]!.data as Float32Array);
      },
      close: () => session.release(),
    };
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The network that tells figures apart could not be opened. Run `npm ci` again.',
      { file, cause },
    );
  }
}

/** What a file of the package holds, whichever way it was written out. */
function plain<T>(held: T | { readonly default: T }): T {
  return typeof held === 'object' && held !== null && 'default' in held ? held.default : held;
}

function squareAround(box: Box): Box {
  const { x, y } = centreOf(box);
  const side = Math.max(box.width, box.height, 1);
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

/** Three planes from 0 to 1; grey where nothing of the figure is. */
function neutralised(picture: Raster, matte: Plane | undefined, box: Box): Float32Array {
  const small = resampleRaster(matte ? masked(picture, matte) : picture, box, {
    width: LOOK,
    height: LOOK,
  });
  const planes = new Float32Array(3 * LOOK * LOOK);
  for (let y = 0; y < LOOK; y++) {
    for (let x = 0; x < LOOK; x++) {
      const i = y * LOOK + x;
      const px = box.x + ((x + 0.5) / LOOK) * box.width;
      const py = box.y + ((y + 0.5) / LOOK) * box.height;
      const isIn = px >= 0 && py >= 0 && px < picture.width && py < picture.height;
      const alpha = isIn ? small.data[i * 4 + 3]! / 255 : 0;
      for (let c = 0; c < 3; c++) {
        planes[c * LOOK * LOOK + i] = (small.data[i * 4 + c]! / 255) * alpha + 0.5 * (1 - alpha);
      }
    }
  }
  return planes;
}

function masked(picture: Raster, matte: Plane): Raster {
  const data = picture.data.slice();
  for (let i = 0; i < matte.data.length; i++) {
    data[i * 4 + 3] = Math.round((data[i * 4 + 3]! * matte.data[i]!) / 255);
  }
  return { width: picture.width, height: picture.height, data };
}

function unit(values: Float32Array): Float32Array {
  let sum = 0;
  for (const value of values) sum += value * value;
  const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
  return Float32Array.from(values, (value) => value * scale);
}
