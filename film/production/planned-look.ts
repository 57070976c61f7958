import { planCamera, type ReadingTime } from '../motion/plan-camera.ts';
import type { SeenShot } from '../motion/seen-boxes.ts';
import type { Stage } from '../motion/stage.ts';
import type { Size } from '../space/size.ts';
import { rational } from '../time/rational.ts';
import type { ShotLook } from './shot-look.ts';

/** A look with its camera worked out for its stage: what decides where each part is seen in each frame. */
export function plannedLook(look: ShotLook, stage: Stage, frame: Size, rate: number): SeenShot {
  const length = rational(look.length, rate);
  const plan = planCamera({
    move: look.camera,
    framing: look.framing,
    stage,
    frame,
    length,
    ...(look.reads && { reads: look.reads.map((read) => readAt(read, rate)) }),
  });
  return { stage, plan, frame, length, seed: look.seed };
}

function readAt({ at, until }: NonNullable<ShotLook['reads']>[number], rate: number): ReadingTime {
  return { at: rational(at, rate), ...(until !== undefined && { until: rational(until, rate) }) };
}
