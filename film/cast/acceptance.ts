/** Somebody looked at one of the cast in a rendered shot and let it be, although it is off-model. */
export interface Acceptance {
  /** Cast id. */
  readonly member: string;
  /** The likeness it had then, 0 to 1. */
  readonly likeness: number;
}
