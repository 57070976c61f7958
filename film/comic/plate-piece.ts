import { findBlobs } from '../media/blob.ts';
import type { Raster } from '../media/raster.ts';
import { type Box, unite } from '../space/box.ts';
import type { Size } from '../space/size.ts';
import { boundsOfMask, type Cover } from './cover.ts';
import type { FilledPage } from './fill-page.ts';
import { plateTrust } from './plate-trust.ts';

/** What one balloon hid, or several that are drawn into one another. */
export interface PlatePiece {
  /** Their places among the balloons that were named. */
  readonly balloons: readonly number[];
  /** Whole pixels of the page. */
  readonly box: Box;
  /** Size of the box: the art as it was filled in, clear where nothing was hidden. */
  readonly raster: Raster;
  /** 0 to 1: how far it may be taken for drawn art. Below `PLATE_FLOOR` it looks smeared or torn. */
  readonly trust: number;
}

/** Lays a piece over its page, in place. */
export function layPiece(page: Raster, { box, raster }: Pick<PlatePiece, 'box' | 'raster'>): void {
  for (let i = 0; i < raster.width * raster.height; i++) {
    if (raster.data[i * 4 + 3] === 0) continue;
    const x = (i % box.width) + box.x;
    const y = Math.floor(i / box.width) + box.y;
    if (x < 0 || y < 0 || x >= page.width || y >= page.height) continue;
    page.data.set(raster.data.subarray(i * 4, i * 4 + 4), (y * page.width + x) * 4);
  }
}

/** Covers that run into one another, by their places; each cover in one group, groups in order. */
export function joinedCovers(covers: readonly Cover[], page: Size): readonly (readonly number[])[] {
  const union = new Uint8Array(page.width * page.height);
  for (const cover of covers) {
    eachPixel(cover, page, (i) => {
      union[i] = 1;
    });
  }
  const { labels } = findBlobs(page, (i) => union[i] === 1);
  const groupOf = covers.map((_, k) => k);
  const first = new Map<number, number>();
  covers.forEach((cover, k) => {
    eachPixel(cover, page, (i) => {
      const known = first.get(labels[i]!);
      if (known === undefined) first.set(labels[i]!, k);
      else if (groupOf[known] !== groupOf[k]) {
        const [from, to] = [groupOf[k]!, groupOf[known]!];
        groupOf.forEach((group, n) => {
          if (group === from) groupOf[n] = to;
        });
      }
    });
  });
  return [...new Set(groupOf)].map((group) =>
    covers.flatMap((_, k) => (groupOf[k] === group ? [k] : [])),
  );
}

/** What of a filled page some covers hid; undefined where nothing of it was filled in. */
export function cutPiece(
  page: FilledPage,
  covers: readonly Cover[],
  unit: number,
): Omit<PlatePiece, 'balloons'> | undefined {
  const { raster } = page;
  const [one, ...others] = covers;
  if (!one) return undefined;
  const window = others.reduce((box, { window: other }) => unite(box, other), one.window);
  const mask = new Uint8Array(window.width * window.height);
  for (const cover of covers) {
    eachPixel(cover, raster, (i) => {
      if (!page.filled[i]) return;
      const x = (i % raster.width) - window.x;
      mask[(Math.floor(i / raster.width) - window.y) * window.width + x] = 1;
    });
  }
  const bounds = boundsOfMask(mask, window);
  if (bounds.width === 0) return undefined;
  const box = { ...bounds, x: bounds.x + window.x, y: bounds.y + window.y };
  const data = new Uint8Array(box.width * box.height * 4);
  for (let i = 0; i < box.width * box.height; i++) {
    const x = i % box.width;
    const y = Math.floor(i / box.width);
    if (!mask[(y + bounds.y) * window.width + x + bounds.x]) continue;
    const at = ((y + box.y) * raster.width + x + box.x) * 4;
    data.set(raster.data.subarray(at, at + 3), i * 4);
    data[i * 4 + 3] = 255;
  }
  const piece = { box, raster: { width: box.width, height: box.height, data } };
  return { ...piece, trust: plateTrust(page, piece, unit) };
}

/** Each pixel of a page that a cover hides. */
function eachPixel({ window, mask }: Cover, page: Size, visit: (i: number) => void): void {
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    const y = Math.floor(i / window.width) + window.y;
    visit(y * page.width + (i % window.width) + window.x);
  }
}
