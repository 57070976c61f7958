import { describe, expect, it } from 'vitest';
import { boxAround } from '../media/blob.ts';
import type { Plane, Raster } from '../media/raster.ts';
import { buildStage } from './build-stage.ts';
import type { FoundFigure } from './figure.ts';
import { stagePicture } from './stage-picture.ts';

const WIDTH = 240;
const HEIGHT = 160;
const FRAME = { width: 1280, height: 720 };

/**
 * A striped wall with red figures, their rims two pixels soft: a round head of radius 40 at (cx, 100)
 * and, unless it is `bodiless`, a body as wide down to the picture's edge.
 */
function drawn(
  centres: readonly number[],
  bodiless = false,
): { picture: Raster; figures: FoundFigure[] } {
  const data = new Uint8Array(WIDTH * HEIGHT * 4);
  const mattes = centres.map(() => new Uint8Array(WIDTH * HEIGHT));
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const i = y * WIDTH + x;
      let colour = [90 + 8 * ((x >> 3) & 1), 120 + y / 4, 180];
      centres.forEach((cx, k) => {
        const away = Math.hypot(x - cx, bodiless ? y - 100 : Math.min(0, y - 100));
        const a = Math.min(1, Math.max(0, (41 - away) / 2));
        const figure = [200, 40 + (y & 7), 30];
        colour = colour.map((value, c) => figure[c]! * a + value * (1 - a));
        mattes[k]![i] = Math.round(255 * Math.min(1, Math.max(0, (44 - away) / 8)));
      });
      for (let c = 0; c < 3; c++) data[i * 4 + c] = Math.round(colour[c]!);
      data[i * 4 + 3] = 255;
    }
  }
  const figures = mattes.map((matte) => {
    const plane: Plane = { width: WIDTH, height: HEIGHT, data: matte };
    return { matte: plane, box: boxAround(plane, 128)!, trust: 0.97 };
  });
  return { picture: { width: WIDTH, height: HEIGHT, data }, figures };
}

function psnr(a: Raster, b: Raster): number {
  let sum = 0;
  for (let i = 0; i < a.data.length; i++) if (i % 4 !== 3) sum += (a.data[i]! - b.data[i]!) ** 2;
  return 10 * Math.log10(255 ** 2 / (sum / (a.width * a.height * 3) || 1e-9));
}

describe('buildStage', () => {
  const one = drawn([120]);

  it('sets a clear figure apart and gives the picture back at rest', () => {
    const { stage, rasters } = buildStage(
      { picture: one.picture, frame: FRAME, kind: 'picture', flat: false, seed: 1 },
      one.figures,
    );
    expect(stage.layers.map((layer) => layer.role)).toEqual(['plate', 'cut-out']);
    expect(stage.trust).toBeGreaterThan(0.5);
    expect(psnr(stagePicture(stage, rasters), one.picture)).toBeGreaterThan(45);
    expect(stage.keep.length).toBe(2);
  });

  it('leaves nothing of the figure on the plate', () => {
    const { stage, rasters } = buildStage(
      { picture: one.picture, frame: FRAME, kind: 'picture', flat: false, seed: 1 },
      one.figures,
    );
    const plate = rasters.get('plate')!;
    const { x, y } = stage.layers[0]!.box;
    for (const [px, py] of [
      [120, 100],
      [90, 100],
      [120, 65],
      [150, 110],
    ] as const) {
      const i = ((py - y) * plate.width + px - x) * 4;
      expect(plate.data[i]).toBeLessThan(125);
      expect(plate.data[i + 2]).toBeGreaterThan(150);
    }
  });

  it('is the same twice', () => {
    const input = {
      picture: one.picture,
      frame: FRAME,
      kind: 'picture',
      flat: false,
      seed: 7,
    } as const;
    const first = buildStage(input, one.figures).rasters.get('plate')!;
    expect(buildStage(input, one.figures).rasters.get('plate')!.data).toEqual(first.data);
  });

  it('keeps everything on the plate when asked for a flat shot', () => {
    const { stage, rasters } = buildStage(
      { picture: one.picture, frame: FRAME, kind: 'picture', flat: true, seed: 1 },
      one.figures,
    );
    expect(stage.layers).toHaveLength(1);
    expect(stagePicture(stage, rasters).data).toEqual(one.picture.data);
  });

  it('does not believe a matte whose outline follows nothing in the picture', () => {
    const { picture } = drawn([]);
    const { stage } = buildStage(
      { picture, frame: FRAME, kind: 'picture', flat: false, seed: 1 },
      one.figures,
    );
    expect(stage.layers).toHaveLength(1);
    expect(stage.trust).toBeLessThan(0.5);
  });

  it('leaves a head without its body where it was drawn', () => {
    const head = drawn([120], true);
    const { stage } = buildStage(
      { picture: head.picture, frame: FRAME, kind: 'picture', flat: false, seed: 1 },
      head.figures,
    );
    expect(stage.layers).toHaveLength(1);
    expect(stage.keep.length).toBe(2);
  });

  it('covers the frame beyond a narrow picture and stays opaque', () => {
    const { stage, rasters } = buildStage(
      { picture: one.picture, frame: FRAME, kind: 'picture', flat: true, seed: 1 },
      [],
    );
    const { box } = stage.layers[0]!;
    expect(box.width / box.height).toBeGreaterThan(1.7);
    expect(box.x).toBeLessThan(0);
    const plate = rasters.get('plate')!;
    expect([plate.width, plate.height]).toEqual([box.width, box.height]);
    for (let i = 3; i < plate.data.length; i += 4) expect(plate.data[i]).toBe(255);
  });

  it('shows nothing of what lies outside a slanted outline', () => {
    const data = one.picture.data.slice();
    for (let y = 0; y < HEIGHT; y++) {
      for (let x = 0; x < 59 - y / 4; x++) data.set([0, 255, 0, 255], (y * WIDTH + x) * 4);
    }
    const outline = [
      { x: 60, y: 0 },
      { x: WIDTH, y: 0 },
      { x: WIDTH, y: HEIGHT },
      { x: 20, y: HEIGHT },
    ];
    const { rasters } = buildStage(
      {
        picture: { ...one.picture, data },
        outline,
        frame: FRAME,
        kind: 'page',
        flat: false,
        seed: 1,
      },
      one.figures,
    );
    const plate = rasters.get('plate')!;
    for (let i = 0; i < plate.data.length; i += 4) {
      const green = plate.data[i + 1]! - Math.max(plate.data[i]!, plate.data[i + 2]!);
      expect(green).toBeLessThan(60);
    }
  });

  it('stands art with alpha on a ground of the frame’s shape', () => {
    const data = one.picture.data.slice();
    const { matte } = one.figures[0]!;
    for (let i = 0; i < matte.data.length; i++) data[i * 4 + 3] = matte.data[i]!;
    const { stage, rasters } = buildStage(
      { picture: { ...one.picture, data }, frame: FRAME, kind: 'cut-out', flat: false, seed: 1 },
      [],
    );
    expect(stage.size.width / stage.size.height).toBeCloseTo(16 / 9, 1);
    expect(stage.trust).toBe(1);
    const shown = stagePicture(stage, rasters);
    for (let i = 3; i < shown.data.length; i += 4) expect(shown.data[i]).toBe(255);
  });

  it('takes the layers of a picture as they are', () => {
    const { picture } = drawn([]);
    const square: Raster = { width: 40, height: 40, data: new Uint8Array(6400).fill(200) };
    const whole = picture.data.slice();
    for (let y = 0; y < 40; y++) {
      for (let x = 0; x < 40; x++) {
        for (let c = 0; c < 3; c++) {
          const i = ((y + 60) * WIDTH + x + 80) * 4 + c;
          whole[i] = Math.round((200 * 200 + whole[i]! * 55) / 255);
        }
      }
    }
    const layers = [
      { name: 'wall', box: { x: 0, y: 0, width: WIDTH, height: HEIGHT }, raster: picture },
      { name: 'square', box: { x: 80, y: 60, width: 40, height: 40 }, raster: square },
    ];
    const { stage, rasters } = buildStage(
      {
        picture: { ...picture, data: whole },
        layers,
        frame: FRAME,
        kind: 'picture',
        flat: false,
        seed: 1,
      },
      [],
    );
    expect(stage.layers).toHaveLength(2);
    expect(psnr(stagePicture(stage, rasters), { ...picture, data: whole })).toBeGreaterThan(45);
  });
});
