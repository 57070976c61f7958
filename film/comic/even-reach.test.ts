import { expect, test } from 'vitest';
import { polygonOf } from '../space/polygon.ts';
import { withinReach } from './even-reach.ts';
import { shapeOfLine } from './line-shape.ts';

const WINDOW = { x: 10, y: 20, width: 240, height: 200 };
const LINE = { x: 90, y: 70, width: 40, height: 20 };
const lines = [
  shapeOfLine({ outline: polygonOf(LINE), box: LINE, text: '?!', confidence: 0.9, words: [] }, 0),
];

type Within = (x: number, y: number) => boolean;

function maskOf(isWithin: Within): Uint8Array {
  return new Uint8Array(WINDOW.width * WINDOW.height).map((_, i) =>
    isWithin((i % WINDOW.width) + WINDOW.x, Math.floor(i / WINDOW.width) + WINDOW.y) ? 1 : 0,
  );
}

const body: Within = (x, y) => Math.hypot(x - 110, y - 80) <= 45;
/** A tail to the left, drawn all round. */
const tail: Within = (x, y) => x >= 20 && x < 70 && Math.abs(y - 80) < 6;
const held = maskOf((x, y) => x < 190 && y < 210);

test('what ran out over paper to where it was held is taken off, and the tail is not', () => {
  const leak: Within = (x, y) => x >= 120 && x < 190 && y >= 60 && y < 210;
  const mask = maskOf((x, y) => body(x, y) || tail(x, y) || leak(x, y));
  const own = withinReach({ window: WINDOW, mask }, held, lines);
  const at = (x: number, y: number) => own[(y - WINDOW.y) * WINDOW.width + x - WINDOW.x];
  expect(at(110, 80)).toBe(1);
  expect(at(22, 80)).toBe(1);
  expect(at(185, 200)).toBe(0);
  expect(at(150, 190)).toBe(0);
});

test('what is drawn all round stays as it is, however far it reaches', () => {
  const mask = maskOf((x, y) => body(x, y) || tail(x, y));
  expect(withinReach({ window: WINDOW, mask }, held, lines)).toEqual(mask);
});
