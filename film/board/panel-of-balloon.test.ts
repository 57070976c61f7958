import { expect, test } from 'vitest';
import type { Balloon } from '../comic/balloon.ts';
import type { Box } from '../space/box.ts';
import { polygonOf } from '../space/polygon.ts';
import { panelOfBalloon } from './panel-of-balloon.ts';

const PANELS = [
  { x: 0, y: 0, width: 480, height: 300 },
  { x: 520, y: 0, width: 480, height: 300 },
  { x: 0, y: 400, width: 1000, height: 300 },
].map((box) => ({ box, polygon: polygonOf(box) }));

function balloonAt(x: number, y: number, more: Partial<Balloon> = {}): Balloon {
  const box: Box = { x, y, width: 100, height: 40 };
  const outline = polygonOf(box);
  return { kind: 'caption', box, outline, text: 'Later', confidence: 1, lines: [], ...more };
}

test('a balloon stays with its own panel', () => {
  expect(panelOfBalloon(balloonAt(0, 420, { panel: 1 }), PANELS)).toBe(1);
});

test('one in no panel goes to the panel it lies over most', () => {
  expect(panelOfBalloon(balloonAt(400, 280), PANELS)).toBe(0);
  expect(panelOfBalloon(balloonAt(470, 280), PANELS)).toBe(1);
});

test('what is written between panels goes with the one below, even where one above is nearer', () => {
  expect(panelOfBalloon(balloonAt(600, 320), PANELS)).toBe(2);
});

test('what is written under the last panel goes with it', () => {
  expect(panelOfBalloon(balloonAt(600, 720), PANELS)).toBe(2);
});

test('the number of a page is of no panel', () => {
  expect(panelOfBalloon(balloonAt(600, 720, { text: '- 12 -' }), PANELS)).toBeUndefined();
  expect(panelOfBalloon(balloonAt(600, 720, { text: '' }), PANELS)).toBe(2);
  expect(panelOfBalloon(balloonAt(600, 720), [])).toBeUndefined();
});
