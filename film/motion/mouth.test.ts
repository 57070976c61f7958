import { describe, expect, it } from 'vitest';
import type { Raster } from '../media/raster.ts';
import type { Box } from '../space/box.ts';
import { rational } from '../time/rational.ts';
import type { BuiltStage } from './built-stage.ts';
import { frameAt, type StagedShot } from './frame-at.ts';
import { withMouths } from './mouth.ts';
import { stagePicture } from './stage-picture.ts';

const SIZE = { width: 120, height: 120 };
const PIN: Box = { x: 40, y: 68, width: 40, height: 4 };

/** A light face with a dark line for a mouth. */
function face(): Raster {
  const data = new Uint8Array(SIZE.width * SIZE.height * 4);
  for (let y = 0; y < SIZE.height; y++) {
    for (let x = 0; x < SIZE.width; x++) {
      const isMouth = x >= 42 && x < 78 && y >= 69 && y < 71;
      data.set(isMouth ? [40, 20, 20, 255] : [230, 190, 160, 255], (y * SIZE.width + x) * 4);
    }
  }
  return { ...SIZE, data };
}

function built(picture: Raster): BuiltStage {
  const box = { x: 0, y: 0, ...SIZE };
  return {
    stage: {
      size: SIZE,
      layers: [{ name: 'plate', role: 'plate', box, depth: 0 }],
      keep: [],
      trust: 0,
    },
    rasters: new Map([['plate', picture]]),
  };
}

/** How many dark pixels lie in the column through the middle of a mouth. */
function gapOf(made: BuiltStage, name: string): number {
  const raster = made.rasters.get(name)!;
  let dark = 0;
  for (let y = 0; y < raster.height; y++) {
    const i = (y * raster.width + Math.floor(raster.width / 2)) * 4;
    if (raster.data[i + 3]! > 200 && raster.data[i + 1]! < 90) dark++;
  }
  return dark;
}

describe('withMouths', () => {
  const picture = face();
  const made = withMouths(built(picture), picture, [PIN]);

  it('leaves the art as it is while nothing is said', () => {
    expect(stagePicture(made.stage, made.rasters)).toEqual(picture);
  });

  it('opens wider for wide sounds, and rounder for round ones', () => {
    expect(gapOf(made, 'mouth-1-wide')).toBeGreaterThan(gapOf(made, 'mouth-1-half'));
    expect(gapOf(made, 'mouth-1-half')).toBeGreaterThan(2);
    expect(gapOf(made, 'mouth-1-wide')).toBeGreaterThan(10);
  });

  it('is the art itself along its border', () => {
    for (const layer of made.stage.layers.slice(1)) {
      const raster = made.rasters.get(layer.name)!;
      const { x, y } = layer.box;
      for (let column = 0; column < raster.width; column++) {
        for (const row of [0, 1, raster.height - 2, raster.height - 1]) {
          const i = (row * raster.width + column) * 4;
          if (raster.data[i + 3] === 0) continue;
          const art = ((row + y) * SIZE.width + column + x) * 4;
          expect(Math.abs(raster.data[i]! - picture.data[art]!)).toBeLessThan(12);
        }
      }
    }
  });

  it('passes over a pin that is too small to be a mouth', () => {
    const tiny = [{ x: 1, y: 1, width: 3, height: 1 }];
    expect(withMouths(built(picture), picture, tiny).stage.layers).toHaveLength(1);
  });
});

describe('a shot with mouths', () => {
  it('shows each shape while it is held, and the art before and after', () => {
    const picture = face();
    const { stage } = withMouths(built(picture), picture, [PIN]);
    const view = { x: 0, y: 0, ...SIZE };
    const shot: StagedShot = {
      stage,
      plan: {
        move: 'static',
        from: view,
        to: view,
        stops: [],
        shift: { x: 0, y: 0 },
        growth: 0,
        sway: 0,
        steadyDepth: 0,
        ground: 0,
        bounds: view,
        give: stage.layers.map(() => ({ x: 1, y: 1, size: 1 })),
      },
      frame: SIZE,
      length: rational(96, 24),
      seed: 1,
      scales: new Map(),
      mouths: [
        [
          { from: 24, mouth: 'closed' },
          { from: 28, mouth: 'wide' },
          { from: 36, mouth: 'rest' },
        ],
      ],
    };
    const shown = (frame: number) =>
      frameAt(shot, rational(frame, 24))
        .layers.map(({ picture: name }) => name)
        .slice(1);
    expect([10, 25, 30, 50].map(shown)).toEqual([[], [], ['mouth-1-wide'], []]);
  });
});
