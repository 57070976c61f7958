import { areaOf, type Box, intersect } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import type { BalloonKind, ProposedSpeaker } from './balloon.ts';
import { gapBetween } from './line-shape.ts';

/** How far beyond its tip a tail is followed, as a multiple of its length and as a part of the panel. */
const FOLLOWED = 4;
const FOLLOWED_OF_PANEL = 0.5;
/** A tail that ends so near the panel's edge, a part of the panel's shorter side, points out of it. */
const AT_EDGE = 0.03;
/** A balloon without a tail is given to a figure no farther away than this part of the panel. */
const NEAR = 0.35;
/** A thinner head start than this does not tell two figures apart. */
const CLEARLY_NEARER = 0.6;

/** What is known of a balloon when its speaker is asked for; pixels of the page. */
export interface HeardBalloon {
  readonly box: Box;
  readonly kind: BalloonKind;
  readonly tail?: Point;
  /** Where the tail grows from: the middle of the balloon's body. */
  readonly root: Point;
  readonly tailLength: number;
}

/**
 * Who is heard: a caption is the narrator's; a tail is followed to the first figure it runs into; one
 * that ends at the panel's edge, or finds nobody, speaks from off the panel; without a tail the one
 * figure that is clearly the nearest. Undefined where nothing tells.
 *
 * @param figures the panel's; undefined where nobody looked for them, so that only a tail that ends at the
 *   panel's edge tells.
 */
export function proposeSpeaker(
  balloon: HeardBalloon,
  panel: Box | undefined,
  figures: readonly Box[] | undefined,
): ProposedSpeaker | undefined {
  if (balloon.kind === 'sfx' || balloon.kind === 'sign') return undefined;
  if (balloon.kind === 'caption') return { kind: 'narrator' };
  if (balloon.tail && panel) return followTail(balloon, balloon.tail, panel, figures);
  const [nearest, second] = (figures ?? [])
    .map((box, figure) => ({ figure, box, gap: gapBetween(box, balloon.box) }))
    .sort((a, b) => a.gap - b.gap);
  if (!nearest || !panel) return undefined;
  const isNear = nearest.gap < NEAR * Math.min(panel.width, panel.height);
  const isClear = !second || nearest.gap < CLEARLY_NEARER * second.gap;
  if (!isNear || !isClear) return undefined;
  return { kind: 'figure', figure: nearest.figure, box: nearest.box };
}

function followTail(
  { root, tailLength }: HeardBalloon,
  tip: Point,
  panel: Box,
  figures: readonly Box[] | undefined,
): ProposedSpeaker | undefined {
  const length = Math.hypot(tip.x - root.x, tip.y - root.y);
  const dx = length > 0 ? (tip.x - root.x) / length : 0;
  const dy = length > 0 ? (tip.y - root.y) / length : 1;
  const shorter = Math.min(panel.width, panel.height);
  const most = Math.min(
    Math.max(FOLLOWED * tailLength, 0.15 * shorter),
    FOLLOWED_OF_PANEL * shorter,
  );
  const edge = AT_EDGE * shorter;
  let chosen: { figure: number; box: Box; cost: number } | undefined;
  for (const [figure, box] of (figures ?? []).entries()) {
    // The tip inside a figure, or the way on from it into one; off the straight way costs twice.
    const reach = gapBetween({ ...tip, width: 0, height: 0 }, box);
    if (reach > most) continue;
    const on = { x: tip.x + dx * reach, y: tip.y + dy * reach };
    const off = gapBetween({ ...on, width: 0, height: 0 }, box);
    const within = areaOf(intersect(box, panel));
    const cost = reach + 2 * off + 1e-6 * within;
    if (off > 0.6 * reach + edge) continue;
    if (!chosen || cost < chosen.cost) chosen = { figure, box, cost };
  }
  if (chosen) return { kind: 'figure', figure: chosen.figure, box: chosen.box };
  const toEdge = Math.min(
    tip.x - panel.x,
    tip.y - panel.y,
    panel.x + panel.width - tip.x,
    panel.y + panel.height - tip.y,
  );
  return figures || toEdge < edge ? { kind: 'off-panel' } : undefined;
}
