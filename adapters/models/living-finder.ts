import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { LivingFinder, SeenLiving } from '@inkreel/film/cast/living.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { resampleRaster } from '@inkreel/film/media/resample.ts';
import { type Box, boxOf, centreOf, intersect } from '@inkreel/film/space/box.ts';
import { type GraphModel, onnxOfGraph } from './onnx-of-graph.ts';

const require = createRequire(import.meta.url);

/** Side of the square the network looks at, and of the field of places it answers with. */
const LOOK = 512;
const PLACES = 128;
const STEP = LOOK / PLACES;
/** Of its 80 kinds those that live: person; bird to giraffe; teddy bear, which is what it calls a drawn animal. */
const LIVING = [0, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 77];
/** Less sure than this it says the same of every corner of a drawing. */
const LEAST = 0.05;

/**
 * Opens CenterNet (on MobileNetV3, trained on photographs of COCO) on the CPU. Its weights travel inside an npm
 * package, so nothing is downloaded.
 *
 * @throws FilmError 'weights-missing' where the package or the runtime is not there
 */
export async function openLivingFinder(): Promise<LivingFinder> {
  const file = '@vladmandic/human/models/centernet.json';
  try {
    // The package names its entry and not its weights, which lie beside the folder of that.
    const path = join(dirname(require.resolve('@vladmandic/human')), '../models/centernet.json');
    const graph = JSON.parse(readFileSync(path, 'utf8')) as GraphModel;
    const network = onnxOfGraph(graph, readFileSync(path.replace(/json$/, 'bin')), 'tower_0/wh');
    const ort = await import('onnxruntime-node');
    const session = await ort.InferenceSession.create(network, {
      executionProviders: ['cpu'],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    return {
      async find(picture) {
        const square = squareAround(picture);
        const input = new ort.Tensor('float32', planesOf(picture, square), [1, 3, LOOK, LOOK]);
        const answer = await session.run({ [session.inputNames[0]!]: input });
        const trusts = answer['tower_0/keypoints']!.data as Float32Array;
        const reaches = answer['tower_0/wh']!.data as Float32Array;
        return livingIn(trusts, reaches, square, boxOf(picture));
      },
      close: () => session.release(),
    };
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The network that finds people and animals could not be opened. Run `npm ci` again.',
      { file, cause },
    );
  }
}

function squareAround(picture: Raster): Box {
  const { x, y } = centreOf(boxOf(picture));
  const side = Math.max(picture.width, picture.height);
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

/** Three planes from 0 to 255; the picture's mean where it is clear or ends, so that its edge is no shape. */
function planesOf(picture: Raster, square: Box): Float32Array {
  const small = resampleRaster(picture, square, { width: LOOK, height: LOOK });
  const mean = meanOf(picture);
  const planes = new Float32Array(3 * LOOK * LOOK);
  for (let y = 0; y < LOOK; y++) {
    for (let x = 0; x < LOOK; x++) {
      const i = y * LOOK + x;
      const px = square.x + ((x + 0.5) / LOOK) * square.width;
      const py = square.y + ((y + 0.5) / LOOK) * square.height;
      const isIn = px >= 0 && py >= 0 && px < picture.width && py < picture.height;
      const alpha = isIn ? small.data[i * 4 + 3]! / 255 : 0;
      for (let c = 0; c < 3; c++) {
        planes[c * LOOK * LOOK + i] = small.data[i * 4 + c]! * alpha + mean[c]! * (1 - alpha);
      }
    }
  }
  return planes;
}

function meanOf({ data }: Raster): readonly [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  let weight = 0;
  for (let i = 0; i < data.length; i += 4) {
    const alpha = data[i + 3]!;
    weight += alpha;
    for (let c = 0; c < 3; c++) sum[c as 0 | 1 | 2] += data[i + c]! * alpha;
  }
  return weight > 0 ? [sum[0] / weight, sum[1] / weight, sum[2] / weight] : [128, 128, 128];
}

/** Places that are surer than the eight around them, and how far what they see reaches to its four sides. */
function livingIn(
  trusts: Float32Array,
  reaches: Float32Array,
  square: Box,
  picture: Box,
): readonly SeenLiving[] {
  const count = PLACES * PLACES;
  const scale = square.width / LOOK;
  const found: SeenLiving[] = [];
  for (const kind of LIVING) {
    const at = (place: number) => trusts[kind * count + place]!;
    for (let place = 0; place < count; place++) {
      const trust = at(place);
      if (trust < LEAST || !isPeak(place, at)) continue;
      const [left, top, right, bottom] = [0, 1, 2, 3].map((k) => reaches[k * count + place]!);
      const x = (place % PLACES) * STEP;
      const y = Math.floor(place / PLACES) * STEP;
      const box = intersect(
        {
          x: square.x + (x - left!) * scale,
          y: square.y + (y - top!) * scale,
          width: (left! + right!) * scale,
          height: (top! + bottom!) * scale,
        },
        picture,
      );
      if (Math.min(box.width, box.height) >= 12) found.push({ box, trust });
    }
  }
  return found.sort((a, b) => b.trust - a.trust);
}

function isPeak(place: number, at: (place: number) => number): boolean {
  const x = place % PLACES;
  const y = Math.floor(place / PLACES);
  for (let py = Math.max(0, y - 1); py <= Math.min(PLACES - 1, y + 1); py++) {
    for (let px = Math.max(0, x - 1); px <= Math.min(PLACES - 1, x + 1); px++) {
      if (at(py * PLACES + px) > at(place)) return false;
    }
  }
  return true;
}
