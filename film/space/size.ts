/** Width and height in pixels of whatever is named beside it. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export function aspectOf(size: Size): number {
  return size.width / size.height;
}
