import { readFile } from 'node:fs/promises';
import { chance } from '@inkreel/film/grammar/seeded-chance.ts';
import { type DrawnParticles, PARTICLE_FIELDS } from '@inkreel/film/motion/display-list.ts';
import { expect, test } from 'vitest';
import { openPainter } from './node-painter.ts';
import { ellipse, gridOf, noise } from './paint-samples.ts';
import { referencePainter } from './reference-painter.ts';
import { createPainter } from './wasm-painter.ts';

const SIZE = { width: 210, height: 116 };
const LUMA = SIZE.width * SIZE.height;

function frame(): Uint8Array {
  return new Uint8Array((LUMA * 3) / 2);
}

type Look = Pick<DrawnParticles, 'over' | 'soft' | 'taper'>;

/** Streaks of all lengths, slants and sizes, some of them beyond the frame's edges. */
function particles(count: number, seed: number, look: Look): DrawnParticles {
  const next = chance(seed);
  const numbers = new Int32Array(count * PARTICLE_FIELDS);
  for (let i = 0; i < count; i++) {
    const long = i % 3 === 0 ? 0 : i % 3 === 1 ? 6 : 60;
    numbers.set(
      [
        (next() * 1.2 - 0.1) * SIZE.width * 256,
        (next() * 1.2 - 0.1) * SIZE.height * 256,
        (next() - 0.5) * long * 256,
        (next() - 0.3) * long * 256,
        (1 + next() * (i % 5 === 0 ? 12 : 1.5)) * 256,
        next() * 32767,
        next() * 0xffffff,
      ],
      i * PARTICLE_FIELDS,
    );
  }
  return { ...look, particles: numbers };
}

const grid = gridOf(SIZE, (x, y) => [x, y]);
const plate = { picture: 'plate', grid, opacity: 1 };
const figure = { picture: 'figure', grid, opacity: 1 };

async function painters(file: string) {
  const kernel = new URL(file, import.meta.url);
  const ours = await createPainter(await readFile(kernel), SIZE);
  const plain = referencePainter();
  const small = { width: 140, height: 100 };
  for (const painter of [ours, plain]) {
    painter.load(
      'plate',
      noise(SIZE, 1, () => 255),
    );
    painter.load('figure', noise(small, 2, ellipse(small)));
  }
  return { ours, plain };
}

test.each(['kernel.wasm', 'kernel-relaxed.wasm'])(
  '%s paints particles as the reference does',
  async (file) => {
    const { ours, plain } = await painters(file);
    for (const [soft, taper] of [
      [1, 0],
      [0, 0],
      [0.5, 1],
      [1, 0.4],
    ] as const) {
      const list = {
        size: SIZE,
        layers: [plate, figure],
        particles: [0, 1, 1, 2].map((over, k) => particles(40, 7 * k + 1, { over, soft, taper })),
      };
      const [a, b] = [frame(), frame()];
      ours.paint(list, a);
      plain.paint(list, b);
      // One step of rounding for each particle that lies over a pixel, and few lie over one another.
      let worst = 0;
      let off = 0;
      for (let i = 0; i < a.length; i++) {
        const by = Math.abs(a[i]! - b[i]!);
        worst = Math.max(worst, by);
        if (by > 1) off++;
      }
      expect({ soft, taper, worst, off }).toEqual({
        soft,
        taper,
        worst: Math.min(worst, 3),
        off: Math.min(off, 20),
      });
    }
  },
);

test('both kernels paint the same bytes', async () => {
  const [a, b] = [frame(), frame()];
  const list = {
    size: SIZE,
    layers: [plate, figure],
    particles: [particles(200, 3, { over: 1, soft: 0.8, taper: 0.5 })],
  };
  (await painters('kernel.wasm')).ours.paint(list, a);
  (await painters('kernel-relaxed.wasm')).ours.paint(list, b);
  expect(a).toEqual(b);
});

test('a figure before the particles hides them, one behind them does not', async () => {
  const painter = await openPainter(SIZE);
  painter.load(
    'plate',
    noise(SIZE, 1, () => 255),
  );
  painter.load(
    'figure',
    noise({ width: 64, height: 64 }, 2, () => 255),
  );
  const flakes = (over: number) => [particles(300, 5, { over, soft: 1, taper: 0 })];
  const paint = (over: number | undefined): Uint8Array => {
    const out = frame();
    const drawn = over === undefined ? {} : { particles: flakes(over) };
    painter.paint({ size: SIZE, layers: [plate, figure], ...drawn }, out);
    return out.slice();
  };
  const [clear, behind, before] = [paint(undefined), paint(1), paint(2)];
  const differs = (other: Uint8Array, x0: number, x1: number): number => {
    let count = 0;
    for (let y = 8; y < 56; y++)
      for (let x = x0; x < x1; x++)
        if (clear[y * SIZE.width + x] !== other[y * SIZE.width + x]) count++;
    return count;
  };
  expect(differs(behind, 8, 56)).toBe(0);
  expect(differs(before, 8, 56)).toBeGreaterThan(100);
  expect(differs(behind, 80, 200)).toBeGreaterThan(100);
});

test('a moving flake keeps its light, wherever between pixels it is', async () => {
  const painter = await openPainter(SIZE);
  painter.load(
    'black',
    noise(SIZE, 1, () => 0),
  );
  const sums: number[] = [];
  for (let part = 0; part < 16; part++) {
    const out = frame();
    const at = [(100 + part / 16) * 256, (50 + part / 23) * 256, 0, 0, 256 * 1.5, 32767, 0xffffff];
    const flake = { over: 1, soft: 1, taper: 0, particles: Int32Array.from(at) };
    painter.paint(
      { size: SIZE, layers: [{ ...plate, picture: 'black' }], particles: [flake] },
      out,
    );
    sums.push(out.subarray(0, LUMA).reduce((sum, value) => sum + value - 16, 0));
  }
  expect(Math.max(...sums) / Math.min(...sums)).toBeLessThan(1.12);
});

test('particles beyond all measure harm nothing', async () => {
  const painter = await openPainter(SIZE);
  painter.load(
    'plate',
    noise(SIZE, 1, () => 255),
  );
  const next = chance(9);
  const wild = Int32Array.from({ length: 50 * PARTICLE_FIELDS }, () => (next() - 0.5) * 2 ** 31);
  const out = frame();
  painter.paint(
    { size: SIZE, layers: [plate], particles: [{ over: 1, soft: 1, taper: 0, particles: wild }] },
    out,
  );
  painter.paint({ size: SIZE, layers: [plate] }, out);
  const fresh = frame();
  (await painters('kernel.wasm')).ours.paint({ size: SIZE, layers: [plate] }, fresh);
  expect(out).toEqual(fresh);
});

test('particles out of order, or over layers that are not there, are a RangeError', async () => {
  const painter = await openPainter(SIZE);
  painter.load(
    'plate',
    noise(SIZE, 1, () => 255),
  );
  const over = (...at: number[]) => ({
    size: SIZE,
    layers: [plate],
    particles: at.map((k) => particles(2, 1, { over: k, soft: 1, taper: 0 })),
  });
  expect(() => painter.paint(over(0, 1), frame())).not.toThrow();
  expect(() => painter.paint(over(1, 0), frame())).toThrow(RangeError);
  expect(() => painter.paint(over(2), frame())).toThrow(RangeError);
});
