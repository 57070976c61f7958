import { assertNever } from '../grammar/assert-never.ts';
import { chanceAt } from '../grammar/seeded-chance.ts';
import type { Box } from '../space/box.ts';
import {
  fieldAt,
  rise,
  type Supple,
  type SuppleField,
  type SuppleKind,
  steepest,
} from './supple.ts';

/** One supple part of a layer with all that decides how it moves. */
export interface Mover {
  readonly kind: SuppleKind;
  readonly field: SuppleField;
  /** How far it goes at most, pixels of the picture; for clouds, how far in a second. */
  readonly reach: number;
  /** -1 to 1. */
  readonly wind: number;
  /** Where in its cycle it begins, 0 to 1, and how much faster than others of its kind it is. */
  readonly phase: number;
  readonly pace: number;
  /** Pixels of the picture from crest to crest, where it moves in waves. */
  readonly wave: number;
}

/** What else decides how something moves. */
export interface MoverSetting {
  readonly strength: number;
  readonly wind: number;
  readonly seconds: number;
  /** The closest view of the shot, pixels of the picture. */
  readonly view: Box;
  readonly seed: number;
}

/** Most that a picture is drawn out or pressed together; more looks like rubber. */
const MOST_STRAIN = {
  breath: 0.035,
  loose: 0.06,
  foliage: 0.07,
  water: 0.09,
  cloud: 0.16,
} as const;

/** Undefined where it would move too little to be seen. */
export function moverOf(supple: Supple, setting: MoverSetting): Mover | undefined {
  const { kind, trust, field } = supple;
  const { strength, wind, seconds, view, seed } = setting;
  const height = Math.min(field.box.height, 1.5 * view.height);
  const slope = steepest(field);
  const gale = Math.abs(wind);
  const within = (wanted: number, waves = 0): number => {
    const strain = slope + waves;
    return strain > 0
      ? Math.min(wanted, (MOST_STRAIN[kind] * Math.max(1, strength)) / strain)
      : wanted;
  };
  const much = strength * trust;
  const wave = waveOf(kind, view);
  let reach: number;
  switch (kind) {
    case 'breath':
      reach = within(0.0062 * height * much);
      break;
    case 'loose':
      reach = within(0.0065 * height * much * (1 + 1.4 * gale), 1.2 * slope);
      break;
    case 'foliage':
      reach = within(0.0026 * view.width * much * (1 + 1.6 * gale), (2 * Math.PI) / wave);
      break;
    case 'water':
      reach = within(0.0019 * view.width * much, (2 * Math.PI) / wave);
      break;
    case 'cloud': {
      const pace = 0.0035 * view.width * much * (0.6 + gale);
      reach = within(pace * seconds) / Math.max(1, seconds);
      break;
    }
    default:
      return assertNever(kind);
  }
  if (reach * (kind === 'cloud' ? seconds : 1) < 0.0002 * view.width) return undefined;
  return {
    ...{ kind, field, reach, wind, wave },
    phase: chanceAt(seed, 1),
    pace: 0.88 + 0.24 * chanceAt(seed, 2),
  };
}

/** Never so short that the cells of a frame could not follow it. */
function waveOf(kind: SuppleKind, view: Box): number {
  return kind === 'water' ? 0.16 * view.height : 0.3 * view.width;
}

/** Seconds in which motion comes up from stillness: a shot begins as it was drawn. */
const WAKING = 1.4;

/** Where things have gone at one moment. */
export interface Bend {
  /** Beyond this box nothing moves; pixels of the picture. */
  readonly box: Box;
  /** Adds to `by` how far what was drawn at (x, y) has gone, pixels of the picture. */
  add(x: number, y: number, by: { x: number; y: number }): void;
}

/** The bends of a layer's movers at a moment; empty while nothing has moved. */
export function bendsAt(movers: readonly Mover[], seconds: number): readonly Bend[] {
  const awake = rise(seconds, 0, WAKING);
  return awake > 0 ? movers.map((mover) => bendOf(mover, seconds, awake)) : [];
}

function bendOf(mover: Mover, seconds: number, awake: number): Bend {
  const { kind, field, wind, phase, pace, wave } = mover;
  const reach = mover.reach * awake;
  const turn = (rate: number, from = 0): number =>
    2 * Math.PI * (rate * pace * seconds + phase + from);
  const { box } = field;
  switch (kind) {
    case 'breath': {
      const rise = reach * breathAt(0.25 * pace * seconds + phase);
      return {
        box,
        add: (x, y, by) => {
          by.y -= rise * fieldAt(field, x, y);
        },
      };
    }
    case 'loose': {
      const [slow, quick] = [turn(0.31), turn(0.67, 0.37)];
      return {
        box,
        add: (x, y, by) => {
          const free = fieldAt(field, x, y);
          if (free === 0) return;
          // The freer it hangs, the later it follows.
          const swing = 0.66 * Math.sin(slow - 1.7 * free) + 0.34 * Math.sin(quick - 2.6 * free);
          by.x += reach * free * (0.75 * swing + 0.5 * wind);
          by.y += reach * free * 0.22 * Math.cos(quick - 2.2 * free);
        },
      };
    }
    case 'foliage': {
      const gust = 0.6 + 0.4 * Math.sin(turn(0.11));
      const [slow, quick] = [turn(0.36), turn(0.83, 0.21)];
      const k = (2 * Math.PI) / wave;
      const way = wind < 0 ? -1 : 1;
      return {
        box,
        add: (x, y, by) => {
          const free = fieldAt(field, x, y);
          if (free === 0) return;
          const along = k * (way * x - 0.55 * y);
          const a = Math.sin(slow - along);
          const b = Math.sin(quick - 1.9 * along + 1.3);
          by.x += reach * free * gust * (0.65 * a + 0.35 * b + 0.3 * wind);
          by.y += reach * free * gust * 0.38 * (0.6 * b - 0.4 * a);
        },
      };
    }
    case 'water': {
      const [first, other] = [turn(0.27), turn(0.19, 0.4)];
      const k = (2 * Math.PI) / wave;
      return {
        box,
        add: (x, y, by) => {
          const free = fieldAt(field, x, y);
          if (free === 0) return;
          by.x += reach * free * Math.sin(first + k * y + 0.2 * k * x);
          by.y += reach * free * 0.45 * Math.sin(other + 0.8 * k * y - 0.35 * k * x);
        },
      };
    }
    case 'cloud': {
      const gone = reach * seconds * (wind < 0 ? -1 : 1);
      return {
        box,
        add: (x, y, by) => {
          by.x += gone * fieldAt(field, x, y);
        },
      };
    }
    default:
      return assertNever(kind);
  }
}

/** 0 empty to 1 full: in during two fifths of the cycle, out during the rest, easing at both ends. */
function breathAt(cycles: number): number {
  const part = cycles - Math.floor(cycles);
  const t = part < 0.4 ? part / 0.4 : 1 - (part - 0.4) / 0.6;
  return 0.5 - 0.5 * Math.cos(Math.PI * t);
}
