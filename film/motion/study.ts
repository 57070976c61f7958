import type { Raster } from '../media/raster.ts';
import { resamplePlane, resampleRaster } from '../media/resample.ts';
import { type Box, boxOf } from '../space/box.ts';
import type { Polygon } from '../space/polygon.ts';

/** Figures are judged and the plate filled on a picture of at most this many pixels a side. */
const STUDY = 1100;

/** The picture as it is studied: no larger than figures need, whatever its own size. */
export interface Study {
  readonly picture: Raster;
  readonly inside: Uint8Array | undefined;
  /** A box of the study in whole pixels of the picture. */
  readonly toPicture: (box: Box) => Box;
  /** An outline on the picture, on the study. */
  readonly toStudy: (outline: Polygon) => Polygon;
}

/** @param inside of the picture's size, not 0 within its outline; undefined where it has none */
export function studyOf(picture: Raster, inside: Uint8Array | undefined): Study {
  const scale = STUDY / Math.max(picture.width, picture.height);
  if (scale >= 1) {
    return { picture, inside, toPicture: (box) => box, toStudy: (outline) => outline };
  }
  const size = {
    width: Math.max(1, Math.round(picture.width * scale)),
    height: Math.max(1, Math.round(picture.height * scale)),
  };
  const small =
    inside &&
    resamplePlane({ width: picture.width, height: picture.height, data: inside }, size).data;
  return {
    picture: resampleRaster(picture, boxOf(picture), size),
    inside: small?.map((value) => (value === 255 ? 255 : 0)),
    toPicture: (box) => ({
      x: Math.round(box.x / scale),
      y: Math.round(box.y / scale),
      width: Math.round(box.width / scale),
      height: Math.round(box.height / scale),
    }),
    toStudy: (outline) => outline.map(({ x, y }) => ({ x: x * scale, y: y * scale })),
  };
}
