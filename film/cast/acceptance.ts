/** What may be let be: who is not to be found at all is taken out of the shot instead. */
export const ACCEPTABLE = ['off-model', 'swapped', 'extra'] as const;

/** Somebody looked at one of the cast in a rendered shot and let it be, although it is off-model. */
export interface Acceptance {
  /** Cast id. */
  readonly member: string;
  /** What was wrong. */
  readonly finding: (typeof ACCEPTABLE)[number];
  /** The likeness it had then, 0 to 1. */
  readonly likeness: number;
}
