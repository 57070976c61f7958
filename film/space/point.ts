/** A place in pixels, x to the right, y down, from the top left corner of whatever is named beside it. */
export interface Point {
  readonly x: number;
  readonly y: number;
}
