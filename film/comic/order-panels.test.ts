import { describe, expect, it } from 'vitest';
import { polygonOf } from '../space/polygon.ts';
import { orderPanels } from './order-panels.ts';
import type { Panel, ReadingDirection } from './page.ts';

type Bounds = readonly [x: number, y: number, width: number, height: number];

/** Orders panels given in the expected order, from a shuffled start, and says where each went. */
function orderOf(bounds: readonly Bounds[], direction: ReadingDirection, within?: 'ltr' | 'rtl') {
  const panels = bounds.map(([x, y, width, height]): Panel => {
    const box = { x, y, width, height };
    return { box, polygon: polygonOf(box) };
  });
  const shuffled = [...panels].sort(
    (a, b) => ((a.box.x * 7 + a.box.y * 13) % 11) - ((b.box.x * 7 + b.box.y * 13) % 11),
  );
  return orderPanels(shuffled, direction, within).map((panel) => panels.indexOf(panel));
}

const inOrder = (bounds: readonly Bounds[]) => bounds.map((_, i) => i);

describe('orderPanels', () => {
  it('reads tiers from the left, and from the right', () => {
    const ltr: Bounds[] = [
      [0, 0, 100, 90],
      [110, 0, 200, 90],
      [0, 100, 310, 90],
      [0, 200, 150, 90],
      [160, 200, 150, 90],
    ];
    expect(orderOf(ltr, 'ltr')).toEqual(inOrder(ltr));
    const rtl: Bounds[] = [
      [110, 0, 200, 90],
      [0, 0, 100, 90],
      [0, 100, 310, 90],
      [160, 200, 150, 90],
      [0, 200, 150, 90],
    ];
    expect(orderOf(rtl, 'rtl')).toEqual(inOrder(rtl));
  });

  it('reads the stack beside a tall panel before going on', () => {
    const tallLast: Bounds[] = [
      [200, 0, 100, 95],
      [200, 105, 100, 95],
      [0, 0, 190, 200],
      [0, 210, 300, 90],
    ];
    expect(orderOf(tallLast, 'rtl')).toEqual(inOrder(tallLast));
    const tallFirst: Bounds[] = [
      [0, 0, 100, 200],
      [110, 0, 190, 95],
      [110, 105, 190, 95],
    ];
    expect(orderOf(tallFirst, 'ltr')).toEqual(inOrder(tallFirst));
  });

  it('keeps a tier whose slanted panels reach into the next', () => {
    const slanted: Bounds[] = [
      [200, 30, 100, 270],
      [0, 0, 190, 120],
      [0, 130, 190, 165],
      [150, 285, 150, 220],
      [0, 270, 170, 240],
    ];
    expect(orderOf(slanted, 'rtl')).toEqual(inOrder(slanted));
  });

  it('reads two columns of four even strips column by column', () => {
    const koma: Bounds[] = [0, 1].flatMap((column) =>
      [0, 1, 2, 3].map((row): Bounds => [column === 0 ? 160 : 0, row * 110, 150, 100]),
    );
    expect(orderOf(koma, 'rtl')).toEqual(inOrder(koma));
  });

  it('reads an even grid in tiers', () => {
    const grid: Bounds[] = [0, 1, 2].flatMap((row) =>
      [0, 1].map((column): Bounds => [column * 160, row * 110, 150, 100]),
    );
    expect(orderOf(grid, 'ltr')).toEqual(inOrder(grid));
  });

  it('reads a strip top down and neighbours on it from the side it is told', () => {
    const strip: Bounds[] = [
      [0, 0, 300, 90],
      [160, 100, 140, 90],
      [0, 100, 150, 90],
      [0, 200, 300, 90],
    ];
    expect(orderOf(strip, 'ttb', 'rtl')).toEqual(inOrder(strip));
    expect(orderOf(strip, 'ttb')).toEqual([0, 2, 1, 3]);
  });

  it('leaves nothing and a single panel as they are', () => {
    expect(orderOf([], 'ltr')).toEqual([]);
    expect(orderOf([[3, 4, 5, 6]], 'rtl')).toEqual([0]);
  });
});
