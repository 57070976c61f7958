import type { Polygon } from '../space/polygon.ts';

/** How far along the outline its direction is taken, as parts of the letters' size: spikes are gone in the longer. */
const ARMS = [0.9, 1.8];

/** An outline with more notches than these turns in all around, as a burst or a cloud does. */
const FEW = 8;
/** What is a notch in such a one turns in so much farther than those that are left. */
const STANDS_OUT = 1.3;

/**
 * How far an outline turns inwards at each of its points, degrees: 0 where it runs straight or bulges
 * out, near 180 at the bottom of a slit. What turns in over a short way alone, or no farther than the
 * outline does all around, as between the spikes of a shout and the bumps of a cloud, is no notch.
 * @param outline clockwise on the page, its points about evenly apart
 * @param size of the letters within, pixels
 */
export function notchesOf(outline: Polygon, size: number): readonly number[] {
  const count = outline.length;
  const length = outline.reduce((sum, { x, y }, i) => {
    const next = outline[(i + 1) % count]!;
    return sum + Math.hypot(next.x - x, next.y - y);
  }, 0);
  const arms = ARMS.map((arm) => Math.max(1, Math.round((arm * size * count) / length)));
  const turns = outline.map((_, at) =>
    Math.max(0, Math.min(...arms.map((arm) => turnAt(outline, at, arm)))),
  );
  const all = peaksOf(turns, arms[0]!);
  const least = STANDS_OUT * (all[FEW] ?? 0);
  return turns.map((turn) => (turn > least ? turn : 0));
}

/** What no other within `reach` points of it comes up to; the highest first. */
function peaksOf(values: readonly number[], reach: number): readonly number[] {
  const count = values.length;
  const peaks = values.filter((value, at) => {
    if (value === 0) return false;
    for (let k = 1; k <= reach; k++) {
      if (values[(at + count - k) % count]! >= value || values[(at + k) % count]! > value)
        return false;
    }
    return true;
  });
  return peaks.sort((a, b) => b - a);
}

function turnAt(outline: Polygon, at: number, arm: number): number {
  const count = outline.length;
  if (count < 4 * arm) return 0;
  const here = outline[at]!;
  const before = outline[(at + count - arm) % count]!;
  const after = outline[(at + arm) % count]!;
  const [ax, ay] = [here.x - before.x, here.y - before.y];
  const [bx, by] = [after.x - here.x, after.y - here.y];
  return (-Math.atan2(ax * by - ay * bx, ax * bx + ay * by) * 180) / Math.PI;
}
