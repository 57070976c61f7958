import type { Box } from '../space/box.ts';

/** How much of the lower one's height two balloons share at least to stand side by side. */
const SIDE_BY_SIDE = 0.55;

/**
 * The order in which things of one panel are read, as places in `boxes`: from the top down, and from
 * the side the direction begins on where two stand side by side. What is read next is the highest that
 * nothing left stands before.
 */
export function readingOrder(boxes: readonly Box[], direction: 'ltr' | 'rtl'): readonly number[] {
  const left = boxes.map((_, at) => at);
  const order: number[] = [];
  while (left.length > 0) {
    const free = left.filter((at) =>
      left.every((other) => other === at || !isBefore(boxes[other]!, boxes[at]!, direction)),
    );
    const candidates = free.length > 0 ? free : left;
    const next = candidates.reduce((best, at) => (boxes[at]!.y < boxes[best]!.y ? at : best));
    order.push(next);
    left.splice(left.indexOf(next), 1);
  }
  return order;
}

function isBefore(a: Box, b: Box, direction: 'ltr' | 'rtl'): boolean {
  const shared = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (shared < SIDE_BY_SIDE * Math.min(a.height, b.height)) {
    return a.y + a.height / 2 < b.y + b.height / 2;
  }
  const across = a.x + a.width / 2 - (b.x + b.width / 2);
  return direction === 'ltr' ? across < 0 : across > 0;
}
