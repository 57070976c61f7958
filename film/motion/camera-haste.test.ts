import { expect, it } from 'vitest';
import { chance as chanceFrom } from '../grammar/seeded-chance.ts';
import type { Box } from '../space/box.ts';
import { rational } from '../time/rational.ts';
import { poseAt } from './camera-pose.ts';
import { planCamera } from './plan-camera.ts';
import type { Stage } from './stage.ts';

/** How far the middle of the view goes in one frame at most, a share of the frame; more is a jump. */
const MOST = 0.12;

it('travels between what is read without a jump, whatever the picture, the shot and its lines are', () => {
  const chance = chanceFrom(2);
  const from = (least: number, most: number) => least + (most - least) * chance();
  for (let round = 0; round < 300; round++) {
    const size = { width: Math.round(from(300, 3300)), height: Math.round(from(300, 3300)) };
    const frame = [
      { width: 1280, height: 720 },
      { width: 720, height: 1280 },
      { width: 720, height: 720 },
    ][Math.floor(from(0, 3))]!;
    const count = 1 + Math.floor(from(0, 6));
    const lettering = Array.from({ length: count }, (): Box => {
      const width = size.width * from(0.05, 0.35);
      const height = size.height * from(0.05, 0.25);
      const [x, y] = [chance() * (size.width - width), chance() * (size.height - height)];
      return { x, y, width, height };
    });
    const frames = [10, 14, 24, 48, 96, 200][Math.floor(from(0, 6))]!;
    let read = 0;
    const reads = lettering.map(() => {
      const at = Math.min(frames - 1, read + Math.floor(from(0, 8)));
      read = Math.min(frames - 1, at + Math.floor((frames / count) * from(0, 1.4)));
      return { at: rational(at, 24), until: rational(read, 24) };
    });
    const box = {
      x: -size.width / 2,
      y: -size.height / 2,
      width: 2 * size.width,
      height: 2 * size.height,
    };
    const stage: Stage = {
      size,
      lettering,
      mounted: chance() < 0.6,
      keep: [],
      layers: [{ name: 'plate', role: 'plate', box, depth: 0 }],
      trust: 1,
    };
    for (const move of ['pan', 'tilt', 'guided'] as const) {
      const length = rational(frames, 24);
      const plan = planCamera({ move: { move }, framing: 'medium', stage, frame, length, reads });
      const middles = Array.from({ length: frames }, (_, index) => {
        const { view } = poseAt(plan, length, 1, rational(index, 24));
        return { ...view, x: view.x + view.width / 2, y: view.y + view.height / 2 };
      });
      middles.slice(1).forEach((view, index) => {
        const before = middles[index]!;
        const across = Math.abs(view.x - before.x) / view.width;
        const down = Math.abs(view.y - before.y) / view.height;
        expect(Math.max(across, down)).toBeLessThan(MOST);
      });
    }
  }
});
