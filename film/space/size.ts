/** Width and height in pixels of whatever is named beside it. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width over height: 16:9 is 1.78. */
export function aspectOf(size: Size): number {
  return size.width / size.height;
}
