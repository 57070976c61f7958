import type { Raster } from './raster.ts';

/** A picture with another of its size laid over it: where that is clear, the picture is seen. Both are left alone. */
export function laidOver(picture: Raster, over: Raster): Raster {
  if (picture.width !== over.width || picture.height !== over.height) {
    throw new RangeError(
      `${over.width}x${over.height} cannot be laid over ${picture.width}x${picture.height}.`,
    );
  }
  const data = picture.data.slice();
  for (let at = 0; at < data.length; at += 4) {
    if (over.data[at + 3]! < 128) continue;
    for (let c = 0; c < 4; c++) data[at + c] = over.data[at + c]!;
  }
  return { width: picture.width, height: picture.height, data };
}
