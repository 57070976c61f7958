import { distanceTo } from '../media/distance.ts';
import type { Box } from '../space/box.ts';
import { scrapsOf } from './balloon-scraps.ts';
import { boundsOfMask } from './cover.ts';
import { lineEnds } from './drawn-line.ts';
import { type DrawnBalloon, type SeenBalloon, seeBalloon, usualOf } from './seen-balloon.ts';
import type { PageRaster } from './unit.ts';

/** How much of a pixel beyond the last one of a bubble or a tip still is its softened edge. */
const SOFT = 1.5;
/** What lies so near to a balloon is a tip of it rather than a thing beside it, pixels. */
const BESIDE = 1.5;

/** What of a balloon lies beyond its outline. */
export interface BalloonFringe {
  /** Whole pixels of the page. */
  readonly box: Box;
  /** By rows of the box: 255 where the page's pixel is the balloon's, soft at its edge; 0 well within the outline. */
  readonly alpha: Uint8Array;
}

/**
 * What belongs to balloons beyond their outlines, so that they look drawn where they are laid over other
 * art: the ink line to where it ends, as wide as it usually is where art as dark hides that, tips of tails
 * and spikes, and a thought's bubbles. Where no balloon shows a line of its own, there is none.
 * @param page as it was drawn
 * @param others balloons of the page that only tell how wide its lines are
 * @returns one for each balloon, in their order; undefined for one that lies outside the page
 */
export function balloonFringes(
  page: PageRaster,
  balloons: readonly DrawnBalloon[],
  others: readonly DrawnBalloon[] = [],
): readonly (BalloonFringe | undefined)[] {
  const seen = balloons.map((balloon) => seeBalloon(page, balloon));
  const usual = usualOf(
    [...seen, ...others.map((balloon) => seeBalloon(page, balloon))],
    ({ width }) => width,
  );
  return seen.map((one) => one && fringeOf(page, one, usual));
}

function fringeOf(
  page: PageRaster,
  { balloon, near, within, ink, line }: SeenBalloon,
  usual: number | undefined,
): BalloonFringe {
  const alpha = new Uint8Array(near.width * near.height);
  const own = Uint8Array.from(within, (value) => (value ? 1 : 0));
  const width = line.width ?? usual;
  if (line.isDrawn && width !== undefined) {
    for (const [k, end] of lineEnds(line, width).entries()) {
      const { x, y } = line.places[k]!;
      if (end > 0) stamp(alpha, near, x - near.x, y - near.y, end);
    }
    for (let i = 0; i < own.length; i++) if (alpha[i]! > 127) own[i] = 1;
  }
  const away = distanceTo(near, (i) => own[i] === 1).distance;
  const held = Uint8Array.from(away, (d) => (d <= BESIDE ? 1 : 0));
  const scraps = scrapsOf(page, near, held, ink, balloon.kind === 'thought');
  const around = line.isDrawn ? (width ?? 0) : 0;
  const beside = distanceTo(near, (i) => scraps[i] === 1).distance;
  for (let i = 0; i < alpha.length; i++) {
    const share = Math.min(1, Math.max(0, around + SOFT - beside[i]!));
    alpha[i] = Math.max(alpha[i]!, Math.round(255 * share));
  }
  return trimmed(near, alpha);
}

/** Without the clear rows and columns around it. */
function trimmed(near: Box, alpha: Uint8Array): BalloonFringe {
  const { x, y, width, height } = boundsOfMask(alpha, near);
  const data = new Uint8Array(width * height);
  for (let v = 0; v < height; v++) {
    const from = (v + y) * near.width + x;
    data.set(alpha.subarray(from, from + width), v * width);
  }
  return { box: { x: x + near.x, y: y + near.y, width, height }, alpha: data };
}

/** Raises alpha to that of a disc with a soft edge. */
function stamp(
  alpha: Uint8Array,
  { width, height }: Box,
  x: number,
  y: number,
  radius: number,
): void {
  const bottom = Math.min(height - 1, Math.ceil(y + radius));
  const right = Math.min(width - 1, Math.ceil(x + radius));
  for (let v = Math.max(0, Math.floor(y - radius) - 1); v <= bottom; v++) {
    for (let u = Math.max(0, Math.floor(x - radius) - 1); u <= right; u++) {
      const inside = radius + 0.5 - Math.hypot(u + 0.5 - x, v + 0.5 - y);
      const value = Math.round(255 * Math.min(1, Math.max(0, inside)));
      if (value > alpha[v * width + u]!) alpha[v * width + u] = value;
    }
  }
}
