import { type Rational, rational } from '../time/rational.ts';
import type { CameraPlan, LayerGive } from './camera-plan.ts';
import { layerView, poseAt } from './camera-pose.ts';
import type { Stage, StageLayer } from './stage.ts';

/** Most moments of a shot that are looked at. */
const LOOKS = 240;

/**
 * How freely each layer may move against the plate. A figure that the picture's edge cuts off has a
 * straight end there: while that end lies outside the frame the layer may move until it would come in;
 * while it is seen it stays where it was drawn. One factor holds for the whole shot, so motion stays
 * smooth.
 */
export function givesOf(
  plan: CameraPlan,
  stage: Stage,
  length: Rational,
  seed: number,
): readonly LayerGive[] {
  const looks = Math.min(LOOKS, Math.max(1, length.value - 1));
  const times = Array.from({ length: looks + 1 }, (_, k) =>
    rational(Math.round(((length.value - 1) * k) / looks), length.rate),
  );
  const poses = times.map((time) => poseAt(plan, length, seed, time));
  return stage.layers.map((layer): LayerGive => {
    if (layer.role === 'plate' || layer.role === 'mount') return { x: 1, y: 1, size: 1 };
    let x = 1;
    let y = 1;
    for (const { at, axis, outwards } of cutEnds(layer, stage)) {
      const extent = axis === 'x' ? 'width' : 'height';
      for (const pose of poses) {
        const free = layerView(plan, pose, layer.depth);
        // Where the end is on the screen as the plate has it, and as the layer would have it; 0 to 1.
        const drawn = (at - pose.view[axis]) / pose.view[extent];
        const moved = (at - free[axis]) / free[extent];
        const beyond = outwards > 0 ? drawn - 1 : -drawn;
        const inwards = (drawn - moved) * outwards;
        const room = Math.max(0, beyond);
        const strays = beyond <= 0 ? Math.abs(inwards) : inwards;
        if (strays <= room || strays < 1e-4) continue;
        if (axis === 'x') x = Math.min(x, room / strays);
        else y = Math.min(y, room / strays);
      }
    }
    return { x, y, size: Math.min(x, y) };
  });
}

interface CutEnd {
  readonly at: number;
  readonly axis: 'x' | 'y';
  /** 1 for the right and lower edge, -1 for the left and upper. */
  readonly outwards: 1 | -1;
}

function cutEnds({ box }: StageLayer, { size }: Stage): readonly CutEnd[] {
  const near = 0.004 * Math.max(size.width, size.height) + 1;
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const ends: CutEnd[] = [];
  if (box.x <= near) ends.push({ at: box.x, axis: 'x', outwards: -1 });
  if (right >= size.width - near) ends.push({ at: right, axis: 'x', outwards: 1 });
  if (box.y <= near) ends.push({ at: box.y, axis: 'y', outwards: -1 });
  if (bottom >= size.height - near) ends.push({ at: bottom, axis: 'y', outwards: 1 });
  return ends;
}
