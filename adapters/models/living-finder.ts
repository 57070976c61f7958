import type { LivingFinder, SeenLiving } from '@inkreel/film/cast/living.ts';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { type Box, boxOf, intersect, squareAround } from '@inkreel/film/space/box.ts';
import { openGraphNetwork } from './graph-network.ts';
import { humanFile, humanNetwork } from './human-weights.ts';
import { type Ground, planesOf } from './picture-planes.ts';

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
  try {
    const network = await openGraphNetwork(humanNetwork('centernet', 'tower_0/wh'));
    return {
      async find(picture) {
        const square = squareAround(boxOf(picture));
        // The picture's mean where it is clear or ends, so that its edge is no shape.
        const planes = planesOf(picture, square, LOOK, meanOf(picture), (value) => value);
        const answer = await network.look(planes, LOOK);
        const trusts = answer.get('tower_0/keypoints')!;
        const reaches = answer.get('tower_0/wh')!;
        return livingIn(trusts, reaches, square, boxOf(picture));
      },
      close: () => network.close(),
    };
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The network that finds people and animals could not be opened. Run `npm ci` again.',
      { file: humanFile('centernet'), cause },
    );
  }
}

function meanOf({ data }: Raster): Ground {
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
