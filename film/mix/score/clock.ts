import { planForm, weightOfBar } from './form.ts';

/** A moment of the picture that music should meet: a cut, or a turn of the story that weighs more. */
export interface HitPoint {
  /** Seconds from the beginning of the music. */
  readonly at: number;
  /** 1 a cut, 3 a turn. */
  readonly weight: number;
}

/** What a clock is set by; all times in seconds from the beginning of the music. */
export interface ClockWish {
  readonly length: number;
  /** Length of a bar at the piece's own tempo. */
  readonly bar: number;
  readonly hits: readonly HitPoint[];
}

/** When every bar begins. */
export interface Clock {
  /** Beginning of every bar; the last of them is the last chord, which rings until the length. */
  readonly bars: readonly number[];
  /** Hit points that a bar line meets, with the number of that bar. */
  readonly met: readonly { readonly at: number; readonly bar: number }[];
}

/** How far the tempo may leave the piece's own. */
export const TEMPO_GIVE = 0.08;
/** How much longer the bar before the last chord takes, and the one before that: the ritardando. */
export const BROADENING = [1.25, 1.05] as const;
/** The last chord rings at least and at best so long. */
const RING = { least: 2, best: 3.2 };
/** Cuts further apart in the list than this are not joined by one stretch of tempo. */
const REACH = 14;

/**
 * Sets the tempo of music of exact length: chooses the number of bars and, between hit points, tempos
 * within `TEMPO_GIVE` of the piece's own so that bar lines fall on as many hit points as can be, on the
 * weightier ones and with beginnings of phrases first. The last chord comes two to five seconds before
 * the end, on a hit point if one lies there.
 */
export function setClock({ length, bar, hits }: ClockWish): Clock {
  const inside = hits.filter(({ at }) => at > 0.4 && at < length - 0.4);
  let best: Clock = { bars: [0], met: [] };
  let most = Number.NEGATIVE_INFINITY;
  const least = Math.min(RING.least, length * 0.4);
  const longest = Math.max(least + bar * 1.3, Math.min(5, length * 0.5));
  const fewest = Math.max(1, Math.floor((length - longest) / (bar * (1 + TEMPO_GIVE))) - 1);
  const largest = Math.ceil((length - least) / (bar * (1 - TEMPO_GIVE))) + 2;
  for (let count = Math.max(2, fewest); count <= largest; count++) {
    const units = unitsOf(count);
    const whole = units.at(-1)!;
    const from = Math.max(length - longest, (whole * bar) / (1 + TEMPO_GIVE));
    const to = Math.min(length - least, whole * bar * (1 + TEMPO_GIVE));
    if (from > to) continue;
    const wished = Math.min(to, Math.max(from, length - Math.min(RING.best, longest)));
    const ends = [wished, ...inside.map(({ at }) => at).filter((at) => at >= from && at <= to)];
    for (const end of ends) {
      const found = meet({ units, end, bar, hits: inside });
      if (!found) continue;
      const form = 0.15 * (count % 4 === 3 ? -1 : 0);
      const score = found.score + form - Math.abs(length - end - RING.best) * 0.2;
      if (score > most) {
        most = score;
        best = found.clock;
      }
    }
  }
  return best;
}

/** Beginnings of bars in units of a bar at even tempo, the ritardando included. */
function unitsOf(count: number): readonly number[] {
  const units = [0];
  for (let i = 0; i < count - 1; i++) {
    const fromEnd = count - 2 - i;
    units.push(units[i]! + (count > 3 ? (BROADENING[fromEnd] ?? 1) : 1));
  }
  return units;
}

interface Meeting {
  readonly units: readonly number[];
  /** When the last chord comes. */
  readonly end: number;
  readonly bar: number;
  readonly hits: readonly HitPoint[];
}

/** A bar line at a moment, and the best way to it. */
interface Node {
  readonly at: number;
  readonly bar: number;
  readonly score: number;
  /** Seconds a bar takes on the way to it. */
  readonly pace: number;
  readonly before: Node | undefined;
  readonly isHit: boolean;
}

/** The best path of bar lines over hit points from the beginning to the last chord. */
function meet({ units, end, bar, hits }: Meeting): { clock: Clock; score: number } | undefined {
  const phrases = planForm(units.length);
  const last = units.length - 1;
  const start: Node = { at: 0, bar: 0, score: 0, pace: bar, before: undefined, isHit: false };
  const stops = [
    ...hits.filter(({ at }) => at < end - 1e-6),
    { at: end, weight: hits.find(({ at }) => Math.abs(at - end) < 1e-6)?.weight ?? 0 },
  ];
  const rows: (readonly Node[])[] = [[start]];
  for (const [i, stop] of stops.entries()) {
    const isEnd = i === stops.length - 1;
    const early = Math.max(1, bestBar(units, stop.at / (bar * (1 + TEMPO_GIVE)), -1));
    const late = Math.min(last, bestBar(units, (stop.at / bar) * (1 + TEMPO_GIVE), 1));
    const near = rows.slice(-REACH).flat();
    const from = rows.length > REACH ? [start, ...near] : near;
    const row: Node[] = [];
    for (let line = early; line <= late; line++) {
      if (isEnd !== (line === last)) continue;
      const gain = stop.weight * weightOfBar(phrases, line);
      let best: Node | undefined;
      for (const before of from) {
        const node = stepTo(before, { ...stop, bar: line, gain }, units, bar);
        if (node && (!best || node.score > best.score)) best = node;
      }
      if (best) row.push(best);
    }
    rows.push(row);
  }
  const goal = rows.at(-1)![0];
  return goal && { clock: clockOf(goal, units), score: goal.score };
}

interface Stop extends HitPoint {
  readonly bar: number;
  /** What it is worth to meet it there. */
  readonly gain: number;
}

/** The way from one bar line to another in even tempo; undefined where that would be too slow or too fast. */
function stepTo(
  before: Node,
  { at, weight, bar: line, gain }: Stop,
  units: readonly number[],
  bar: number,
): Node | undefined {
  const stretch = units[line]! - units[before.bar]!;
  if (stretch <= 0) return undefined;
  const pace = (at - before.at) / stretch;
  const give = Math.abs(Math.log(pace / bar));
  if (give > Math.log(1 + TEMPO_GIVE) + 1e-9) return undefined;
  const jump = before.before ? Math.abs(Math.log(pace / before.pace)) : 0;
  const score = before.score + gain - give * 2 - jump * 3;
  return { at, bar: line, score, pace, before, isHit: weight > 0 };
}

/** The bars of a path, each stretch of it in even tempo. */
function clockOf(goal: Node, units: readonly number[]): Clock {
  const path: Node[] = [];
  for (let node: Node | undefined = goal; node; node = node.before) path.unshift(node);
  const bars: number[] = [];
  for (let i = 1; i < path.length; i++) {
    const { at, bar: first } = path[i - 1]!;
    const { bar: next, pace } = path[i]!;
    for (let b = first; b < next; b++) bars.push(at + (units[b]! - units[first]!) * pace);
  }
  const met = path.filter(({ isHit }) => isHit).map(({ at, bar: line }) => ({ at, bar: line }));
  return { bars: [...bars, goal.at], met };
}

/** The bar nearest below (-1) or above (1) a number of units. */
function bestBar(units: readonly number[], at: number, side: -1 | 1): number {
  const above = units.findIndex((unit) => unit >= at);
  const found = above < 0 ? units.length - 1 : above;
  return side === 1 ? found : Math.max(0, found - 1);
}
