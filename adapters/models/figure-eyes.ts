import { type Sighting, sightingOfAlpha } from '@inkreel/film/cast/sighting.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { FaceFinder } from '@inkreel/film/motion/face.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import { type Box, boxOf, centreOf, intersect } from '@inkreel/film/space/box.ts';
import { openFaceFinder } from './face-finder.ts';
import { openFigureFinder } from './figure-finder.ts';

/** A picture is a cut-out where this share of it is clear. */
const CLEAR_FROM = 0.04;
/** How far around a found figure is looked, as a share of its sides: mattes are cut too close sooner than too wide. */
const AROUND = 0.06;

/** Sees who stands in pictures: by alpha where they are cut out, else by the networks. */
export interface FigureEyes {
  /** Most prominent first, each with its face where one is seen; empty where nobody stands out. */
  see(picture: Raster): Promise<readonly Sighting[]>;
  /** The picture as one figure, whatever is in it. */
  seeWhole(picture: Raster): Promise<Sighting>;
  close(): Promise<void>;
}

/** Throws `weights-missing` where a network cannot be had; each is opened when it is first needed. */
export function openFigureEyes(): FigureEyes {
  let faces: Promise<FaceFinder> | undefined;
  let figures: Promise<FigureFinder> | undefined;
  const withFace = async (sighting: Sighting): Promise<Sighting> => {
    faces ??= openFaceFinder();
    const { box, picture } = sighting;
    const found = await (await faces).find(picture);
    const face = found.find(({ box: around }) => isWithin(around, box));
    return face ? { ...sighting, face: face.box } : sighting;
  };
  return {
    async see(picture) {
      if (clearShare(picture) >= CLEAR_FROM) {
        const sighting = sightingOfAlpha(picture);
        return sighting ? [await withFace(sighting)] : [];
      }
      figures ??= openFigureFinder();
      const found = await (await figures).find(picture);
      const seen: Sighting[] = [];
      for (const { box, matte } of found) {
        seen.push(await withFace({ picture, matte, box: letOut(box, picture) }));
      }
      return seen;
    },
    seeWhole: (picture) => withFace({ picture, box: boxOf(picture) }),
    async close() {
      await (await faces)?.close();
      await (await figures)?.close();
    },
  };
}

function clearShare({ data, width, height }: Raster): number {
  let clear = 0;
  for (let at = 3; at < data.length; at += 4) if (data[at]! < 32) clear++;
  return clear / (width * height);
}

function isWithin(face: Box, box: Box): boolean {
  const { x, y } = centreOf(face);
  return x >= box.x && y >= box.y && x <= box.x + box.width && y <= box.y + box.height;
}

function letOut({ x, y, width, height }: Box, picture: Raster): Box {
  const dx = AROUND * width;
  const dy = AROUND * height;
  return intersect(
    { x: x - dx, y: y - dy, width: width + 2 * dx, height: height + 2 * dy },
    boxOf(picture),
  );
}
