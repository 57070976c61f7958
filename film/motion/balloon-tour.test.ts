import { expect, it } from 'vitest';
import type { Box } from '../space/box.ts';
import { rational } from '../time/rational.ts';
import { poseAt } from './camera-pose.ts';
import { planCamera } from './plan-camera.ts';
import type { Stage } from './stage.ts';
import { holds } from './view.ts';

const SIZE = { width: 1600, height: 1200 };
const RATE = 24;
/** Three small balloons far apart, and a caption that runs on below the picture. */
const LETTERING: readonly Box[] = [
  { x: 60, y: 60, width: 380, height: 220 },
  { x: 1100, y: 90, width: 360, height: 200 },
  { x: 900, y: 800, width: 300, height: 180 },
];

function stageWith(lettering: readonly Box[], keep: readonly Box[] = []): Stage {
  return {
    size: SIZE,
    lettering,
    keep,
    mounted: true,
    layers: [
      {
        name: 'plate',
        role: 'plate',
        box: { x: -800, y: -600, width: 3200, height: 2400 },
        depth: 0,
      },
    ],
    trust: 1,
  };
}

/** A shot in which each balloon is read for four seconds, with one between them. */
function tourOver(stage: Stage, after = 0.6) {
  const spans = (stage.lettering ?? []).map((_, k) => ({ at: 0.4 + 5 * k, until: 4.4 + 5 * k }));
  const seconds = spans.at(-1)!.until + after;
  const inFrames = (moment: number) => rational(Math.round(moment * RATE), RATE);
  const length = inFrames(seconds);
  const plan = planCamera({
    move: { move: 'guided' },
    framing: 'medium',
    stage,
    frame: { width: 1280, height: 720 },
    length,
    reads: spans.map(({ at, until }) => ({ at: inFrames(at), until: inFrames(until) })),
  });
  return {
    plan,
    spans,
    viewAt: (moment: number) => poseAt(plan, length, 1, inFrames(moment)).view,
  };
}

it('shows each balloon close and whole while it is read, and the whole before', () => {
  const { spans, viewAt } = tourOver(stageWith(LETTERING));
  const whole = viewAt(0);
  expect(holds(whole, { x: 20, y: 20, ...{ width: 1560, height: 1160 } }, 40)).toBe(true);
  LETTERING.forEach((box, k) => {
    const { at, until } = spans[k]!;
    // It is read sooner than it is spoken.
    for (const moment of [at + 0.4 * (until - at), at + 0.6 * (until - at)]) {
      const view = viewAt(moment);
      expect(holds(view, box, 1)).toBe(true);
      expect(view.width).toBeLessThan(0.7 * whole.width);
    }
  });
});

it('goes back to the whole where time is left', () => {
  const { viewAt, spans } = tourOver(stageWith(LETTERING), 4);
  expect(viewAt(spans.at(-1)!.until + 3.9).width).toBeCloseTo(viewAt(0).width, 0);
});

it('shows a face beside the balloon that is next to it', () => {
  const face = { x: 900, y: 560, width: 200, height: 220 };
  const { spans, viewAt } = tourOver(stageWith(LETTERING, [face]));
  expect(holds(viewAt(spans[2]!.until - 0.2), face, 2)).toBe(true);
});

it('rests on balloons that stand together as one', () => {
  const together = [LETTERING[0]!, { x: 200, y: 300, width: 300, height: 180 }];
  const { viewAt, spans } = tourOver(stageWith(together));
  expect(viewAt(spans[1]!.at + 1)).toEqual(viewAt(spans[0]!.until));
});
