import { expect, it } from 'vitest';
import { plateBox } from './extend-plate.ts';

const FRAME = { width: 1280, height: 720 };
const PANEL = { width: 300, height: 400 };

it('reaches out to what it holds, and not to what is none', () => {
  const bare = plateBox(PANEL, FRAME);
  const over = plateBox(PANEL, FRAME, [{ x: 280, y: -90, width: 400, height: 60 }]);
  expect(over.width).toBeGreaterThan(bare.width);
  // What lies far beyond is cut down to nothing before it comes here, and keeps its place.
  expect(plateBox(PANEL, FRAME, [{ x: 20_000, y: 0, width: 0, height: 60 }])).toEqual(bare);
});
