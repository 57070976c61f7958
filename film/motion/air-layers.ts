import { chanceAt } from '../grammar/seeded-chance.ts';
import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Size } from '../space/size.ts';
import type { Air, AirCamera } from './air.ts';
import { CELL, type Grid } from './display-list.ts';
import { rise } from './supple.ts';

/** A soft texture of the air in one frame. */
export interface AirLayer {
  readonly where: 'behind' | 'before';
  readonly picture: string;
  readonly grid: Grid;
  readonly opacity: number;
}

const FOG: Size = { width: 320, height: 96 };
/** Angle across, distance from the source down. */
const RAYS: Size = { width: 384, height: 48 };

/** The textures that a shot's air is painted with, small and soft, by name; none for most kinds. */
export function airRasters(air: Air): ReadonlyMap<string, Raster> {
  switch (air.kind) {
    case 'fog':
      return new Map([0, 1].map((k) => [`air/fog-${k}`, fogRaster(air, k)]));
    case 'light-rays':
      return new Map([0, 1].map((k) => [`air/rays-${k}`, raysRaster(air, k)]));
    default:
      return new Map();
  }
}

/** Farthest first. */
export function airLayersAt(
  air: Air,
  frame: Size,
  camera: AirCamera,
  seconds: number,
): readonly AirLayer[] {
  switch (air.kind) {
    case 'fog':
      return [fogLayer(air, frame, camera, seconds, 0), fogLayer(air, frame, camera, seconds, 1)];
    case 'light-rays':
      return [0, 1].map((k) => raysLayer(air, frame, seconds, k));
    default:
      return [];
  }
}

/** Banks of fog: 0 stands behind the figures, 1 lies low before them. */
const BANKS = [
  { where: 'behind', top: 0.08, bottom: 1.16, near: 1, opacity: 0.5, speed: 0.012 },
  { where: 'before', top: 0.46, bottom: 1.22, near: 1.35, opacity: 0.42, speed: 0.021 },
] as const;
/** Widths of the frame that a bank is wide; it never shows an end. */
const BANK_WIDTH = 2.8;

function fogLayer(air: Air, frame: Size, camera: AirCamera, seconds: number, k: 0 | 1): AirLayer {
  const bank = BANKS[k];
  const way = air.wind < 0 ? -1 : 1;
  // It slows down on its way and never runs out of fog.
  const far = 0.75;
  const speed = bank.speed * (0.5 + 2 * Math.abs(air.wind));
  const gone = way * far * Math.tanh((speed * seconds) / far);
  const zoom = camera.zoom ** bank.near;
  const grid = gridFrom(frame, (px, py) => {
    const fx = (px / frame.width - 0.5) / zoom + 0.5 + camera.x * bank.near;
    const fy = (py / frame.height - 0.5) / zoom + 0.5 + camera.y * 0.6;
    const roll = 2 * Math.PI * (0.07 * seconds + chanceAt(air.seed, k, 1));
    const x = fx - gone + 0.02 * Math.sin(roll + 5 * fy + 3 * fx);
    const y = fy + 0.022 * Math.sin(0.8 * roll + 4.2 * fx);
    return [
      ((x - 0.5) / BANK_WIDTH + 0.5) * FOG.width,
      ((y - bank.top) / (bank.bottom - bank.top)) * FOG.height,
    ];
  });
  const opacity = Math.min(0.9, bank.opacity * air.amount);
  return { where: bank.where, picture: `air/fog-${k}`, grid, opacity };
}

function fogRaster(air: Air, k: number): Raster {
  const raster = emptyRaster(FOG.width, FOG.height);
  // As light as its scene allows, a little blue.
  const grey = Math.round(255 * (0.42 + 0.53 * air.light));
  const colour = [grey - 6, grey - 2, Math.min(255, grey + 4)];
  for (let y = 0; y < FOG.height; y++) {
    for (let x = 0; x < FOG.width; x++) {
      const u = x / FOG.width;
      const v = y / FOG.height;
      let sum = 0;
      let weight = 0;
      for (let octave = 0; octave < 4; octave++) {
        const scale = 7 * 2 ** octave;
        const share = 0.55 ** octave;
        sum += share * smoothNoise(air.seed + 31 * k + octave, u * scale * 1.6, v * scale * 0.9);
        weight += share;
      }
      const body = rise(sum / weight, 0.32, 0.72);
      const ends = rise(u, 0, 0.1) * rise(1 - u, 0, 0.1);
      const shape = rise(v, 0.02, 0.6) * rise(1 - v, 0, 0.06);
      raster.data.set(
        [...colour, Math.round(255 * ends * shape * (0.35 + 0.65 * body))],
        (y * FOG.width + x) * 4,
      );
    }
  }
  return raster;
}

/** How wide the fan of rays is, radians. */
const FAN = 1.5;

function raysLayer(air: Air, frame: Size, seconds: number, k: number): AirLayer {
  const side = chanceAt(air.seed, 3) < 0.5 ? -1 : 1;
  const { width, height } = frame;
  const source = { x: width * (0.5 + 0.46 * side), y: -0.45 * height };
  const middle = Math.atan2(0.55 * height - source.y, width / 2 - source.x);
  const turn = 0.018 * Math.sin(2 * Math.PI * (0.045 * seconds + chanceAt(air.seed, k, 4)));
  const far = 1.75 * Math.hypot(width, height);
  const grid = gridFrom(frame, (px, py) => {
    const angle = Math.atan2(py - source.y, px - source.x) - middle - turn * (k === 0 ? 1 : -1);
    const distance = Math.hypot(px - source.x, py - source.y);
    return [(angle / FAN + 0.5) * RAYS.width, (distance / far) * RAYS.height];
  });
  const swell = 0.75 + 0.25 * Math.sin(2 * Math.PI * (0.06 * seconds + chanceAt(air.seed, k, 5)));
  const opacity = Math.min(0.85, (k === 0 ? 0.3 : 0.55) * air.amount * swell);
  return { where: k === 0 ? 'behind' : 'before', picture: `air/rays-${k}`, grid, opacity };
}

function raysRaster(air: Air, k: number): Raster {
  const raster = emptyRaster(RAYS.width, RAYS.height);
  for (let x = 0; x < RAYS.width; x++) {
    const u = x / RAYS.width;
    const broad = smoothNoise(air.seed + 71 * k, u * 13, 0.5);
    const fine = smoothNoise(air.seed + 71 * k + 1, u * 41, 0.5);
    const beam = rise(0.72 * broad + 0.28 * fine, 0.42, 0.78);
    const rim = rise(u, 0, 0.22) * rise(1 - u, 0, 0.22);
    for (let y = 0; y < RAYS.height; y++) {
      const v = y / RAYS.height;
      const light = beam * rim * (1 - 0.75 * v) * rise(1 - v, 0.04, 0.5);
      // Between the rays it is darker than without them: else none would be seen on light art. Over the
      // figures too, since ground that clings to their rims would shine before a darkened plate.
      const shade = k === 1 ? 0.3 * rim * (1 - beam) * rise(1 - v, 0.04, 0.5) : 0;
      const part = light / Math.max(1e-6, light + shade);
      const colour = [255 * part, 14 + 226 * part, 34 + 172 * part].map(Math.round);
      const alpha = Math.round(255 * Math.min(1, light + shade));
      raster.data.set([...colour, alpha], (y * RAYS.width + x) * 4);
    }
  }
  return raster;
}

function gridFrom(frame: Size, source: (x: number, y: number) => readonly [number, number]): Grid {
  const columns = Math.ceil(frame.width / CELL);
  const rows = Math.ceil(frame.height / CELL);
  const corners = new Int32Array((columns + 1) * (rows + 1) * 2);
  let at = 0;
  for (let row = 0; row <= rows; row++) {
    for (let column = 0; column <= columns; column++) {
      const [x, y] = source(column * CELL, row * CELL);
      corners[at++] = Math.round(x * 65536);
      corners[at++] = Math.round(y * 65536);
    }
  }
  return { columns, rows, corners };
}

/** A smooth landscape of chance, 0 to 1, a hill or a hollow about every whole step. */
function smoothNoise(seed: number, x: number, y: number): number {
  const column = Math.floor(x);
  const row = Math.floor(y);
  const fx = rise(x - column, 0, 1);
  const fy = rise(y - row, 0, 1);
  const at = (dx: number, dy: number): number => chanceAt(seed, column + dx, row + dy);
  const top = at(0, 0) + (at(1, 0) - at(0, 0)) * fx;
  const low = at(0, 1) + (at(1, 1) - at(0, 1)) * fx;
  return top + (low - top) * fy;
}
