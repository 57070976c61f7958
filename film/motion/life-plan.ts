import type { Life } from '../board/life.ts';
import { chanceAt } from '../grammar/seeded-chance.ts';
import type { Box } from '../space/box.ts';
import { centreOf } from '../space/box.ts';
import { type Rational, toSeconds } from '../time/rational.ts';
import { type Air, planAir } from './air.ts';
import { type Mover, moverOf } from './mover.ts';
import type { Stage } from './stage.ts';

/** The life of a shot worked out for its stage: what moves, how far, and when. */
export interface LifePlan {
  /** What moves by itself on each layer, in the stage's order. */
  readonly movers: readonly (readonly Mover[])[];
  /** When each layer's eyes blink: a seed of its own for each lid; undefined for other layers. */
  readonly lids: readonly (number | undefined)[];
  readonly air?: Air;
}

/** What a life is planned for. */
export interface LifeBrief {
  readonly life: Life;
  readonly stage: Stage;
  readonly length: Rational;
  readonly seed: number;
  /** The closest view of the shot, pixels of its picture: nothing moves far on the screen. */
  readonly closest: Box;
}

/** Works the written life of a shot out for a stage. The same seed gives the same life. */
export function planLife({ life, stage, length, seed, closest }: LifeBrief): LifePlan {
  const strength = Math.max(0, Math.min(3, life.strength));
  const side = chanceAt(seed, 11) < 0.5 ? -1 : 1;
  const wind = Math.max(-1, Math.min(1, life.weather?.wind ?? side * 0.22));
  const seconds = toSeconds(length);
  const movers = stage.layers.map((layer, index): readonly Mover[] => {
    const supple = strength > 0 ? (layer.supple ?? []) : [];
    return supple.flatMap((one, k) => {
      const own = seed + 101 * index + 7 * k;
      const mover = moverOf(one, { strength, wind, seconds, view: closest, seed: own });
      return mover ? [mover] : [];
    });
  });
  const air = life.weather && planAir(life.weather, wind, stage, seed);
  return { movers, lids: lidsOf(stage, seed, strength), ...(air && { air }) };
}

/** The eyes of one face blink together: those on one layer that lie close to one another. */
function lidsOf(stage: Stage, seed: number, strength: number): readonly (number | undefined)[] {
  const faces: { rides: string; box: Box; seed: number }[] = [];
  return stage.layers.map(({ role, rides, box }, index) => {
    if (role !== 'lid' || rides === undefined || strength <= 0) return undefined;
    const at = centreOf(box);
    const known = faces.find((face) => {
      const other = centreOf(face.box);
      const near = 5 * Math.max(face.box.width, box.width);
      return face.rides === rides && Math.hypot(at.x - other.x, at.y - other.y) < near;
    });
    if (known) return known.seed;
    const own = seed + 977 * (index + 1);
    faces.push({ rides, box, seed: own });
    return own;
  });
}

/** Seconds from blink to blink on the mean; each comes up to half of `SPREAD` sooner or later. */
const BLINK_EVERY = 4.5;
const SPREAD = 1.5;
/** How far the lid is down in each of a blink's four frames. */
const BLINK = [0.5, 1, 1, 0.45] as const;

/** How far a lid is down, 0 open to 1 shut, in a frame of a shot. */
export function lidAt(seed: number, time: Rational): number {
  const frame = Math.round(time.value);
  const near = Math.floor(toSeconds(time) / BLINK_EVERY);
  for (const k of [near - 1, near]) {
    if (k < 0) continue;
    const at = BLINK_EVERY * k + 1 + SPREAD * chanceAt(seed, k);
    const since = frame - Math.round(at * time.rate);
    if (since >= 0 && since < BLINK.length) return BLINK[since]!;
  }
  return 0;
}
