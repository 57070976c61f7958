import { boxAround } from '../media/blob.ts';
import { emptyPlane, type Plane, type Raster } from '../media/raster.ts';
import { type Box, intersect } from '../space/box.ts';

/** A figure as one picture shows it: a reference of the model sheet, a figure on a page, one in a frame. */
export interface Sighting {
  readonly picture: Raster;
  /** Size of the picture, 255 = figure; the picture's own alpha counts beside it. */
  readonly matte?: Plane;
  /** Around the figure, pixels of the picture. */
  readonly box: Box;
  /** From brow to chin, where a face was found; pixels of the picture. */
  readonly face?: Box;
}

/** How much of a pixel is figure, 0 to 255. */
export function figureAt({ picture, matte }: Sighting, index: number): number {
  const alpha = picture.data[index * 4 + 3]!;
  return matte ? (alpha * matte.data[index]!) / 255 : alpha;
}

/**
 * Where the head is: the face let out to the hair and the beard, or the upper part of the figure, as wide as its
 * third of the height, where no face is seen.
 */
export function headOf({ box, face }: Sighting): Box {
  if (face) {
    const { x, y, width, height } = face;
    return intersect(
      { x: x - 0.55 * width, y: y - 0.75 * height, width: 2.1 * width, height: 2.15 * height },
      box,
    );
  }
  const height = Math.min(box.height * 0.38, box.width * 0.75);
  return { x: box.x, y: box.y, width: box.width, height };
}

/** The figure of a picture that is clear around it; undefined where nothing of it is opaque. */
export function sightingOfAlpha(picture: Raster): Sighting | undefined {
  const alpha = emptyPlane(picture.width, picture.height);
  for (let i = 0; i < alpha.data.length; i++) alpha.data[i] = picture.data[i * 4 + 3]!;
  const box = boxAround(alpha, 128);
  return box && { picture, box };
}
