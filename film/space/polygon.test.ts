import { describe, expect, it } from 'vitest';
import { boundsOf, contains, insetPolygon, polygonArea, polygonOf } from './polygon.ts';

const square = polygonOf({ x: 0, y: 0, width: 10, height: 10 });

describe('polygons', () => {
  it('have bounds, an area and an inside', () => {
    const slanted = [
      { x: 0, y: 0 },
      { x: 8, y: 0 },
      { x: 12, y: 10 },
      { x: 4, y: 10 },
    ];
    expect(boundsOf(slanted)).toEqual({ x: 0, y: 0, width: 12, height: 10 });
    expect(polygonArea(slanted)).toBe(80);
    expect(contains(slanted, { x: 6, y: 5 })).toBe(true);
    expect(contains(slanted, { x: 1, y: 8 })).toBe(false);
  });

  it('are inset alike, whichever way round they are drawn', () => {
    expect(boundsOf(insetPolygon(square, 2))).toEqual({ x: 2, y: 2, width: 6, height: 6 });
    expect(boundsOf(insetPolygon([...square].reverse(), 2))).toEqual({
      x: 2,
      y: 2,
      width: 6,
      height: 6,
    });
  });

  it('are inset by the distance itself, not along the axes', () => {
    const diamond = [
      { x: 10, y: 0 },
      { x: 20, y: 10 },
      { x: 10, y: 20 },
      { x: 0, y: 10 },
    ];
    const inner = boundsOf(insetPolygon(diamond, Math.SQRT2));
    expect(inner.x).toBeCloseTo(2);
    expect(inner.width).toBeCloseTo(16);
  });
});
