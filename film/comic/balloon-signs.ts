import { distanceTo } from '../media/distance.ts';
import type { Raster } from '../media/raster.ts';
import { type Box, intersect } from '../space/box.ts';
import type { Cover } from './cover.ts';
import { awayFrom, type Ground } from './ground.ts';

/** What part of its edge a balloon shows by itself at least, where the panel ends the rest. */
const LEAST_ASKED = 0.6;

/**
 * What part of a shape is clearly not of the ground's colour: neither lettering nor within a few pixels
 * of the edge, where pictures are soft.
 */
export function foreignShare(
  raster: Raster,
  { window, mask }: Cover,
  lettered: Uint8Array,
  ground: Ground,
): number {
  const clear = Math.max(7, 4 * ground.spread);
  const { distance } = distanceTo(window, (i) => mask[i] === 0 || lettered[i] === 1);
  let all = 0;
  let foreign = 0;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i] || lettered[i] || distance[i]! < 3) continue;
    all++;
    const x = i % window.width;
    const y = (i - x) / window.width;
    const at = ((y + window.y) * raster.width + x + window.x) * 4;
    if (awayFrom(ground, raster.data, at) > clear) foreign++;
  }
  return all > 0 ? foreign / all : 0;
}

/** What part of a box a shape covers, 0 to 1. */
export function coverOf(mask: Uint8Array, window: Box, box: Box): number {
  const part = intersect(box, window);
  let all = 0;
  let covered = 0;
  for (let y = Math.ceil(part.y); y < part.y + part.height; y++) {
    for (let x = Math.ceil(part.x); x < part.x + part.width; x++) {
      const i = (y - window.y) * window.width + x - window.x;
      if (i < 0 || i >= mask.length) continue;
      all++;
      covered += mask[i]!;
    }
  }
  return all > 0 ? covered / all : 0;
}

/**
 * What part of a shape's edge shows why it ends there: within a few pixels beyond it the page is
 * clearly another than the ground. A leak ends in nothing. Pixels at the page's edge, or where the
 * panel ended the growth, are not asked.
 */
export function edgeSupport(
  raster: Raster,
  { window, mask }: Cover,
  ground: Ground,
  tolerance: number,
  held: Uint8Array | undefined,
): number {
  const { width, height } = window;
  const noise = Math.max(8, 4 * ground.spread);
  const contrast = Math.abs(ground.contrast);
  const clear = Math.min(Math.max(noise, 1.8 * tolerance), Math.max(noise, 0.13 * contrast));
  const steps = [
    [1, 0],
    [-1, 0],
    [0, 1],
    [0, -1],
  ] as const;
  let all = 0;
  let asked = 0;
  let told = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!mask[y * width + x]) continue;
      for (const [dx, dy] of steps) {
        const nx = x + dx;
        const ny = y + dy;
        const isBeyond = nx < 0 || ny < 0 || nx >= width || ny >= height;
        if (!isBeyond && mask[ny * width + nx]) continue;
        all++;
        if (isBeyond) continue;
        if (held && !held[ny * width + nx]) continue;
        asked++;
        let most = 0;
        for (let far = 0; far < 3; far++) {
          const px = nx + dx * far;
          const py = ny + dy * far;
          if (px < 0 || py < 0 || px >= width || py >= height) break;
          const at = ((py + window.y) * raster.width + px + window.x) * 4;
          most = Math.max(most, awayFrom(ground, raster.data, at));
        }
        told += Math.min(1, most / clear) ** 2;
      }
    }
  }
  if (asked === 0) return 0;
  return (told / asked) * Math.min(1, asked / (LEAST_ASKED * all));
}
