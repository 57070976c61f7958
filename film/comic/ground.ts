import { otsuLevel } from '../media/otsu.ts';
import type { Raster } from '../media/raster.ts';
import type { LineShape } from './line-shape.ts';

/** What a line is lettered on, and with. */
export interface Ground {
  /** The ground's colour, 0 to 255 each. */
  readonly r: number;
  readonly g: number;
  readonly b: number;
  /** Its brightness, 0 to 255. */
  readonly light: number;
  /** How far its pixels usually lie from that colour, in levels. */
  readonly spread: number;
  /** How much brighter or darker the letters are, in levels; positive where they are darker. */
  readonly contrast: number;
  /** The part of the rim around the line that has the ground's colour, 0 to 1. */
  readonly even: number;
}

/** Less contrast than this is no lettering that one could be sure of. */
export const LEAST_CONTRAST = 24;

/** Brightness as the eye weighs the channels, 0 to 255. */
export function lightAt(data: Uint8Array, at: number): number {
  return (data[at]! * 77 + data[at + 1]! * 150 + data[at + 2]! * 29) >> 8;
}

/**
 * The ground of a line: its box holds two kinds of pixels, letters and ground, and the rim around the
 * box is nearly all ground, so the kind that has the rim is the ground.
 */
export function groundOf(raster: Raster, shape: LineShape): Ground {
  const { box } = shape.line;
  const { data, width, height } = raster;
  const rim = Math.max(1, Math.round(0.14 * shape.size));
  const x0 = Math.max(0, Math.floor(box.x) - rim);
  const y0 = Math.max(0, Math.floor(box.y) - rim);
  const x1 = Math.min(width, Math.ceil(box.x + box.width) + rim);
  const y1 = Math.min(height, Math.ceil(box.y + box.height) + rim);
  const histogram = new Uint32Array(256);
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) histogram[lightAt(data, (y * width + x) * 4)]!++;
  }
  const cut = otsuLevel(histogram);
  let brightRim = 0;
  let allRim = 0;
  for (let y = y0; y < y1; y++) {
    const isRimRow = y < y0 + rim || y >= y1 - rim;
    for (let x = x0; x < x1; x++) {
      if (!isRimRow && x >= x0 + rim && x < x1 - rim) continue;
      allRim++;
      if (lightAt(data, (y * width + x) * 4) > cut) brightRim++;
    }
  }
  const isBright = brightRim * 2 >= allRim;
  const channels = [new Uint32Array(256), new Uint32Array(256), new Uint32Array(256)] as const;
  const lights = new Uint32Array(256);
  const rimLights = new Uint32Array(256);
  const letters = new Uint32Array(256);
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const at = (y * width + x) * 4;
      const light = lightAt(data, at);
      if (light > cut !== isBright) {
        letters[light]!++;
        continue;
      }
      lights[light]!++;
      const isRim = y < y0 + rim || y >= y1 - rim || x < x0 + rim || x >= x1 - rim;
      if (isRim) rimLights[light]!++;
      for (let c = 0; c < 3; c++) channels[c]![data[at + c]!]!++;
    }
  }
  const light = levelAt(lights, 0.5);
  return {
    r: levelAt(channels[0], 0.5),
    g: levelAt(channels[1], 0.5),
    b: levelAt(channels[2], 0.5),
    light,
    // Of the rim: between letters the ground is never quite itself.
    spread: (levelAt(rimLights, 0.75) - levelAt(rimLights, 0.25)) / 1.35,
    // The cores of the letters, not their soft rims.
    contrast: isBright ? light - levelAt(letters, 0.3) : light - levelAt(letters, 0.7),
    even: allRim > 0 ? (isBright ? brightRim : allRim - brightRim) / allRim : 0,
  };
}

/** How far a pixel is from the ground, in levels: brightness in full, colour by half. */
export function awayFrom(ground: Ground, data: Uint8Array, at: number): number {
  const r = data[at]! - ground.r;
  const g = data[at + 1]! - ground.g;
  const b = data[at + 2]! - ground.b;
  const light = Math.abs(r * 0.3 + g * 0.59 + b * 0.11);
  const colour = Math.max(r, g, b) - Math.min(r, g, b);
  return Math.max(light, colour * 0.5);
}

function levelAt(histogram: Uint32Array, share: number): number {
  let all = 0;
  for (const count of histogram) all += count;
  let passed = 0;
  for (let level = 0; level < 256; level++) {
    passed += histogram[level]!;
    if (passed > 0 && passed >= all * share) return level;
  }
  return 0;
}
