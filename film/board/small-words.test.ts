import { expect, it } from 'vitest';
import type { Balloon, BalloonKind } from '../comic/balloon.ts';
import { polygonOf } from '../space/polygon.ts';
import { hasSmallWords } from './small-words.ts';

const PANEL = { width: 1600, height: 900 };

function balloonOf(letters: number, text: string, kind: BalloonKind = 'speech') {
  const box = { x: 100, y: 50, width: 200, height: letters };
  const balloon: Balloon = {
    ...{ kind, text, box, letters },
    outline: polygonOf(box),
    confidence: 1,
    lines: [],
  };
  return { number: 1, balloon };
}

it('asks how high most of what is said is lettered in the frame', () => {
  const small = balloonOf(16, 'What is said in small letters, at length');
  const large = balloonOf(32, 'What is said in large ones');
  expect(hasSmallWords([small], PANEL, 16 / 9)).toBe(true);
  expect(hasSmallWords([large], PANEL, 16 / 9)).toBe(false);
  expect(hasSmallWords([small, large], PANEL, 16 / 9)).toBe(true);
  expect(hasSmallWords([small, large, large], PANEL, 16 / 9)).toBe(false);
  // Half as large a picture shows them twice as large.
  expect(hasSmallWords([small], { width: 800, height: 450 }, 16 / 9)).toBe(false);
});

it('asks nothing of what belongs to the art or was not read', () => {
  expect(hasSmallWords([balloonOf(8, 'Bakery', 'sign')], PANEL, 16 / 9)).toBe(false);
  expect(hasSmallWords([balloonOf(8, '')], PANEL, 16 / 9)).toBe(false);
});
