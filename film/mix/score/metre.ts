/** How a bar is counted. */
export interface Metre {
  readonly name: MetreName;
  /** Counts in a bar. */
  readonly counts: number;
  /** 4 where a count is a quarter note, 8 where it is an eighth. */
  readonly unit: 4 | 8;
  /** Counts that carry weight besides the first. */
  readonly strong: readonly number[];
}

export type MetreName = '2/4' | '3/4' | '4/4' | '5/4' | '6/8';

const METRES: Readonly<Record<MetreName, Omit<Metre, 'name'>>> = {
  '2/4': { counts: 2, unit: 4, strong: [] },
  '3/4': { counts: 3, unit: 4, strong: [] },
  '4/4': { counts: 4, unit: 4, strong: [2] },
  '5/4': { counts: 5, unit: 4, strong: [3] },
  '6/8': { counts: 6, unit: 8, strong: [3] },
};

/** The metre of that name. */
export function metreOf(name: MetreName): Metre {
  return { name, ...METRES[name] };
}

/** Weight of a moment of a bar, in counts from its beginning: 1 the first count, 0.6 another strong one, 0.35 any other count, 0.1 between counts. */
export function weightAt(metre: Metre, at: number): number {
  const place = at - Math.floor(at / metre.counts + 1e-6) * metre.counts;
  if (Math.abs(place) < 0.01) return 1;
  if (metre.strong.some((count) => Math.abs(place - count) < 0.01)) return 0.6;
  return Math.abs(place - Math.round(place)) < 0.01 ? 0.35 : 0.1;
}
