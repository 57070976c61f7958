import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Sighting } from './sighting.ts';

/**
 * A made figure for tests, 240 x 320 on clear ground: hair above, a face, a coat below, each covered with blots that
 * another seed lays otherwise.
 */
export function madeSighting(seed: number, how: { readonly hair?: Colour } = {}): Sighting {
  const picture = emptyRaster(240, 320);
  const { hair = [150, 70, 30] } = how;
  const colours: readonly Colour[] = [hair, [225, 180, 150], [60, 90, 150]];
  for (let y = 8; y < 312; y++) {
    for (let x = 0; x < 240; x++) {
      const part = partAt(x, y);
      if (part === undefined) continue;
      picture.data.set([...colours[part]!, 255], (y * 240 + x) * 4);
    }
  }
  const chance = seeded(seed);
  for (let k = 0; k < 260; k++) {
    blot(picture, chance() * 240, chance() * 320, 2 + chance() * 7, 0.55 + chance() * 0.85);
  }
  return {
    picture,
    box: { x: 20, y: 8, width: 200, height: 304 },
    face: { x: 85, y: 60, width: 70, height: 75 },
  };
}

export type Colour = readonly [number, number, number];

function partAt(x: number, y: number): number | undefined {
  if (((x - 120) / 38) ** 2 + ((y - 98) / 44) ** 2 < 1) return 1;
  if (((x - 120) / 62) ** 2 + ((y - 84) / 76) ** 2 < 1) return 0;
  return y > 150 && Math.abs(x - 120) < 45 + (y - 150) * 0.34 ? 2 : undefined;
}

/** A round spot that is lighter or darker, of the same hue. */
function blot(
  { width, height, data }: Raster,
  cx: number,
  cy: number,
  radius: number,
  gain: number,
) {
  const reach = Math.ceil(radius);
  for (let y = Math.floor(cy) - reach; y <= cy + reach; y++) {
    for (let x = Math.floor(cx) - reach; x <= cx + reach; x++) {
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      if (Math.hypot(x - cx, y - cy) > radius) continue;
      const o = (y * width + x) * 4;
      for (let c = 0; c < 3; c++) data[o + c] = Math.min(255, Math.round(data[o + c]! * gain));
    }
  }
}

function seeded(seed: number): () => number {
  let state = seed * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
