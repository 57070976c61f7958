import type { Box } from '../space/box.ts';
import type { Plane } from './raster.ts';

/** A connected patch of a plane (neighbours above, below, left and right). */
export interface Blob {
  /** Number in `labels`, from 1. */
  readonly label: number;
  readonly box: Box;
  /** Pixels. */
  readonly area: number;
}

/** Every connected patch where `inside` answers true. `labels` holds 0 outside of them. */
export function findBlobs(
  size: { readonly width: number; readonly height: number },
  inside: (index: number) => boolean,
): { readonly labels: Int32Array; readonly blobs: readonly Blob[] } {
  const { width, height } = size;
  const labels = new Int32Array(width * height);
  const queue = new Int32Array(width * height);
  const blobs: Blob[] = [];
  for (let start = 0; start < labels.length; start++) {
    if (labels[start] !== 0 || !inside(start)) continue;
    const label = blobs.length + 1;
    let head = 0;
    let tail = 0;
    queue[tail++] = start;
    labels[start] = label;
    let left = width;
    let right = 0;
    let top = height;
    let bottom = 0;
    const visit = (index: number): void => {
      if (labels[index] === 0 && inside(index)) {
        labels[index] = label;
        queue[tail++] = index;
      }
    };
    while (head < tail) {
      const index = queue[head++]!;
      const x = index % width;
      const y = (index - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      if (x > 0) visit(index - 1);
      if (x < width - 1) visit(index + 1);
      if (y > 0) visit(index - width);
      if (y < height - 1) visit(index + width);
    }
    blobs.push({
      label,
      box: { x: left, y: top, width: right - left + 1, height: bottom - top + 1 },
      area: tail,
    });
  }
  return { labels, blobs };
}

/** The smallest box around everything of at least `level`; undefined where there is nothing. */
export function boxAround(plane: Plane, level = 1): Box | undefined {
  let left = plane.width;
  let right = -1;
  let top = plane.height;
  let bottom = -1;
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      if (plane.data[y * plane.width + x]! < level) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  return right < 0
    ? undefined
    : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
