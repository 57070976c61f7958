import { chance } from '../grammar/seeded-chance.ts';

/** How a hand strays: -1 to 1 across, down, and nearer. */
export interface Sway {
  readonly x: number;
  readonly y: number;
  readonly breath: number;
}

/** Cycles a second, and their share of the whole: slow drift, the body, a trace of the hand. */
const CYCLES = [
  { rate: 0.11, share: 0.5 },
  { rate: 0.29, share: 0.35 },
  { rate: 0.83, share: 0.15 },
] as const;

/** A smooth wandering that is the same for the same seed and moment. */
export function swayAt(seed: number, seconds: number): Sway {
  const next = chance(seed);
  const wander = (): number => {
    let sum = 0;
    for (const { rate, share } of CYCLES) {
      // Rates that differ a little from axis to axis never fall into step.
      const own = rate * (0.85 + 0.3 * next());
      sum += share * Math.sin(2 * Math.PI * (own * seconds + next()));
    }
    return sum;
  };
  return { x: wander(), y: wander(), breath: wander() };
}
