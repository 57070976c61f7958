import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import type { Painter } from '@inkreel/film/motion/painter.ts';
import type { ShotLook } from '@inkreel/film/production/shot-look.ts';
import { expect, it } from 'vitest';
import { openLookShelf } from './look-shelf.ts';
import { openSegmentPainter } from './paint-segment.ts';

const SIZE = { width: 64, height: 36 };

/** Counts what it holds and what it paints. */
function countingPainter() {
  const held = new Set<string>();
  const counts = { painted: 0 };
  const painter: Painter = {
    size: SIZE,
    load: (name) => void held.add(name),
    unload: (name) => void held.delete(name),
    openFrame: () => ({ bytes: new Uint8Array((64 * 36 * 3) / 2), close() {} }),
    paint: () => void counts.painted++,
    blend: () => {},
  };
  return { painter, held, counts };
}

const staged: BuiltStage = {
  stage: {
    size: SIZE,
    layers: [{ name: 'plate', role: 'plate', box: { x: 0, y: 0, ...SIZE }, depth: 0 }],
    keep: [],
    trust: 1,
  },
  rasters: new Map([['plate', { ...SIZE, data: new Uint8Array(64 * 36 * 4).fill(255) }]]),
};

function look(seed: number, move: 'static' | 'pan' = 'static'): ShotLook {
  return {
    stage: `${seed}` as ShotLook['stage'],
    camera: { move },
    framing: 'wide',
    length: 48,
    seed,
  };
}

it('opens a look once for all who take it, and lets go of what nobody took for a while', async () => {
  const { painter, held } = countingPainter();
  const read: string[] = [];
  const shelf = openLookShelf(painter, SIZE, 24, async ({ stage }) => {
    read.push(stage);
    return staged;
  });
  const [one, same] = await Promise.all([shelf.take(look(1)), shelf.take(look(1))]);
  one.close();
  same.close();
  (await shelf.take(look(1))).close();
  expect(read).toEqual(['1']);
  for (let seed = 2; seed < 20; seed++) (await shelf.take(look(seed))).close();
  await Promise.resolve();
  expect(held.size).toBeLessThan(8);
  await shelf.take(look(1));
  expect(read.filter((stage) => stage === '1')).toHaveLength(2);
});

it('keeps what is being painted, however many others come and go', async () => {
  const { painter, held } = countingPainter();
  const shelf = openLookShelf(painter, SIZE, 24, async () => staged);
  await shelf.take(look(1));
  const [mine] = held;
  for (let seed = 2; seed < 20; seed++) (await shelf.take(look(seed))).close();
  expect(held).toContain(mine);
});

it('tries again to open what could not be opened', async () => {
  const { painter } = countingPainter();
  let fails = true;
  const shelf = openLookShelf(painter, SIZE, 24, async () => {
    if (fails) throw new Error('gone');
    return staged;
  });
  await expect(shelf.take(look(1))).rejects.toThrow('gone');
  fails = false;
  expect(await shelf.take(look(1))).toBeDefined();
});

it('paints a camera that rests once, and one that moves anew', async () => {
  const { painter, counts } = countingPainter();
  const shelf = openLookShelf(painter, SIZE, 24, async () => staged);
  const run = async (shot: ShotLook): Promise<number> => {
    counts.painted = 0;
    const recipe = { count: 48, picture: { kind: 'body', of: { look: shot, start: 0 } } };
    const segment = await openSegmentPainter(painter, recipe as never, shelf);
    const out = new Uint8Array((64 * 36 * 3) / 2);
    for (let index = 0; index < 48; index++) segment.paint(index, out);
    segment.close();
    return counts.painted;
  };
  expect(await run(look(1))).toBe(1);
  const moving = await run(look(2, 'pan'));
  expect(moving).toBeGreaterThan(20);
  // At rest for a moment at its beginning and its end.
  expect(moving).toBeLessThan(48);
});

it('blends into the frame where it lies by then: painting may move the painter’s memory', async () => {
  let memory = new ArrayBuffer(64 * 36 * 3);
  const blendedInto: boolean[] = [];
  const { painter } = countingPainter();
  const moving: Painter = {
    ...painter,
    openFrame() {
      let view = new Uint8Array(memory);
      return {
        get bytes() {
          if (view.buffer !== memory) view = new Uint8Array(memory);
          return view;
        },
        close() {},
      };
    },
    paint() {
      memory = new ArrayBuffer(64 * 36 * 3);
    },
    blend: (_kind, _from, _to, _progress, out) => void blendedInto.push(out.buffer === memory),
  };
  const shelf = openLookShelf(moving, SIZE, 24, async () => staged);
  const recipe = {
    count: 4,
    picture: {
      kind: 'transition',
      blend: 'crossfade',
      from: { look: look(1), start: 0 },
      to: { look: look(2), start: 0 },
    },
  };
  const segment = await openSegmentPainter(moving, recipe as never, shelf);
  segment.paint(1, segment.frames[0].bytes);
  segment.close();
  expect(blendedInto).toEqual([true]);
});
