import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { IdentityNetwork } from '@inkreel/film/cast/identity.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Plane, Raster } from '@inkreel/film/media/raster.ts';
import { type Box, boxOf, squareAround } from '@inkreel/film/space/box.ts';
import { openGraphNetwork } from './graph-network.ts';
import { type GraphModel, onnxOfGraph } from './onnx-of-graph.ts';
import { planesOf } from './picture-planes.ts';

const require = createRequire(import.meta.url);

/** Side of the square the network looks at, pixels. */
const LOOK = 224;
const LENGTH = 1792;
/** What is no figure is grey. */
const GREY = [127.5, 127.5, 127.5] as const;
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
    const network = await openGraphNetwork(onnxOfGraph(graph, Buffer.concat(shards), LAYER));
    return {
      name: 'mobilenet-v2-140',
      version: 'nsfwjs-4.4.0',
      length: LENGTH,
      async look(picture, matte, box = boxOf(picture)) {
        const shown = matte ? masked(picture, matte) : picture;
        const planes = planesOf(shown, lookedAt(box), LOOK, GREY, (value) => value / 255);
        const [answer] = (await network.look(planes, LOOK)).values();
        return unit(answer!);
      },
      close: () => network.close(),
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

/** A square around a box, of a pixel at least. */
function lookedAt(box: Box): Box {
  const square = squareAround(box);
  return square.width >= 1 ? square : { ...square, width: 1, height: 1 };
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
