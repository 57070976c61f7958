import { expect, test } from 'vitest';
import { edgeDistance } from '../media/edge-distance.ts';
import type { Raster } from '../media/raster.ts';
import { boundsOf, type Polygon } from '../space/polygon.ts';
import { withoutRim } from './panel-rim.ts';

/** White paper with a grey-green panel whose edge is `soft` pixels soft, and a balloon over its upper edge. */
function pageWith(art: Polygon, soft: number, border = 0): Raster {
  const size = { width: 400, height: 300 };
  const away = edgeDistance({ x: 0, y: 0, ...size }, art, 20);
  const data = new Uint8Array(size.width * size.height * 4);
  for (let i = 0; i < away.length; i++) {
    const x = i % size.width;
    const y = (i - x) / size.width;
    const cover = Math.max(0, Math.min(1, 0.5 - away[i]! / soft));
    const inBorder = border > 0 && away[i]! > -border;
    const balloon = Math.hypot((x - 200) / 50, (y - 60) / 30) < 1;
    for (let c = 0; c < 3; c++) {
      const own = balloon ? 255 : inBorder ? 10 : [90, 120, 100][c]! + ((x * 7 + y * 3) % 9);
      data[i * 4 + c] = Math.round(own * cover + 252 * (1 - cover));
    }
    data[i * 4 + 3] = 255;
  }
  return { ...size, data };
}

const ART: Polygon = [
  { x: 80, y: 50 },
  { x: 330, y: 50 },
  { x: 300, y: 260 },
  { x: 80, y: 260 },
];
/** As a finder gives it: off by a pixel or two, otherwise at each corner. */
const FOUND: Polygon = [
  { x: 79, y: 49 },
  { x: 332, y: 48.5 },
  { x: 301, y: 261.5 },
  { x: 79, y: 261 },
];

/** How far the outline's corners and sides reach out of the art, in pixels; negative inside. */
function reachOut(outline: Polygon): number[] {
  const away = edgeDistance({ x: 0, y: 0, width: 400, height: 300 }, ART, 20);
  return outline.flatMap((a, i) => {
    const b = outline[(i + 1) % outline.length]!;
    return [0.05, 0.35, 0.65, 0.95].map((share) => {
      const x = Math.floor(a.x + (b.x - a.x) * share);
      const y = Math.floor(a.y + (b.y - a.y) * share);
      return away[y * 400 + x]!;
    });
  });
}

test('moves a slanted outline in until no paper shows, and hardly farther', () => {
  const cut = withoutRim(pageWith(ART, 2), boundsOf(FOUND), FOUND);
  const out = reachOut(cut.outline!);
  expect(Math.max(...out)).toBeLessThan(0.3);
  expect(Math.min(...out)).toBeGreaterThan(-5);
});

test('takes a drawn border away', () => {
  const cut = withoutRim(pageWith(ART, 1.5, 4), boundsOf(FOUND), FOUND);
  const out = reachOut(cut.outline!);
  expect(Math.max(...out)).toBeLessThan(-3);
  expect(Math.min(...out)).toBeGreaterThan(-9);
});

test("leaves an edge on the page's own edge alone", () => {
  const page = pageWith(ART, 1);
  const outline: Polygon = [
    { x: 0, y: 0 },
    { x: 400, y: 0 },
    { x: 400, y: 300 },
    { x: 0, y: 300 },
  ];
  const { crop } = withoutRim(page, boundsOf(outline), outline);
  expect(crop).toEqual({ x: 0, y: 0, width: 400, height: 300 });
});
