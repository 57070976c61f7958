import type { Box } from '../space/box.ts';
import { centreOf } from '../space/box.ts';
import type { Point } from '../space/point.ts';
import { type Rational, toSeconds } from '../time/rational.ts';
import type { CameraPlan, LayerGive } from './camera-plan.ts';
import { eased, restfulProgress } from './easing.ts';
import { swayAt } from './handheld.ts';
import { fitInside, framesBetween, viewAt, viewBetween } from './view.ts';

/** Where the camera is at one moment. */
export interface CameraPose {
  /** What of the plate fills the frame. */
  readonly view: Box;
  /** How far a layer of depth 1 is displaced against the plate, as its view: pixels of the picture. */
  readonly shift: Point;
  /** How much larger than on the plate a layer of depth 1 is seen: 0.02 is 2 %. */
  readonly growth: number;
}

/**
 * The camera of a plan at a moment of its shot. Before the first frame and after the last it stands
 * where it stood in them.
 */
export function poseAt(
  plan: CameraPlan,
  length: Rational,
  seed: number,
  time: Rational,
): CameraPose {
  const last = (length.value - 1) / length.rate;
  const seconds = Math.max(0, Math.min(last, toSeconds(time)));
  const [start, end] = plan.stops.length > 1 ? [] : (plan.times ?? []);
  const progress = start
    ? eased((seconds - start.leaves) / Math.max(1e-6, (end?.arrives ?? last) - start.leaves))
    : restfulProgress(seconds, last);
  if (plan.stops.length > 1)
    return { view: tourAt(plan, seconds, last), shift: NOWHERE, growth: 0 };

  let view = viewBetween(plan.from, plan.to, progress);
  let shift = { x: plan.shift.x * (progress - 0.5), y: plan.shift.y * (progress - 0.5) };
  if (plan.sway > 0) {
    const sway = swayAt(seed, seconds);
    const reach = plan.sway * view.width;
    const { x, y } = centreOf(view);
    view = fitInside(
      viewAt(
        { x: x + sway.x * reach, y: y + sway.y * reach },
        view.width * (1 + sway.breath * plan.sway * 0.5),
        view.width / view.height,
      ),
      plan.bounds,
    );
    shift = { x: sway.x * reach * 0.6, y: sway.y * reach * 0.3 };
  }
  const widest = Math.max(plan.from.width, plan.to.width);
  const closest = Math.min(plan.from.width, plan.to.width);
  // Layers are as drawn in the widest view and gain the whole growth in the closest.
  const closeness = widest > closest ? (widest - view.width) / (widest - closest) : 0;
  return { view, shift, growth: plan.growth * closeness };
}

const NOWHERE: Point = { x: 0, y: 0 };

/** What of a layer's own place fills the frame; the plate's view is the pose's. */
export function layerView(
  plan: CameraPlan,
  pose: CameraPose,
  depth: number,
  give: LayerGive = FREE,
): Box {
  const { view } = pose;
  const centre = centreOf(view);
  const aspect = view.width / view.height;
  if (plan.steadyDepth > 0) {
    // A dolly zoom: from the plate to the steady depth, layers keep more and more of their size.
    const share = Math.min(1, depth / plan.steadyDepth) * give.size;
    return viewBetween(view, plan.from, share);
  }
  return viewAt(
    { x: centre.x + pose.shift.x * depth * give.x, y: centre.y + pose.shift.y * depth * give.y },
    view.width / (1 + pose.growth * depth * give.size),
    aspect,
  );
}

export const FREE: LayerGive = { x: 1, y: 1, size: 1 };

/** A guided move: a hold at each stop, and travels whose time grows with the way. */
function tourAt(plan: CameraPlan, seconds: number, last: number): Box {
  const { stops, times } = plan;
  if (times) {
    const next = times.findIndex(({ arrives }) => seconds < arrives);
    if (next < 0) return stops.at(-1)!;
    if (next === 0) return stops[0]!;
    const { leaves } = times[next - 1]!;
    const share = (seconds - leaves) / Math.max(1e-6, times[next]!.arrives - leaves);
    return viewBetween(stops[next - 1]!, stops[next]!, eased(share));
  }
  const ways = stops.slice(1).map((stop, k) => 0.8 + framesBetween(stops[k]!, stop));
  const holds = stops.length;
  // A stop is looked at for as long as a way of one frame takes; the first and last a little longer.
  const unit = last / (ways.reduce((a, b) => a + b, 0) + holds + 0.5);
  let left = seconds - unit * 1.25;
  for (const [k, way] of ways.entries()) {
    if (left <= 0) return stops[k]!;
    if (left < way * unit) return viewBetween(stops[k]!, stops[k + 1]!, eased(left / (way * unit)));
    left -= way * unit + unit;
  }
  return stops.at(-1)!;
}
