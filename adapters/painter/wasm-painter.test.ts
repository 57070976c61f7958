import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { BLENDS } from '@inkreel/film/board/transition.ts';
import { chance } from '@inkreel/film/grammar/seeded-chance.ts';
import type { DrawnLayer } from '@inkreel/film/motion/display-list.ts';
import type { Painter } from '@inkreel/film/motion/painter.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { describe, expect, test } from 'vitest';
import { openPainter } from './node-painter.ts';
import { bands, ellipse, gridOf, noise } from './paint-samples.ts';
import { referencePainter } from './reference-painter.ts';
import { createPainter } from './wasm-painter.ts';

const SIZE: Size = { width: 208, height: 120 };
const opaque = (): number => 255;

function frame(size: Size = SIZE): Uint8Array {
  return new Uint8Array((size.width * size.height * 3) / 2);
}

async function kernelFile(name: string): Promise<Uint8Array> {
  return readFile(new URL(name, import.meta.url));
}

/** Largest difference between two frames, and where it is. */
function furthest(a: Uint8Array, b: Uint8Array): { by: number; at: number } {
  let worst = { by: 0, at: -1 };
  for (let i = 0; i < a.length; i++) {
    const by = Math.abs(a[i]! - b[i]!);
    if (by > worst.by) worst = { by, at: i };
  }
  return worst;
}

function sha(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Smoothly warped grids: moved, turned, mirrored, squeezed, and bent cell by cell. */
function warps(seed: number, size: Size = SIZE): DrawnLayer['grid'][] {
  const next = chance(seed);
  const between = (low: number, high: number): number => low + (high - low) * next();
  return Array.from({ length: 12 }, (_, i) => {
    const turn = i % 3 === 0 ? between(-3, 3) : between(-0.1, 0.1);
    const scale = between(0.35, 1.15);
    const mirror = i % 4 === 3 ? -1 : 1;
    const [cx, cy] = [between(40, 160), between(30, 90)];
    const bend = i % 2 === 0 ? between(0, 3) : 0;
    return gridOf(size, (x, y) => {
      const dx = (x - size.width / 2) * scale * mirror;
      const dy = (y - size.height / 2) * scale;
      return [
        cx + dx * Math.cos(turn) - dy * Math.sin(turn) + bend * Math.sin(y / 19),
        cy + dx * Math.sin(turn) + dy * Math.cos(turn) + bend * Math.cos(x / 23),
      ];
    });
  });
}

describe.each(['kernel.wasm', 'kernel-relaxed.wasm'])('%s', (file) => {
  async function pair(): Promise<{
    painter: Painter;
    differs(layers: readonly DrawnLayer[]): { by: number; at: number };
  }> {
    const painter = await createPainter(await kernelFile(file), SIZE);
    const reference = referencePainter();
    const load = (name: string, raster: ReturnType<typeof noise>): void => {
      painter.load(name, raster);
      reference.load(name, raster);
    };
    load('plate', noise({ width: 231, height: 133 }, 1, opaque));
    load('card', noise({ width: 101, height: 71 }, 2, opaque));
    const small = { width: 121, height: 97 };
    load('cut-out', noise(small, 3, ellipse(small)));
    load(
      'dust',
      noise({ width: 90, height: 64 }, 4, (x, y) => (x * 37 + y * 91) & 255),
    );
    return {
      painter,
      differs: (layers) => {
        const [ours, theirs] = [frame(), frame()];
        painter.paint({ size: SIZE, layers }, ours);
        reference.paint({ size: SIZE, layers }, theirs);
        return furthest(ours, theirs);
      },
    };
  }

  test('an unmoved layer is the picture itself, and so is one moved by whole pixels', async () => {
    const { differs } = await pair();
    for (const [dx, dy] of [
      [0, 0],
      [2, 4],
      [7, 3],
      [-20, 5],
      [90, 60],
    ] as const) {
      const grid = gridOf(SIZE, (x, y) => [x + dx, y + dy]);
      const { by } = differs([{ picture: 'plate', grid, opacity: 1 }]);
      // The conversion rounds once in each; luma and chroma are then taken over as they are.
      expect(by).toBeLessThanOrEqual(1);
    }
  });

  test('copied cells and sampled cells agree to the bit', async () => {
    const { painter } = await pair();
    const copied = frame();
    const sampled = frame();
    const identity = gridOf(SIZE, (x, y) => [x, y]);
    painter.paint(
      { size: SIZE, layers: [{ picture: 'plate', grid: identity, opacity: 1 }] },
      copied,
    );
    // One 65536th of a pixel off: too little to be seen, enough not to be copied.
    const nudged = { ...identity, corners: identity.corners.map((corner) => corner + 1) };
    painter.paint(
      { size: SIZE, layers: [{ picture: 'plate', grid: nudged, opacity: 1 }] },
      sampled,
    );
    expect(furthest(sampled, copied).by).toBe(0);
  });

  test('plates, cards and cut-outs on warped grids stay within 1 of the reference', async () => {
    const { differs } = await pair();
    const grids = warps(7);
    for (const [i, grid] of grids.entries()) {
      const other = grids[(i + 5) % grids.length]!;
      expect(differs([{ picture: 'plate', grid, opacity: 1 }]).by).toBeLessThanOrEqual(1);
      for (const picture of ['card', 'cut-out', 'dust']) {
        const layers = [
          { picture: 'plate', grid: other, opacity: 1 },
          { picture, grid, opacity: i % 2 === 0 ? 1 : 0.37 },
        ];
        const { by } = differs(layers);
        expect({ picture, i, by }).toEqual({ picture, i, by: Math.min(by, 1) });
      }
    }
  });

  test('grids that do not turn, upright, leaning and mirrored, stay within 1 of the reference', async () => {
    const { differs } = await pair();
    const next = chance(23);
    const between = (low: number, high: number): number => low + (high - low) * next();
    const grids = Array.from({ length: 12 }, (_, i) => {
      const across = between(0.2, 1.15) * (i % 4 === 3 ? -1 : 1);
      const down = between(0.2, 1.15) * (i % 6 === 5 ? -1 : 1);
      const lean = i % 3 === 0 ? 0 : between(-0.2, 0.2);
      const [cx, cy] = [between(40, 90), between(30, 60)];
      return gridOf(SIZE, (x, y) => [
        cx + (x - SIZE.width / 2) * across + lean * Math.max(0, y - 48),
        cy + (y - SIZE.height / 2) * down,
      ]);
    });
    for (const [i, grid] of grids.entries()) {
      const other = grids[(i + 5) % grids.length]!;
      for (const picture of ['card', 'cut-out', 'dust']) {
        const layers = [
          { picture: 'plate', grid: other, opacity: 1 },
          { picture, grid, opacity: i % 4 === 0 ? 0.37 : 1 },
        ];
        const { by } = differs(layers);
        expect({ picture, i, by }).toEqual({ picture, i, by: Math.min(by, 1) });
      }
    }
  });

  test('a cut-out alone lies on black', async () => {
    const { differs } = await pair();
    const grid = gridOf(SIZE, (x, y) => [x * 0.9 - 30, y * 0.9 - 11]);
    expect(differs([{ picture: 'cut-out', grid, opacity: 0.8 }]).by).toBeLessThanOrEqual(1);
  });

  test('what lies under an opaque cell leaves no trace', async () => {
    const { painter } = await pair();
    const identity = gridOf(SIZE, (x, y) => [x, y]);
    const over = { picture: 'plate', grid: identity, opacity: 1 };
    const [alone, covered] = [frame(), frame()];
    const layers = [{ picture: 'dust', grid: identity, opacity: 1 }, over];
    painter.paint({ size: SIZE, layers: [over] }, alone);
    painter.paint({ size: SIZE, layers }, covered);
    expect(furthest(covered, alone).by).toBe(0);
  });

  test('wild grids paint something and harm nothing', async () => {
    const { painter } = await pair();
    const next = chance(11);
    const out = frame();
    for (let i = 0; i < 20; i++) {
      const grid = gridOf(SIZE, (x, y) => [x, y]);
      for (let k = 0; k < grid.corners.length; k++) {
        grid.corners[k] = Math.floor((next() - 0.5) * 2 ** (18 + (i % 15)));
      }
      const layers = ['plate', 'card', 'cut-out'].map((picture) => ({ picture, grid, opacity: 1 }));
      painter.paint({ size: SIZE, layers }, out);
    }
    const grid = gridOf(SIZE, (x, y) => [x, y]);
    painter.paint({ size: SIZE, layers: [{ picture: 'plate', grid, opacity: 1 }] }, out);
    const fresh = frame();
    (await pair()).painter.paint(
      { size: SIZE, layers: [{ picture: 'plate', grid, opacity: 1 }] },
      fresh,
    );
    expect(furthest(out, fresh).by).toBe(0);
  });
});

test('both kernels paint and blend the same bytes, which are the golden ones', async () => {
  const golden = JSON.parse(
    await readFile(new URL('../../fixtures/painter/golden-stills.json', import.meta.url), 'utf8'),
  ) as Record<string, string>;
  for (const file of ['kernel.wasm', 'kernel-relaxed.wasm']) {
    const painter = await createPainter(await kernelFile(file), SIZE);
    const figure = { width: 80, height: 96 };
    painter.load('plate', bands({ width: 260, height: 150 }));
    painter.load('cut-out', noise(figure, 9, ellipse(figure)));
    const still = (scale: number, shear: number): Uint8Array => {
      const out = frame();
      const layers = [
        {
          picture: 'plate',
          opacity: 1,
          grid: gridOf(SIZE, (x, y) => [x * scale + y * shear, y * scale]),
        },
        {
          picture: 'cut-out',
          opacity: 0.75,
          grid: gridOf(SIZE, (x, y) => [x - 64 + y / 8, y - 12]),
        },
      ];
      painter.paint({ size: SIZE, layers }, out);
      return out;
    };
    const [first, last] = [still(1, 0.0625), still(1.5, 0)];
    const found: Record<string, string> = { still: sha(first), 'zoomed out': sha(last) };
    for (const kind of BLENDS) {
      const out = frame();
      painter.blend(kind, first, last, 0.375, out);
      found[kind] = sha(out);
    }
    expect(found).toEqual(golden);
  }
});

test('a frame whose sides are no multiples of 16 is painted to its edges', async () => {
  const size = { width: 90, height: 50 };
  const painter = await openPainter(size);
  const reference = referencePainter();
  const raster = noise({ width: 90, height: 50 }, 5, opaque);
  painter.load('plate', raster);
  reference.load('plate', raster);
  const layers = [{ picture: 'plate', opacity: 1, grid: gridOf(size, (x, y) => [x * 0.9 + 3, y]) }];
  const [ours, theirs] = [frame(size), frame(size)];
  painter.paint({ size, layers }, ours);
  reference.paint({ size, layers }, theirs);
  expect(furthest(ours, theirs).by).toBeLessThanOrEqual(1);
});

test.each([
  { width: 96, height: 64 },
  { width: 90, height: 50 },
])(
  '$width x $height: frames of the painter hold what others hold, loading or not',
  async (size) => {
    const painter = await openPainter(size);
    painter.load('plate', noise({ width: 120, height: 80 }, 5, opaque));
    const list = (scale: number) => ({
      size,
      layers: [{ picture: 'plate', opacity: 1, grid: gridOf(size, (x, y) => [x * scale, y]) }],
    });
    const [from, to, out] = [painter.openFrame(), painter.openFrame(), painter.openFrame()];
    const [first, last, blended] = [frame(size), frame(size), frame(size)];
    painter.paint(list(1), first);
    painter.paint(list(1.2), last);
    painter.paint(list(1), from.bytes);
    // Far more than a frame; what was opened before stays where it is.
    painter.load('large', noise({ width: 2000, height: 2000 }, 6, opaque));
    painter.paint(list(1.2), to.bytes);
    expect(sha(from.bytes)).toBe(sha(first));
    expect(sha(to.bytes)).toBe(sha(last));
    for (const kind of BLENDS) {
      painter.blend(kind, first, last, 0.375, blended);
      painter.blend(kind, from.bytes, to.bytes, 0.375, out.bytes);
      expect(sha(out.bytes), kind).toBe(sha(blended));
    }
    from.close();
    expect(painter.openFrame().bytes.slice(0, 3)).toEqual(new Uint8Array([16, 16, 16]));
  },
);

test('a strong zoom-out shows the mean, not a pick of pixels', async () => {
  const size = { width: 64, height: 32 };
  const painter = await openPainter(size);
  painter.load('plate', noise({ width: 1024, height: 512 }, 6, opaque));
  const out = frame(size);
  const layers = [{ picture: 'plate', opacity: 1, grid: gridOf(size, (x, y) => [x * 16, y * 16]) }];
  painter.paint({ size, layers }, out);
  const luma = out.subarray(0, size.width * size.height);
  expect(Math.max(...luma) - Math.min(...luma)).toBeLessThan(24);
});

test('a white figure on a white plate shows no fringe', async () => {
  const painter = await openPainter(SIZE);
  const figure = { width: 100, height: 100 };
  const white = noise(figure, 1, ellipse(figure));
  for (let i = 0; i < white.data.length; i++) if (i % 4 !== 3) white.data[i] = 255;
  // Straight alpha may hide any colour where nothing is seen.
  for (let i = 0; i < white.data.length; i += 4) if (white.data[i + 3] === 0) white.data[i] = 0;
  const plate = noise(SIZE, 2, opaque);
  plate.data.fill(255);
  painter.load('plate', plate);
  painter.load('figure', white);
  const out = frame();
  const layers = [
    { picture: 'plate', opacity: 1, grid: gridOf(SIZE, (x, y) => [x, y]) },
    {
      picture: 'figure',
      opacity: 0.9,
      grid: gridOf(SIZE, (x, y) => [x * 0.93 - 20.3, y * 0.93 + 4.7]),
    },
  ];
  painter.paint({ size: SIZE, layers }, out);
  const luma = SIZE.width * SIZE.height;
  const goal = frame().fill(235, 0, luma).fill(128, luma);
  expect(furthest(out, goal).by).toBeLessThanOrEqual(1);
});

test('blends begin with the one frame and end with the other', async () => {
  const painter = await openPainter(SIZE);
  const [from, to, out] = [frame(), frame(), frame()];
  const next = chance(3);
  for (let i = 0; i < from.length; i++) {
    from[i] = 16 + Math.floor(next() * 220);
    to[i] = 16 + Math.floor(next() * 220);
  }
  for (const kind of BLENDS) {
    painter.blend(kind, from, to, 0, out);
    expect(out).toEqual(from);
    painter.blend(kind, from, to, 1, out);
    expect(out).toEqual(to);
    painter.blend(kind, from, to, 0.5, out);
    expect(sha(out)).not.toBe(sha(from));
    expect(sha(out)).not.toBe(sha(to));
  }
  painter.blend('crossfade', from, to, 0.5, out);
  expect(
    furthest(
      out,
      from.map((value, i) => Math.round((value + to[i]!) / 2)),
    ).by,
  ).toBeLessThanOrEqual(1);
  painter.blend('fade-black', from, to, 0.5, out);
  const luma = SIZE.width * SIZE.height;
  expect(furthest(out, frame().fill(16, 0, luma).fill(128, luma)).by).toBe(0);
});

test('wipes are the old frame before their edge and the new one behind it', async () => {
  const painter = await openPainter(SIZE);
  const from = frame().fill(50);
  const to = frame().fill(200);
  const at = (x: number, y: number): number => y * SIZE.width + x;
  const [left, right] = [at(5, 60), at(202, 60)];
  const [top, bottom] = [at(100, 3), at(100, 116)];
  const out = frame();
  for (const [kind, old, fresh] of [
    ['wipe-left', left, right],
    ['wipe-right', right, left],
    ['wipe-up', top, bottom],
    ['wipe-down', bottom, top],
  ] as const) {
    painter.blend(kind, from, to, 0.5, out);
    expect([kind, out[old], out[fresh]]).toEqual([kind, 50, 200]);
    expect(out.some((value) => value > 60 && value < 190)).toBe(true);
  }
});

test('what cannot be painted is a RangeError', async () => {
  const painter = await openPainter(SIZE);
  painter.load('plate', noise({ width: 40, height: 40 }, 1, opaque));
  const grid = gridOf(SIZE, (x, y) => [x, y]);
  const list = (layer: Partial<DrawnLayer>) => ({
    size: SIZE,
    layers: [{ picture: 'plate', grid, opacity: 1, ...layer }],
  });
  const paint = (layer: Partial<DrawnLayer>) => () => painter.paint(list(layer), frame());
  expect(paint({})).not.toThrow();
  expect(paint({ picture: 'nobody' })).toThrow(/nobody was not loaded/);
  expect(paint({ picture: 'nobody' })).toThrow(RangeError);
  const wrong = gridOf({ width: 64, height: 64 }, (x, y) => [x, y]);
  expect(paint({ grid: wrong })).toThrow(RangeError);
  expect(paint({ grid: { ...grid, corners: grid.corners.subarray(2) } })).toThrow(RangeError);
  expect(paint({ opacity: Number.NaN })).toThrow(RangeError);
  expect(() => painter.paint(list({}), new Uint8Array(10))).toThrow(RangeError);
  expect(() => painter.blend('crossfade', frame(), new Uint8Array(3), 0.5, frame())).toThrow(
    RangeError,
  );
  expect(() => painter.load('plate', { width: 4, height: 4, data: new Uint8Array(3) })).toThrow(
    RangeError,
  );
  expect(() =>
    painter.load('huge', { width: 60000, height: 60000, data: new Uint8Array(0) }),
  ).toThrow(RangeError);
  // A raster that was refused does not take the place of the one that was there.
  expect(paint({})).not.toThrow();
  painter.unload('plate');
  painter.unload('nobody');
  expect(paint({})).toThrow(RangeError);
  await expect(openPainter({ width: 33, height: 20 })).rejects.toThrow(RangeError);
});
