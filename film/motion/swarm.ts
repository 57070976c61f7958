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
  /** Whether it is the shade around another, which is there on pale art alone. */
  readonly isShade?: boolean;
  /** Swarms of one number are where one another are; missing: its place in the list. */
  readonly of?: number;
}

const RAIN = { soft: 1, taper: 0.3 };
const SOFT = { soft: 1, taper: 0 };
/** The light around a spark: as wide as this many of its radii, and as much weaker. */
const GLOW = { wide: 4.5, weak: 0.2 };

/** The shade around a flake, which pale skies show it by. */
const SHADE = { wide: 2.2, weak: 0.28 };

/** Farthest first. */
export const SWARMS: Readonly<Record<Exclude<WeatherKind, 'speed-lines'>, readonly Swarm[]>> = {
  rain: [
    { ...RAIN, where: 'behind', count: 210, near: 1, radius: 0.0015, fall: 1.25, opacity: 0.3 },
    { ...RAIN, where: 'between', count: 120, near: 1.15, radius: 0.002, fall: 1.75, opacity: 0.36 },
    { ...RAIN, where: 'before', count: 56, near: 1.4, radius: 0.0028, fall: 2.4, opacity: 0.4 },
  ],
  snow: withShade([
    { ...SOFT, where: 'behind', count: 170, near: 1, radius: 0.0036, fall: 0.065, opacity: 0.8 },
    { ...SOFT, where: 'between', count: 90, near: 1.15, radius: 0.0062, fall: 0.1, opacity: 0.9 },
    { ...SOFT, where: 'before', count: 26, near: 1.5, radius: 0.014, fall: 0.17, opacity: 0.66 },
  ]),
  dust: [
    { ...SOFT, where: 'behind', count: 80, near: 1, radius: 0.0032, fall: 0.006, opacity: 0.75 },
    { ...SOFT, where: 'between', count: 44, near: 1.2, radius: 0.0048, fall: 0.009, opacity: 0.75 },
    { ...SOFT, where: 'before', count: 14, near: 1.5, radius: 0.013, fall: 0.014, opacity: 0.34 },
  ],
  embers: withGlow([
    { ...SOFT, where: 'behind', count: 64, near: 1, radius: 0.0042, fall: -0.13, opacity: 0.95 },
    { ...SOFT, where: 'between', count: 40, near: 1.15, radius: 0.006, fall: -0.19, opacity: 1 },
    { ...SOFT, where: 'before', count: 16, near: 1.4, radius: 0.01, fall: -0.3, opacity: 0.95 },
  ]),
  fog: [],
  'light-rays': [
    { ...SOFT, where: 'behind', count: 40, near: 1, radius: 0.0028, fall: 0.005, opacity: 0.7 },
    { ...SOFT, where: 'before', count: 18, near: 1.3, radius: 0.0044, fall: 0.008, opacity: 0.6 },
  ],
};

/** Every swarm once more as the light around it, painted beneath. */
function withGlow(swarms: readonly Swarm[]): readonly Swarm[] {
  return swarms.flatMap((swarm, of) => {
    const radius = swarm.radius * GLOW.wide;
    return [
      { ...swarm, of, radius, opacity: swarm.opacity * GLOW.weak },
      { ...swarm, of },
    ];
  });
}

/** Every swarm once more as the shade around it, painted beneath. */
function withShade(swarms: readonly Swarm[]): readonly Swarm[] {
  return swarms.flatMap((swarm, of) => {
    const radius = swarm.radius * SHADE.wide;
    return [
      { ...swarm, of, radius, opacity: swarm.opacity * SHADE.weak, isShade: true },
      { ...swarm, of },
    ];
  });
}

/** Embers by their heat: as they glow before the dark, and as they are seen before a pale sky. */
const EMBERS = [
  { from: 0, dark: 0xffd27a, pale: 0xff8a1e },
  { from: 0.3, dark: 0xff9a3c, pale: 0xf2560f },
  { from: 0.75, dark: 0xff6a24, pale: 0xd6330a },
] as const;

function emberColour(heat: number, pale: number): number {
  const own = EMBERS.findLast(({ from }) => heat >= from) ?? EMBERS[0];
  const mixed = (shift: number): number => {
    const [a, b] = [(own.dark >> shift) & 255, (own.pale >> shift) & 255];
    return Math.round(a + (b - a) * pale) << shift;
  };
  return mixed(16) | mixed(8) | mixed(0);
}

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
  const draw = (k: number): number => chanceAt(air.seed, i, swarm.of ?? index, k);
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
        opacity: swarm.opacity * (0.7 + 0.3 * draw(6)) * (swarm.isShade ? air.pale : 1),
        colour: swarm.isShade ? 0x4a6a94 : air.onLight ? 0x8a9bb0 : 0xf6f9ff,
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
        dx: drift * 0.03,
        dy: fall * 0.03,
        radius,
        opacity: swarm.opacity * flicker * Math.min(1, 8 * up) * (1 - up ** 2),
        colour: emberColour(heat, air.pale),
      };
    }
    case 'fog':
    case 'speed-lines':
      return { ...home, dx: 0, dy: 0, radius: 0, opacity: 0, colour: 0 };
  }
}
