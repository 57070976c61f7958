import { expect, it } from 'vitest';
import { heardStart } from './heard-start.ts';

/** 100 ms of silence, then a tone. */
const samples = Float32Array.from({ length: 24_000 }, (_, n) => (n < 4800 ? 0 : Math.sin(n / 10)));
const word = (first: string) => [
  { phone: 'pau', from: 0, to: 1200 },
  { phone: first, from: 1200, to: 6000 },
  { phone: 'aa', from: 6000, to: 20_000 },
];

it('hears a stop after a silence when it bursts', () => {
  expect(Math.abs(heardStart(samples, word('p'), 1, 2) - 4800)).toBeLessThan(300);
});

it('believes the times of all other sounds', () => {
  expect(heardStart(samples, word('s'), 1, 2)).toBe(1200);
  expect(
    heardStart(samples, [{ phone: 'aa', from: 0, to: 1200 }, ...word('t').slice(1)], 1, 2),
  ).toBe(1200);
});
