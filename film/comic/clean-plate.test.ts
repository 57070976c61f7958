import { describe, expect, it } from 'vitest';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { boundsOf, type Polygon, polygonOf } from '../space/polygon.ts';
import type { Balloon, BalloonKind } from './balloon.ts';
import { cleanPlate, platePieces } from './clean-plate.ts';
import type { Panel } from './page.ts';
import { PLATE_FLOOR } from './plate-trust.ts';

type Colour = readonly [number, number, number];

const WIDTH = 300;
const HEIGHT = 420;
const PAPER: Colour = [250, 248, 240];

/** Two panels one above the other, each in a black line of two pixels, with a gutter between them. */
const PANELS: readonly Panel[] = [
  { x: 20, y: 20, width: 260, height: 180 },
  { x: 20, y: 220, width: 260, height: 180 },
].map((box) => ({ box, polygon: polygonOf(box) }));

function drawn(art: (x: number, y: number) => Colour, isFramed = true): Raster {
  const data = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const panel = PANELS.find(({ box }) => within(box, x, y, 0));
      const isLine = isFramed && panel && !within(panel.box, x, y, 2);
      data.set([...(panel ? (isLine ? [0, 0, 0] : art(x, y)) : PAPER), 255], (y * WIDTH + x) * 4);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

function within({ x, y, width, height }: Box, px: number, py: number, inset: number): boolean {
  return px >= x + inset && py >= y + inset && px < x + width - inset && py < y + height - inset;
}

function ellipse(cx: number, cy: number, rx: number, ry: number): Polygon {
  return Array.from({ length: 48 }, (_, k) => ({
    x: cx + rx * Math.cos((k * Math.PI) / 24),
    y: cy + ry * Math.sin((k * Math.PI) / 24),
  }));
}

function balloon(outline: Polygon, kind: BalloonKind = 'speech'): Balloon {
  return { box: boundsOf(outline), outline, kind, text: '', confidence: 1, lines: [] };
}

/** Draws a white balloon with a black edge two pixels wide and some strokes of lettering in it. */
function lettered(page: Raster, cx: number, cy: number, rx: number, ry: number): Raster {
  const data = page.data.slice();
  for (let y = 0; y < page.height; y++) {
    for (let x = 0; x < page.width; x++) {
      const from = Math.hypot((x + 0.5 - cx) / rx, (y + 0.5 - cy) / ry);
      if (from > 1) continue;
      const isEdge = Math.hypot((x + 0.5 - cx) / (rx - 2), (y + 0.5 - cy) / (ry - 2)) > 1;
      const isLetter = from < 0.6 && x % 7 < 2 && y % 12 < 8;
      data.fill(
        isEdge || isLetter ? 0 : 255,
        (y * page.width + x) * 4,
        (y * page.width + x) * 4 + 3,
      );
    }
  }
  return { ...page, data };
}

/** What a shape drawn by code covers is painted in one colour. */
function painted(page: Raster, colour: Colour, isIn: (x: number, y: number) => boolean): Raster {
  const data = page.data.slice();
  for (let i = 0; i < page.width * page.height; i++) {
    if (isIn((i % page.width) + 0.5, Math.floor(i / page.width) + 0.5)) data.set(colour, i * 4);
  }
  return { ...page, data };
}

/** Mean difference a colour where `counts` answers true. */
function off(a: Raster, b: Raster, counts: (x: number, y: number) => boolean): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < a.width * a.height; i++) {
    if (!counts(i % a.width, Math.floor(i / a.width))) continue;
    for (let c = 0; c < 3; c++) sum += Math.abs(a.data[i * 4 + c]! - b.data[i * 4 + c]!);
    count += 3;
  }
  return count > 0 ? sum / count : 0;
}

const inPanels = (x: number, y: number): boolean => PANELS.some(({ box }) => within(box, x, y, 3));

describe('cleanPlate', () => {
  it('goes on with a gradient, and touches nothing outside its mask', () => {
    const page = drawn((x, y) => [40 + x * 0.5, 90 + y * 0.2, 160]);
    const plate = cleanPlate(lettered(page, 150, 110, 60, 40), PANELS, [
      balloon(ellipse(150, 110, 60, 40)),
    ]);
    const covered = (x: number, y: number): boolean => plate.mask.data[y * WIDTH + x]! > 0;
    expect(off(plate.raster, page, covered)).toBeLessThan(3);
    expect(off(plate.raster, page, (x, y) => !covered(x, y))).toBe(0);
  });

  it('leaves both edges and the paper whole under a balloon over a gutter', () => {
    const page = drawn((_x, y) => (y < 210 ? [60, 90, 160] : [190, 120, 60]));
    const plate = cleanPlate(lettered(page, 150, 210, 60, 40), PANELS, [
      balloon(ellipse(150, 210, 60, 40)),
    ]);
    expect(off(plate.raster, page, (_x, y) => y > 202 && y < 218)).toBeLessThan(2);
    expect(off(plate.raster, page, (x, y) => inPanels(x, y))).toBeLessThan(3);
  });

  it('finds the true edge where a panel is outlined a little too small', () => {
    const page = drawn(() => [60, 90, 160], false);
    const small = PANELS.map(({ box }) => {
      const inner = { x: box.x + 2, y: box.y + 2, width: box.width - 4, height: box.height - 4 };
      return { box: inner, polygon: polygonOf(inner) };
    });
    const plate = cleanPlate(lettered(page, 150, 210, 60, 40), small, [
      balloon(ellipse(150, 210, 60, 40)),
    ]);
    expect(off(plate.raster, page, (x) => x > 100 && x < 200)).toBeLessThan(1);
  });

  it('fills a balloon at the corner of the page', () => {
    const page = drawn(() => [60, 90, 160], false);
    const plate = cleanPlate(lettered(page, 10, 10, 60, 50), PANELS, [
      balloon(ellipse(10, 10, 60, 50)),
    ]);
    expect(off(plate.raster, page, () => true)).toBeLessThan(1);
  });

  it('leaves a white panel white', () => {
    const page = drawn(() => [255, 255, 255]);
    const plate = cleanPlate(lettered(page, 150, 110, 60, 40), PANELS, [
      balloon(ellipse(150, 110, 60, 40)),
    ]);
    expect(off(plate.raster, page, () => true)).toBeLessThan(0.05);
  });

  it('keeps the tone of halftone, and does not leave it flat', () => {
    const page = drawn((x, y) => ((x + y) % 4 < 2 && (x - y + 400) % 4 < 2 ? [30, 30, 30] : PAPER));
    const plate = cleanPlate(lettered(page, 150, 110, 50, 34), PANELS, [
      balloon(ellipse(150, 110, 50, 34)),
    ]);
    const near = (raster: Raster): { mean: number; spread: number } => {
      const values: number[] = [];
      for (let y = 85; y < 135; y++) {
        for (let x = 115; x < 185; x++) values.push(raster.data[(y * WIDTH + x) * 4]!);
      }
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = Math.sqrt(
        values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length,
      );
      return { mean, spread };
    };
    const art = near(page);
    const found = near(plate.raster);
    expect(Math.abs(found.mean - art.mean)).toBeLessThan(15);
    expect(found.spread).toBeGreaterThan(art.spread * 0.4);
  });

  it('goes on with an edge behind a balloon, sharply', () => {
    const edge = (x: number): number => 95 + x * 0.1;
    const page = drawn((x, y) => (y > edge(x) ? [60, 90, 50] : [180, 210, 240]));
    const plate = cleanPlate(lettered(page, 150, 110, 60, 30), PANELS, [
      balloon(ellipse(150, 110, 60, 30)),
    ]);
    const isBeside = (x: number, y: number): boolean =>
      Math.abs(x - 150) < 20 && Math.abs(y - edge(x)) > 8 && Math.abs(y - edge(x)) < 14;
    // A smooth fill is off by about 50 here.
    expect(off(plate.raster, page, isBeside)).toBeLessThan(20);
  });

  it('leaves no ring of a line on art nearly as dark, nor the tip that an outline leaves out', () => {
    const dark = drawn((x) => (x < 150 ? [34, 30, 44] : [120, 110, 140]));
    const spoken = lettered(dark, 150, 110, 60, 40);
    const isTail = (x: number, y: number): boolean =>
      y > 140 && y < 172 && Math.abs(x - 150) < (172 - y) * 0.16;
    const page = painted(spoken, [255, 255, 255], isTail);
    const plate = cleanPlate(page, PANELS, [balloon(ellipse(150, 110, 57.5, 37.5))]);
    expect(
      off(plate.raster, dark, (x, y) => inPanels(x, y) && Math.abs(x - 150) > 12),
    ).toBeLessThan(1);
    let bright = 0;
    for (let i = 0; i < WIDTH * 200; i++) {
      if (inPanels(i % WIDTH, Math.floor(i / WIDTH)) && plate.raster.data[i * 4]! > 160) bright++;
    }
    expect(bright).toBe(0);
  });

  it('takes off the bubbles that lead away from a balloon, and leaves a light by itself', () => {
    const art = drawn(() => [60, 90, 160]);
    const spoken = lettered(art, 150, 90, 60, 40);
    const isBubble = (x: number, y: number): boolean =>
      Math.hypot(x - 190, y - 141) < 7 || Math.hypot(x - 204, y - 156) < 4.5;
    const isLight = (x: number, y: number): boolean => Math.hypot(x - 60, y - 130) < 5;
    const page = painted(painted(spoken, [255, 255, 255], isBubble), [255, 255, 255], isLight);
    const { raster } = cleanPlate(page, PANELS, [balloon(ellipse(150, 90, 60, 40))]);
    expect(off(raster, art, (x, y) => x > 170 && inPanels(x, y))).toBeLessThan(1);
    expect(off(raster, page, (x, y) => isLight(x + 0.5, y + 0.5))).toBe(0);
  });

  it('takes no paper into a panel that is outlined a little too large', () => {
    const page = drawn(() => [40, 50, 90], false);
    const large = PANELS.map(({ box: { x, y, width, height } }) => {
      const box = { x: x - 1.5, y: y - 1.5, width: width + 3, height: height + 3 };
      return { box, polygon: polygonOf(box) };
    });
    const plate = cleanPlate(lettered(page, 50, 40, 50, 40), large, [
      balloon(ellipse(50, 40, 50, 40)),
    ]);
    expect(off(plate.raster, page, (x, y) => inPanels(x, y) && y < 100)).toBeLessThan(1);
  });

  it('fills in only the part that is asked for, as it does the whole', () => {
    const page = lettered(
      lettered(
        drawn((x, y) => [40 + x * 0.5, 90 + y * 0.2, 160]),
        150,
        110,
        60,
        40,
      ),
      150,
      310,
      60,
      40,
    );
    const spoken = [balloon(ellipse(150, 110, 60, 40)), balloon(ellipse(150, 310, 60, 40))];
    const whole = cleanPlate(page, PANELS, spoken);
    const upper = cleanPlate(page, PANELS, spoken, { within: PANELS[0]!.box });
    expect(off(upper.raster, whole.raster, (_x, y) => y < 210)).toBe(0);
    expect(off(upper.raster, page, (_x, y) => y > 210)).toBe(0);
    expect(upper.mask.data.some((value, i) => value > 0 && i > 210 * WIDTH)).toBe(false);
  });

  it('leaves no lettering behind, nor the ink of the edge when it is outlined within it', () => {
    const page = drawn(() => [150, 180, 150]);
    const plate = cleanPlate(lettered(page, 150, 110, 60, 40), PANELS, [
      balloon(ellipse(150, 110, 57, 37)),
    ]);
    let dark = 0;
    for (let i = 0; i < WIDTH * HEIGHT; i++) {
      if (inPanels(i % WIDTH, Math.floor(i / WIDTH)) && plate.raster.data[i * 4]! < 110) dark++;
    }
    expect(dark).toBe(0);
  });

  it('is trusted where the art is even, and not where it hides what nothing around it tells', () => {
    const even = drawn((x, y) => [40 + x * 0.5, 90 + y * 0.2, 160]);
    // Bars of many colours run into the balloon from all sides and none meets another.
    const bars = drawn((x, y) => {
      const turn = Math.floor((Math.atan2(y - 110, x - 150) + Math.PI) * 3.5);
      return [(turn * 97) % 256, (turn * 57) % 256, (turn * 151) % 256];
    });
    const trustIn = (page: Raster): number => {
      const spoken = [balloon(ellipse(150, 110, 60, 40))];
      const { pieces } = cleanPlate(lettered(page, 150, 110, 60, 40), PANELS, spoken);
      expect(pieces.map(({ balloons }) => balloons)).toEqual([[0]]);
      return pieces[0]!.trust;
    };
    expect(trustIn(even)).toBeGreaterThan(PLATE_FLOOR + 0.2);
    expect(trustIn(bars)).toBeLessThan(PLATE_FLOOR - 0.2);
  });

  it('is one piece behind balloons that run into one another, and one behind each of others', () => {
    const art = drawn(() => [60, 90, 160]);
    const places = [
      [70, 110, 40, 30],
      [230, 110, 36, 30],
      [130, 110, 40, 30],
    ] as const;
    const page = places.reduce((drawing, [x, y, rx, ry]) => lettered(drawing, x, y, rx, ry), art);
    const spoken = places.map(([x, y, rx, ry]) => balloon(ellipse(x, y, rx, ry)));
    const pieces = platePieces(page, PANELS, [balloon(ellipse(40, 300, 9, 9), 'sfx'), ...spoken]);
    expect(pieces.map(({ balloons }) => balloons)).toEqual([[1, 3], [2]]);
  });

  it('looks at no more of the page than it is given', () => {
    const page = lettered(
      drawn((x, y) => [40 + x * 0.5, 90 + y * 0.2, 160]),
      ...([150, 110, 60, 40] as const),
    );
    const elsewhere = painted(page, [200, 30, 30], (_, y) => y > 300);
    const wish = { within: PANELS[0]!.box, near: { x: -10, y: -10, width: 320, height: 250 } };
    const spoken = [balloon(ellipse(150, 110, 60, 40))];
    const [one] = platePieces(page, PANELS, spoken, wish);
    const [same] = platePieces(elsewhere, PANELS, spoken, wish);
    expect(one!.box.x).toBeGreaterThan(80);
    expect(same).toEqual(one);
  });

  it('keeps sound effects and signs unless they are asked for', () => {
    const page = lettered(
      drawn(() => [150, 180, 150]),
      150,
      110,
      60,
      40,
    );
    const sound = [balloon(ellipse(150, 110, 60, 40), 'sfx')];
    expect(off(cleanPlate(page, PANELS, sound).raster, page, () => true)).toBe(0);
    const asked = cleanPlate(page, PANELS, sound, { takeOff: ['sfx'] });
    expect(off(asked.raster, page, () => true)).toBeGreaterThan(1);
  });

  it('is the same twice, on a page without panels too', () => {
    const page = lettered(
      drawn((x, y) => [(x * 7) % 256, (y * 5) % 256, 90]),
      150,
      110,
      60,
      40,
    );
    const spoken = [balloon(ellipse(150, 110, 60, 40))];
    const one = cleanPlate(page, [], spoken);
    expect(one.mask.data.some((value) => value > 0)).toBe(true);
    expect(cleanPlate(page, [], spoken)).toEqual(one);
  });
});
