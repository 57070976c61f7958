import type { WeatherKind } from '../board/weather.ts';
import { chanceAt } from '../grammar/seeded-chance.ts';
import type { Air } from './air.ts';

/** Particles of one kind at one depth. Lengths are shares of the frame's height. */
export interface Swarm {
  readonly where: 'behind' | 'between' | 'before';
  /** How many there are in a frame of 16:9 at amount 1. */
  readonly count: number;
  /** How strongly it answers to the camera: 1 as the plate does. */
  readonly near: number;
  readonly radius: number;
  /** Heights of the frame in a second: falling, or rising where it is negative. */
  readonly fall: number;
  readonly opacity: number;
  readonly soft: number;
  readonly taper: number;
}

const RAIN = { soft: 1, taper: 0.3 };
const SOFT = { soft: 1, taper: 0 };

/** Farthest first. */
export const SWARMS: Readonly<Record<Exclude<WeatherKind, 'speed-lines'>, readonly Swarm[]>> = {
  rain: [
    { ...RAIN, where: 'behind', count: 150, near: 1, radius: 0.0013, fall: 1.25, opacity: 0.26 },
    { ...RAIN, where: 'between', count: 90, near: 1.15, radius: 0.0017, fall: 1.75, opacity: 0.32 },
    { ...RAIN, where: 'before', count: 46, near: 1.4, radius: 0.0024, fall: 2.4, opacity: 0.34 },
  ],
  snow: [
    { ...SOFT, where: 'behind', count: 120, near: 1, radius: 0.003, fall: 0.065, opacity: 0.75 },
    { ...SOFT, where: 'between', count: 60, near: 1.15, radius: 0.0048, fall: 0.1, opacity: 0.85 },
    { ...SOFT, where: 'before', count: 16, near: 1.5, radius: 0.011, fall: 0.17, opacity: 0.6 },
  ],
  dust: [
    { ...SOFT, where: 'behind', count: 44, near: 1, radius: 0.002, fall: 0.006, opacity: 0.5 },
    { ...SOFT, where: 'between', count: 30, near: 1.2, radius: 0.003, fall: 0.009, opacity: 0.5 },
    { ...SOFT, where: 'before', count: 9, near: 1.5, radius: 0.008, fall: 0.014, opacity: 0.26 },
  ],
  embers: [
    { ...SOFT, where: 'behind', count: 34, near: 1, radius: 0.0019, fall: -0.13, opacity: 0.9 },
    {
      ...SOFT,
      where: 'between',
      count: 24,
      near: 1.15,
      radius: 0.0028,
      fall: -0.19,
      opacity: 0.95,
    },
    { ...SOFT, where: 'before', count: 9, near: 1.4, radius: 0.0046, fall: -0.3, opacity: 0.9 },
  ],
  fog: [],
  'light-rays': [
    { ...SOFT, where: 'behind', count: 26, near: 1, radius: 0.0018, fall: 0.005, opacity: 0.5 },
    { ...SOFT, where: 'before', count: 12, near: 1.3, radius: 0.003, fall: 0.008, opacity: 0.4 },
  ],
};

/** One particle at one moment. Heights of the frame; x from 0 to the frame's aspect, y from 0 to 1. */
export interface Flight {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly radius: number;
  readonly opacity: number;
  readonly colour: number;
}

/** How far beyond the frame the air reaches on every side, in frames ... */
export const MARGIN = 0.12;
/** ... and so how far it is once around. */
const AROUND = 1 + 2 * MARGIN;

/** How often something has come in above. */
function roundsOf(y: number): number {
  return (y + MARGIN) / AROUND;
}

/** Seconds of a film's frame that a drop is smeared over. */
const SHUTTER = 1 / 30;

/** Where particle `i` of a swarm is. It needs nothing but the moment: any frame, in any order. */
export function flightOf(
  air: Air,
  swarm: Swarm,
  index: number,
  i: number,
  aspect: number,
  seconds: number,
): Flight {
  const draw = (k: number): number => chanceAt(air.seed, i, index, k);
  const size = 0.7 + 0.6 * draw(1);
  const fall = swarm.fall * (0.85 + 0.3 * draw(2));
  const home = { x: draw(3) * aspect * AROUND, y: draw(4) * AROUND };
  const radius = swarm.radius * size;
  const sway = (rate: number, k: number): number =>
    Math.sin(2 * Math.PI * (rate * (0.8 + 0.4 * draw(k)) * seconds + draw(k + 1)));
  switch (air.kind) {
    case 'rain': {
      const drift = fall * air.wind * 0.42;
      const y = home.y + fall * seconds;
      // A drop that comes in again above is another one, somewhere else.
      const x = draw(100 + Math.floor(roundsOf(y))) * aspect * AROUND;
      const still = { x: x + drift * seconds, y };
      const long = SHUTTER * (0.8 + 0.5 * draw(5));
      return {
        ...still,
        dx: -drift * long,
        dy: -fall * long,
        radius,
        opacity: swarm.opacity * (0.6 + 0.6 * draw(6)),
        colour: air.onLight ? 0x4a525e : 0xd6e0ea,
      };
    }
    case 'snow': {
      const drift = air.wind * (0.1 + fall);
      return {
        x: home.x + drift * seconds + 0.018 * sway(0.17, 7),
        y: home.y + fall * seconds + 0.006 * sway(0.31, 9),
        dx: 0,
        dy: 0,
        radius,
        opacity: swarm.opacity * (0.7 + 0.3 * draw(6)),
        colour: air.onLight ? 0x8a9bb0 : 0xf6f9ff,
      };
    }
    case 'dust':
    case 'light-rays': {
      const drift = air.wind * (0.014 + fall);
      // It glints as it turns.
      const glint = 0.5 + 0.5 * sway(0.23, 11);
      return {
        x: home.x + drift * seconds + 0.02 * sway(0.07, 7),
        y: home.y + fall * seconds * 0.4 + 0.02 * sway(0.09, 9),
        dx: 0,
        dy: 0,
        radius,
        opacity: swarm.opacity * (0.15 + 0.85 * glint * glint),
        colour: air.onLight ? 0x8f8266 : 0xfff1d2,
      };
    }
    case 'embers': {
      const drift = air.wind * (0.1 + 0.5 * Math.abs(fall));
      const y = home.y + fall * seconds;
      // Each burns out as it climbs and is another when it comes in again below.
      const up = 1 - (roundsOf(y) - Math.floor(roundsOf(y)));
      const flicker = 0.72 + 0.28 * sway(2.3, 11);
      const heat = draw(5);
      return {
        x: home.x + drift * seconds + 0.02 * sway(0.4, 7) + 0.008 * sway(1.1, 9),
        y,
        dx: drift * 0.02,
        dy: fall * 0.025,
        radius,
        opacity: swarm.opacity * flicker * Math.min(1, 6 * (1 - up)) * (1 - up ** 1.6),
        colour: heat < 0.3 ? 0xffd27a : heat < 0.75 ? 0xff9a3c : 0xff6a24,
      };
    }
    case 'fog':
    case 'speed-lines':
      return { ...home, dx: 0, dy: 0, radius: 0, opacity: 0, colour: 0 };
  }
}
