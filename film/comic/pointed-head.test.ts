import { expect, it } from 'vitest';
import { polygonOf } from '../space/polygon.ts';
import type { Balloon } from './balloon.ts';
import { pointedHead } from './pointed-head.ts';

const PANEL = { x: 0, y: 0, width: 800, height: 600 };
const BOX = { x: 100, y: 50, width: 200, height: 120 };

function balloon(more: Partial<Balloon>): Balloon {
  return {
    ...{
      box: BOX,
      outline: polygonOf(BOX),
      kind: 'speech',
      text: 'Hey.',
      confidence: 1,
      lines: [],
    },
    ...more,
  };
}

it('lies around the tip of the tail, on its way', () => {
  const head = pointedHead(balloon({ tail: { x: 200, y: 200 } }), PANEL)!;
  expect(head.x + head.width / 2).toBeCloseTo(200);
  expect(head.y).toBeGreaterThan(150);
  expect(head.y).toBeLessThan(200);
  expect(head.height).toBeGreaterThan(80);
});

it('is nowhere without a tail, off the panel, or beyond its edge', () => {
  expect(pointedHead(balloon({}), PANEL)).toBeUndefined();
  const tail = { x: 200, y: 200 };
  expect(pointedHead(balloon({ tail, speaker: { kind: 'off-panel' } }), PANEL)).toBeUndefined();
  expect(pointedHead(balloon({ tail: { x: 200, y: 595 } }), PANEL)).toBeUndefined();
});
