import type { Raster } from '@inkreel/film/media/raster.ts';
import type { FigureFinder } from '@inkreel/film/motion/figure.ts';
import { overlap } from '@inkreel/film/space/box.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFigureFinder } from './figure-finder.ts';

const WIDTH = 400;
const HEIGHT = 260;
const CENTRE = { x: 210, y: 130 };

/** A bright round creature with two eyes before a plain dusk. */
function scene(): Raster {
  const data = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      let colour = [60 + y / 6, 70 + y / 5, 120];
      const body = Math.hypot((x - CENTRE.x) / 60, (y - CENTRE.y) / 80);
      if (body < 1) colour = [235 - 40 * body, 150 - 60 * body, 40];
      if (body > 0.96 && body < 1) colour = [30, 15, 10];
      for (const eye of [-22, 22]) {
        const away = Math.hypot(x - CENTRE.x - eye, y - 100);
        if (away < 14) colour = away < 6 ? [10, 10, 10] : [250, 250, 250];
      }
      data.set([...colour.map(Math.round), 255], (y * WIDTH + x) * 4);
    }
  }
  return { width: WIDTH, height: HEIGHT, data };
}

describe('the figure finder', () => {
  let finder: FigureFinder;
  beforeAll(async () => {
    finder = await openFigureFinder();
  });
  afterAll(() => finder.close());

  it('finds who stands in a picture, the same twice', async () => {
    const [figure, ...others] = await finder.find(scene());
    expect(others).toEqual([]);
    expect(overlap(figure!.box, { x: 150, y: 50, width: 120, height: 160 })).toBeGreaterThan(0.8);
    expect(figure!.matte.data.length).toBe(WIDTH * HEIGHT);
    expect(figure!.trust).toBeGreaterThan(0.8);
    const [again] = await finder.find(scene());
    expect(again!.matte.data).toEqual(figure!.matte.data);
  });

  it('does not look outside the panel’s outline', async () => {
    const outline = [
      { x: 0, y: 0 },
      { x: 120, y: 0 },
      { x: 120, y: HEIGHT },
      { x: 0, y: HEIGHT },
    ];
    for (const figure of await finder.find(scene(), outline)) {
      expect(figure.box.x + figure.box.width).toBeLessThanOrEqual(120);
    }
  });
});
