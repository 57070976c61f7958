import { describe, expect, it } from 'vitest';
import { chance } from '../grammar/seeded-chance.ts';
import type { Raster } from '../media/raster.ts';
import { bendsAt, moverOf } from './mover.ts';
import { fieldAt, type Supple } from './supple.ts';
import { suppleFigure } from './supple-figure.ts';
import { suppleGround } from './supple-ground.ts';

const SIZE = { width: 300, height: 400 };

/** A figure of an ellipse for a head, a block for a body and a long thin lock to its right. */
function figure(dx = 0, dy = 0) {
  const data = new Uint8Array(SIZE.width * SIZE.height);
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const [px, py] = [x - dx, y - dy];
      const head = Math.hypot((px - 120) / 34, (py - 84) / 44) <= 1;
      const body = px >= 76 && px < 164 && py >= 120 && py < 360;
      const lock = px >= 160 && px < 240 && py >= 150 && py < 156;
      if (head || body || lock) data[y * SIZE.width + x] = 255;
    }
  }
  return {
    matte: { ...SIZE, data },
    box: { x: 76 + dx, y: 40 + dy, width: 164, height: 320 },
    head: { x: 72 + dx, y: 40 + dy, width: 96, height: 96 },
    size: SIZE,
    trust: 1,
  };
}

const kindOf = (found: readonly Supple[], kind: Supple['kind']) =>
  found.find((one) => one.kind === kind);

describe('a figure', () => {
  const found = suppleFigure(figure());
  const breath = kindOf(found, 'breath')!.field;
  const loose = kindOf(found, 'loose')!.field;

  it('breathes from the chest and keeps its feet', () => {
    const chest = fieldAt(breath, 120, 40 + 0.3 * 320);
    expect(chest).toBeGreaterThan(0.95);
    for (const y of [230, 300, 359]) expect(fieldAt(breath, 120, y)).toBeLessThan(0.02);
    expect(fieldAt(breath, 80, 150)).toBe(fieldAt(breath, 160, 150));
  });

  it('carries its face without bending it', () => {
    const rows = [50, 60, 70, 80].map((y) => fieldAt(breath, 120, y));
    expect(Math.max(...rows) - Math.min(...rows)).toBeLessThan(0.001);
    for (const y of [60, 84, 110]) expect(fieldAt(loose, 120, y)).toBe(0);
  });

  it('lets what is thin swing, the tip most, and never its bulk', () => {
    const lock = [170, 195, 235].map((x) => fieldAt(loose, x, 153));
    expect(lock[0]).toBeLessThan(lock[1]!);
    expect(lock[1]).toBeLessThan(lock[2]!);
    expect(lock[2]).toBeGreaterThan(0.8);
    expect(fieldAt(loose, 120, 250)).toBe(0);
  });

  it('stays where the edge of the picture cuts it off', () => {
    const cut = suppleFigure(figure(62, -44));
    const box = figure(62, -44).box;
    expect(fieldAt(kindOf(cut, 'loose')!.field, SIZE.width, 109)).toBeLessThan(0.05);
    expect(fieldAt(kindOf(cut, 'breath')!.field, 150, box.y + 4)).toBeLessThan(0.03);
  });
});

describe('a mover', () => {
  const view = { x: 0, y: 0, width: 640, height: 360 };
  const setting = { strength: 1, wind: 0.3, seconds: 6, view, seed: 4 };
  const movers = suppleFigure(figure()).map((one) => moverOf(one, setting)!);

  it('is still when its shot begins, and breathes within a hundredth of its height', () => {
    expect(bendsAt(movers, 0)).toEqual([]);
    let most = 0;
    for (let t = 0; t < 12; t += 0.1) {
      const by = { x: 0, y: 0 };
      for (const bend of bendsAt([movers[0]!], t)) bend.add(120, 136, by);
      most = Math.max(most, -by.y);
      expect(by.x).toBe(0);
      expect(by.y).toBeLessThanOrEqual(0);
    }
    expect(most / 320).toBeGreaterThan(0.003);
    expect(most / 320).toBeLessThan(0.008);
  });

  it('moves smoothly: no frame leaps', () => {
    let last = { x: 0, y: 0 };
    for (let frame = 0; frame < 240; frame++) {
      const by = { x: 0, y: 0 };
      for (const bend of bendsAt(movers, frame / 24)) bend.add(230, 153, by);
      expect(Math.hypot(by.x - last.x, by.y - last.y)).toBeLessThan(0.5);
      last = by;
    }
  });

  it('never draws a picture out like rubber, however steep the field', () => {
    const steep: Supple = {
      kind: 'cloud',
      trust: 1,
      field: { box: view, columns: 3, rows: 2, values: [0, 1, 0, 0, 1, 0] },
    };
    const narrow = { ...steep, field: { ...steep.field, box: { ...view, width: 16 } } };
    const gone = (one: Supple): number => {
      const by = { x: 0, y: 0 };
      const mover = moverOf(one, { ...setting, seconds: 60 });
      if (mover) for (const bend of bendsAt([mover], 60)) bend.add(one.field.box.width / 2, 9, by);
      return Math.abs(by.x);
    };
    expect(gone(steep) / 320).toBeLessThanOrEqual(0.161);
    expect(gone(narrow) / 8).toBeLessThanOrEqual(0.161);
  });
});

/** A landscape: sky above with soft clouds, leaves or water below. */
function landscape(below: 'leaves' | 'water' | 'bricks', grey = false): Raster {
  const [width, height] = [560, 400];
  const next = chance(8);
  const data = new Uint8Array(width * height * 4);
  const speck = Float64Array.from({ length: width * height }, () => next());
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const cloud = 18 * Math.sin(x / 60) * Math.cos(y / 50);
      const leaf = speck[Math.floor(y / 5) * width + Math.floor(x / 5)]!;
      const ripple = Math.sin(y * 0.8 + 2 * Math.sin(x / 40));
      let colour = [150 + cloud, 190 + cloud, 235];
      if (y > 200 && below === 'leaves') colour = [30 + 90 * leaf, 50 + 190 * leaf, 20 + 40 * leaf];
      if (y > 200 && below === 'water')
        colour = [40 + 14 * ripple, 110 + 18 * ripple, 150 + 18 * ripple];
      if (y > 200 && below === 'bricks') {
        const mortar = y % 24 < 3 || (x + (Math.floor(y / 24) % 2) * 20) % 40 < 3;
        colour = mortar ? [200, 190, 180] : [150, 80, 60];
      }
      if (grey) colour = colour.map(() => (colour[0]! + colour[1]! + colour[2]!) / 3);
      data.set([...colour.map(Math.round), 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

describe('the ground', () => {
  const open = () => true;
  const kinds = (picture: Raster) => suppleGround(picture, open, 1).map(({ kind }) => kind);

  it('is told apart by colour, texture and place', () => {
    expect(kinds(landscape('leaves'))).toEqual(['cloud', 'foliage']);
    expect(kinds(landscape('water'))).toEqual(['cloud', 'water']);
    expect(kinds(landscape('bricks'))).toEqual(['cloud']);
  });

  it('does not take a blue night for water, nor green hatching all over for leaves', () => {
    const night = landscape('water');
    for (let i = 0; i < night.data.length; i += 4) {
      const wall = i % 24 < 12 ? 30 : 0;
      if (i < night.width * 200 * 4) night.data.set([40 + wall, 70 + wall, 130 + wall], i);
    }
    expect(kinds(night)).not.toContain('water');
    const hatched = landscape('leaves');
    hatched.data.copyWithin(0, hatched.width * 200 * 4);
    expect(kinds(hatched)).not.toContain('foliage');
  });

  it('takes dots of print for no leaves', () => {
    const dots = landscape('leaves');
    for (let i = dots.width * 202; i < dots.width * dots.height; i++) {
      const [x, y] = [i % dots.width, Math.floor(i / dots.width)];
      const isDot = x % 4 < 2 !== y % 4 < 2;
      dots.data.set(isDot ? [40, 120, 40] : [190, 220, 150], i * 4);
    }
    expect(kinds(dots)).not.toContain('foliage');
  });

  it('of grey art has no leaves and no water', () => {
    expect(kinds(landscape('leaves', true))).not.toContain('foliage');
    expect(kinds(landscape('water', true))).not.toContain('water');
  });

  it('is still outside of its regions, at their rims and where it is closed', () => {
    const [cloud, foliage] = suppleGround(landscape('leaves'), open, 2);
    expect(fieldAt(foliage!.field, 560, 600)).toBeGreaterThan(0.5);
    expect(fieldAt(foliage!.field, 560, 395)).toBeLessThan(0.15);
    expect(fieldAt(foliage!.field, 560, 370)).toBeLessThan(0.005);
    expect(fieldAt(cloud!.field, 560, 420)).toBe(0);
    const closed = suppleGround(landscape('leaves'), (i) => i % 560 > 300, 1);
    for (const { field } of closed) expect(fieldAt(field, 200, 300)).toBe(0);
  });
});

describe('what is not ground', () => {
  /** Strokes of green: all one way at some slant, as cloth and hair have, or every way as leaves have. */
  const strokes = (slant: 'one way' | 'every way'): Raster => {
    const [width, height] = [560, 400];
    const next = chance(5);
    const patches = Array.from({ length: 40 * 56 }, () => next() * Math.PI);
    const data = new Uint8Array(width * height * 4);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const angle =
          slant === 'one way' ? 0.8 : patches[Math.floor(y / 10) * 56 + Math.floor(x / 10)]!;
        const wave = Math.sin((x * Math.cos(angle) + y * Math.sin(angle)) * 0.9);
        const isGreen = y > 200;
        const colour = isGreen
          ? [60 + 25 * wave, 120 + 60 * wave, 40 + 15 * wave]
          : [200, 180, 160];
        data.set([...colour.map(Math.round), 255], (y * width + x) * 4);
      }
    }
    return { width, height, data };
  };
  const kinds = (picture: Raster) => suppleGround(picture, () => true, 1).map(({ kind }) => kind);

  it('strokes that run one way are cloth or hair, not leaves', () => {
    expect(kinds(strokes('one way'))).not.toContain('foliage');
    expect(kinds(strokes('every way'))).toContain('foliage');
  });

  it('a smooth blue gradient is no water', () => {
    const [width, height] = [560, 400];
    const data = new Uint8Array(width * height * 4);
    for (let i = 0; i < width * height; i++) {
      const y = Math.floor(i / width);
      data.set([20, 40 + y / 8, 90 + y / 5, 255], i * 4);
    }
    expect(kinds({ width, height, data })).not.toContain('water');
  });

  it('nothing moves at the edges of a panel, whose mount would move with it', () => {
    for (const below of ['leaves', 'water'] as const) {
      const free = suppleGround(landscape(below), () => true, 1);
      const held = suppleGround(landscape(below), () => true, 1, true);
      expect(held.map(({ kind }) => kind)).toEqual(free.map(({ kind }) => kind));
      for (const { field } of held) {
        for (const x of [0, 560])
          for (const y of [60, 150, 300]) expect(fieldAt(field, x, y)).toBe(0);
        for (const y of [0, 400]) expect(fieldAt(field, 280, y)).toBe(0);
        expect(Math.max(...field.values)).toBeGreaterThan(0.5);
      }
      expect(
        Math.max(...free.flatMap(({ field }) => [fieldAt(field, 0, 60), fieldAt(field, 0, 300)])),
      ).toBeGreaterThan(0.5);
    }
  });
});

describe('a figure that carries a balloon', () => {
  const load = { ...SIZE, data: new Uint8Array(SIZE.width * SIZE.height) };
  for (let y = 130; y < 170; y++) load.data.fill(255, y * SIZE.width + 100, y * SIZE.width + 150);
  const laden = kindOf(suppleFigure({ ...figure(), load }), 'breath')!.field;
  const free = kindOf(suppleFigure(figure()), 'breath')!.field;

  it('breathes everywhere else, and keeps still what is to be read', () => {
    for (const [x, y] of [
      [104, 134],
      [145, 165],
      [125, 150],
    ] as const)
      expect(fieldAt(laden, x, y)).toBe(0);
    expect(fieldAt(laden, 100, 60)).toBeGreaterThan(0.8 * fieldAt(free, 100, 60));
  });

  it('carries nothing where nothing is lettered', () => {
    const empty = { ...load, data: new Uint8Array(load.data.length) };
    expect(suppleFigure({ ...figure(), load: empty })).toEqual(suppleFigure(figure()));
  });
});
