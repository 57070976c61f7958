import { expect, it } from 'vitest';
import { withHeads } from './keep-faces.ts';
import type { Stage } from './stage.ts';
import { holds } from './view.ts';

const FIGURE = { x: 100, y: 100, width: 300, height: 500 };
const GUESS = { x: 180, y: 100, width: 140, height: 160 };
const STAGE: Stage = {
  size: { width: 1000, height: 600 },
  layers: [],
  keep: [GUESS, FIGURE],
  trust: 1,
};

it('holds heads that were found, the largest first, in place of those that were guessed', () => {
  const small = { x: 700, y: 150, width: 50, height: 60 };
  const large = { x: 200, y: 130, width: 90, height: 100 };
  const [first, second, ...others] = withHeads(STAGE, [small, large]);
  expect(holds(first!, large)).toBe(true);
  expect(holds(second!, small)).toBe(true);
  expect(others).toEqual([FIGURE]);
});

it('keeps a guessed head where no face was found, and leaves out a crowd', () => {
  const large = { x: 600, y: 130, width: 200, height: 220 };
  const far = { x: 900, y: 300, width: 20, height: 24 };
  expect(withHeads(STAGE, [large, far])).toHaveLength(3);
  expect(withHeads(STAGE, [])).toEqual(STAGE.keep);
});

it('stays inside the picture', () => {
  const edge = { x: -10, y: -5, width: 80, height: 90 };
  const [head] = withHeads({ ...STAGE, keep: [] }, [edge]);
  expect(holds({ x: 0, y: 0, width: 1000, height: 600 }, head!)).toBe(true);
});

it('takes a hat for a part of the head, up to where the figure ends', () => {
  const face = { x: 240, y: 200, width: 100, height: 100 };
  const [head] = withHeads({ ...STAGE, keep: [{ x: 200, y: 100, width: 200, height: 500 }] }, [
    face,
  ]);
  expect(head!.y).toBe(100);
  const tower = { x: 200, y: 5, width: 200, height: 595 };
  const [bare] = withHeads({ ...STAGE, keep: [tower] }, [face]);
  expect(bare!.y).toBeGreaterThan(140);
});
