import { type Box, centreOf } from '../space/box.ts';
import type { Balloon } from './balloon.ts';

/** Of a balloon's height, without its tail, the head that it belongs to is about as high. */
const HEAD_OF_BALLOON = 0.95;
/** No head is more than this share of its panel's shorter side. */
const MOST_OF_PANEL = 0.6;
/** A tail ends beside a head, this share of its height before its middle. */
const BEFORE = 0.25;

/**
 * Where the head is that a balloon's tail points at: around the tip and beyond it, on the way the tail goes,
 * about as large as lettering and heads are beside each other. A guess, for where no face is found. Undefined for a balloon
 * without a tail, and for one that speaks from off its panel.
 *
 * @param panel pixels of the page, as the balloon
 */
export function pointedHead({ box, tail, speaker }: Balloon, panel: Box): Box | undefined {
  if (!tail || speaker?.kind === 'off-panel') return undefined;
  const middle = centreOf(box);
  const length = Math.hypot(tail.x - middle.x, tail.y - middle.y);
  if (length < 1) return undefined;
  const most = MOST_OF_PANEL * Math.min(panel.width, panel.height);
  const height = Math.min(most, HEAD_OF_BALLOON * Math.min(box.width, box.height));
  const width = 0.85 * height;
  const along = (BEFORE * height) / length;
  const x = tail.x + (tail.x - middle.x) * along;
  const y = tail.y + (tail.y - middle.y) * along;
  const head = { x: x - width / 2, y: y - height / 2, width, height };
  const isInside =
    x > panel.x && x < panel.x + panel.width && y > panel.y && y < panel.y + panel.height;
  return isInside ? head : undefined;
}
