import { expect, test } from 'vitest';
import { areaOf, intersect } from '../space/box.ts';
import { rational } from '../time/rational.ts';
import { boardTimecode } from './board-cell.ts';
import { layOutSheet } from './contact-sheet.ts';

const SHAPES = Array.from({ length: 23 }, (_, k) => ({
  width: [16, 3, 9, 1, 30][k % 5]!,
  height: [9, 4, 16, 1, 8][k % 5]!,
}));

test('every shot has its place on the sheet, none over another, in order', () => {
  const { cells, size } = layOutSheet(SHAPES, {
    width: 1600,
    columns: 4,
    wordsHeight: (index, width) => (index % 3 === 1 ? 9000 / width : 0),
  });
  expect(cells.map((cell) => cell.index)).toEqual(SHAPES.map((_, k) => k));
  const boxes = cells.flatMap(({ picture, caption, words }) =>
    words.height > 0 ? [picture, caption, words] : [picture, caption],
  );
  expect(boxes.length).toBeGreaterThan(2 * cells.length);
  for (const [k, box] of boxes.entries()) {
    expect(box.x).toBeGreaterThan(0);
    expect(box.x + box.width).toBeLessThan(1600);
    expect(box.y + box.height).toBeLessThan(size.height);
    for (const other of boxes.slice(k + 1)) expect(areaOf(intersect(box, other))).toBe(0);
  }
});

test('pictures keep their shape, and full rows end at one edge', () => {
  const { cells } = layOutSheet(SHAPES, { width: 1600, columns: 4 });
  expect(cells[0]!.picture.width / cells[0]!.picture.height).toBeCloseTo(16 / 9, 1);
  const edges = new Map<number, number>();
  for (const { picture } of cells) {
    edges.set(picture.y, Math.max(edges.get(picture.y) ?? 0, picture.x + picture.width));
  }
  const full = [...edges.values()].slice(0, -1);
  expect(Math.max(...full) - Math.min(...full)).toBeLessThan(4);
});

test('an empty board is a sheet with a heading', () => {
  expect(layOutSheet([], { width: 800, columns: 3 }).cells).toEqual([]);
});

test('timecode counts minutes, seconds and frames', () => {
  expect(boardTimecode(rational(24 * 72 + 8, 24))).toBe('01:12:08');
});
