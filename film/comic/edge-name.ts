import type { Polygon } from '../space/polygon.ts';

/** What tells a balloon's outline from every other one of its art, wherever a copy of it has been. */
export function edgeName(outline: Polygon): string {
  return outline.map(({ x, y }) => `${x},${y}`).join(' ');
}
