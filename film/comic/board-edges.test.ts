import { expect, test } from 'vitest';
import { emptyRaster, type Raster } from '../media/raster.ts';
import type { Point } from '../space/point.ts';
import { boundsOf, contains, type Polygon } from '../space/polygon.ts';
import { standsOnBoard } from './board-edges.ts';
import { type LineShape, shapeOfLine } from './line-shape.ts';

/** A rectangle about (150, 100), turned clockwise by so many degrees. */
function turned(width: number, height: number, degrees: number): Polygon {
  const turn = (degrees * Math.PI) / 180;
  const corner = (x: number, y: number): Point => ({
    x: 150 + x * Math.cos(turn) - y * Math.sin(turn),
    y: 100 + x * Math.sin(turn) + y * Math.cos(turn),
  });
  const [w, h] = [width / 2, height / 2];
  return [corner(-w, -h), corner(w, -h), corner(w, h), corner(-w, h)];
}

/** Mottled art, and things of one level laid over it. */
function painted(things: readonly (readonly [Polygon, number])[]): Raster {
  const raster = emptyRaster(300, 200);
  for (let i = 0; i < raster.width * raster.height; i++) {
    const x = i % raster.width;
    const y = Math.floor(i / raster.width);
    const on = things.find(([polygon]) => contains(polygon, { x: x + 0.5, y: y + 0.5 }));
    const level = on ? on[1] : 110 + 35 * Math.sin(x / 5) * Math.sin(y / 4);
    raster.data.fill(Math.round(level), i * 4, i * 4 + 3);
    raster.data[i * 4 + 3] = 255;
  }
  return raster;
}

function lettered(text: string, degrees: number): readonly LineShape[] {
  const outline = turned(120, 18, degrees);
  return [shapeOfLine({ outline, box: boundsOf(outline), text, confidence: 0.95, words: [] }, 0)];
}

test.each([0, 8, -14])('letters run along a board that leans by %i degrees', (degrees) => {
  const raster = painted([[turned(180, 40, degrees), 225]]);
  expect(standsOnBoard(raster, lettered('HARBOUR', degrees))).toBe(true);
});

test('letters over the art run along nothing', () => {
  expect(standsOnBoard(painted([]), lettered('KRAKOOM', 8))).toBe(false);
});

test('letters across a board do not run along it', () => {
  const raster = painted([[turned(300, 40, 25), 225]]);
  expect(standsOnBoard(raster, lettered('KRAKOOM', -10))).toBe(false);
});

test('one edge is not a board, nor are two between different things', () => {
  const raster = painted([
    [turned(300, 40, 0), 128],
    [turned(300, 200, 0).map(({ x, y }) => ({ x, y: Math.min(y, 100) })), 20],
    [turned(300, 200, 0), 240],
  ]);
  expect(standsOnBoard(raster, lettered('KRAKOOM', 0))).toBe(false);
});

test('a letter or two are no writing', () => {
  expect(standsOnBoard(painted([[turned(180, 40, 0), 225]]), lettered('AH', 0))).toBe(false);
});
