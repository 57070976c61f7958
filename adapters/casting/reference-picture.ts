import { readFile } from 'node:fs/promises';
import type { CastReference } from '@inkreel/film/cast/character.ts';
import { cropRaster } from '@inkreel/film/media/crop-raster.ts';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { Store } from '@inkreel/film/production/store.ts';
import { boxOf } from '@inkreel/film/space/box.ts';
import sharp from 'sharp';
import { loadPicture } from '../codecs/load-picture.ts';

/** A reference of a model sheet as a picture of its own, clear around the figure where its matte is known. */
export interface CutReference {
  readonly picture: Raster;
  /** False where a matte is named that is not kept any more: the ground came along. */
  readonly isCut: boolean;
}

/** Cuts a reference out of the picture it is in. */
export async function cutReference(
  reference: CastReference,
  { base, store }: { readonly base: string; readonly store: Store },
): Promise<CutReference> {
  const whole = await loadPicture(reference, base);
  const picture = cropRaster(whole, reference.box ?? boxOf(whole));
  if (reference.matte === undefined) return { picture, isCut: true };
  const path = await store.find(reference.matte);
  if (path === undefined) return { picture, isCut: false };
  const { data } = await sharp(await readFile(path))
    .resize(picture.width, picture.height, { fit: 'fill' })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const cut = picture.data.slice();
  for (let i = 0; i < data.length; i++) {
    cut[i * 4 + 3] = Math.round((cut[i * 4 + 3]! * data[i]!) / 255);
  }
  return { picture: { ...picture, data: cut }, isCut: true };
}

/** A picture as PNG, its alpha kept. */
export async function pngOf({ width, height, data }: Raster): Promise<Buffer> {
  return sharp(data, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 9 })
    .toBuffer();
}
