import { describe, expect, it } from 'vitest';
import type { Raster } from '../media/raster.ts';
import { boundsOf, type Polygon } from '../space/polygon.ts';
import { type BalloonFringe, balloonFringes } from './balloon-fringe.ts';
import type { DrawnBalloon } from './seen-balloon.ts';

const SIZE = { width: 400, height: 300 };
/** The paper's radius, and how wide the line around it is. */
const PAPER = 50;
const LINE = 5;
const INK = [20, 16, 24] as const;

function circle(cx: number, cy: number, radius: number): Polygon {
  return Array.from({ length: 64 }, (_, k) => ({
    x: cx + radius * Math.cos((k * Math.PI) / 32),
    y: cy + radius * Math.sin((k * Math.PI) / 32),
  }));
}

function balloonAt(cx: number, cy: number, kind: DrawnBalloon['kind'] = 'speech'): DrawnBalloon {
  const outline = circle(cx, cy, PAPER);
  return { outline, box: boundsOf(outline), kind };
}

/** Balloons with letters and a line on art of one colour; `bubbles` are paper in a line too. */
function drawn(
  art: readonly number[],
  balloons: readonly (readonly [number, number])[],
  bubbles: readonly (readonly [number, number, number])[] = [],
  line = LINE,
): Raster {
  const data = new Uint8Array(SIZE.width * SIZE.height * 4);
  for (let i = 0; i < SIZE.width * SIZE.height; i++) {
    const x = (i % SIZE.width) + 0.5;
    const y = Math.floor(i / SIZE.width) + 0.5;
    let colour = art;
    for (const [cx, cy, radius] of [...balloons.map((at) => [...at, PAPER] as const), ...bubbles]) {
      const away = Math.hypot(x - cx, y - cy) - radius;
      const isLetter = radius === PAPER && away < -22 && i % 6 < 2 && Math.floor(y) % 12 < 7;
      if (away <= line) colour = away > 0 || isLetter ? INK : [255, 255, 255];
    }
    data.set([...colour, 255], i * 4);
  }
  return { ...SIZE, data };
}

function alphaAt({ box, alpha }: BalloonFringe, x: number, y: number): number {
  const isIn = x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
  return isIn ? alpha[(y - box.y) * box.width + x - box.x]! : 0;
}

describe('balloonFringes', () => {
  it('are the drawn line to where it ends, on pale art and on dark', () => {
    for (const art of [
      [220, 200, 180],
      [70, 66, 96],
    ]) {
      const [fringe] = balloonFringes(drawn(art, [[120, 120]]), [balloonAt(120, 120)]);
      expect(alphaAt(fringe!, 120 + PAPER + LINE - 2, 120)).toBe(255);
      expect(alphaAt(fringe!, 120 + PAPER + LINE + 2, 120)).toBe(0);
      expect(alphaAt(fringe!, 120, 120)).toBe(0);
    }
  });

  it('are as wide as another balloon of the page shows where art as dark as ink hides the line', () => {
    const page = drawn(
      [220, 200, 180],
      [
        [120, 120],
        [290, 120],
      ],
    );
    for (let i = 0; i < SIZE.width * SIZE.height; i++) {
      const x = (i % SIZE.width) + 0.5;
      const isBeyond = Math.hypot(x - 290, Math.floor(i / SIZE.width) + 0.5 - 120) > PAPER;
      if (x > 210 && isBeyond) page.data.set(INK, i * 4);
    }
    const hidden = balloonAt(290, 120);
    const [told] = balloonFringes(page, [hidden], [balloonAt(120, 120)]);
    const [alone] = balloonFringes(page, [hidden]);
    expect(alphaAt(told!, 290 + PAPER + LINE - 2, 120)).toBe(255);
    expect(alphaAt(told!, 290 + PAPER + LINE + 4, 120)).toBe(0);
    expect(alphaAt(alone!, 290 + PAPER + LINE - 2, 120)).toBe(0);
    // An outline that holds the line tells as well how wide it is.
    const outer = { ...balloonAt(120, 120), outline: circle(120, 120, PAPER + LINE) };
    const [same] = balloonFringes(page, [hidden], [outer]);
    expect(alphaAt(same!, 290 + PAPER + LINE - 2, 120)).toBe(255);
    expect(alphaAt(same!, 290 + PAPER + LINE + 4, 120)).toBe(0);
  });

  it('hold the bubbles of a thought, with their line', () => {
    const bubbles = [
      [172, 164, 7],
      [184, 178, 5],
    ] as const;
    const page = drawn([150, 170, 200], [[120, 120]], bubbles);
    const [fringe] = balloonFringes(page, [balloonAt(120, 120, 'thought')]);
    for (const [x, y] of bubbles) expect(alphaAt(fringe!, x, y)).toBe(255);
    expect(alphaAt(fringe!, 184 + 5 + LINE - 2, 178)).toBe(255);
    expect(alphaAt(fringe!, 196, 190)).toBe(0);
  });

  it('are no line around a balloon that has none', () => {
    const page = drawn([150, 170, 200], [[120, 120]], [], 0);
    const [fringe] = balloonFringes(page, [balloonAt(120, 120)]);
    expect(fringe!.alpha.some((value) => value > 127)).toBe(false);
  });

  it('are not asked of what lies outside the page', () => {
    expect(balloonFringes(drawn([0, 0, 0], []), [balloonAt(-400, 40)])).toEqual([undefined]);
  });
});
