import { describe, expect, it } from 'vitest';
import { WEATHER_KINDS, type Weather } from '../board/weather.ts';
import type { Raster } from '../media/raster.ts';
import { rational } from '../time/rational.ts';
import { airRasters } from './air-layers.ts';
import { withBalloons } from './balloon-layer.ts';
import { PARTICLE_FIELDS } from './display-list.ts';
import { withLids } from './eyelid.ts';
import { frameAt, prescaleOf, type StagedShot } from './frame-at.ts';
import { planLife } from './life-plan.ts';
import { planCamera } from './plan-camera.ts';
import type { Stage } from './stage.ts';
import { stagePicture } from './stage-picture.ts';

const FRAME = { width: 640, height: 360 };
const RATE = 24;

const breath = {
  kind: 'breath' as const,
  trust: 1,
  field: {
    box: { x: 200, y: 60, width: 160, height: 280 },
    columns: 1,
    rows: 3,
    values: [0.9, 1, 0],
  },
};

const STAGE: Stage = {
  size: { width: 640, height: 360 },
  layers: [
    { name: 'plate', role: 'plate', box: { x: 0, y: 0, width: 640, height: 360 }, depth: 0 },
    {
      ...{ name: 'figure-1', role: 'cut-out' as const, depth: 0.6, supple: [breath] },
      box: { x: 200, y: 60, width: 160, height: 280 },
    },
  ],
  keep: [{ x: 240, y: 60, width: 80, height: 80 }],
  trust: 1,
};

function shotOf(
  life: { strength: number; weather?: Weather } | undefined,
  more: {
    stage?: Stage;
    move?: 'static' | 'push-in';
    cues?: readonly number[];
    seed?: number;
  } = {},
): StagedShot {
  const { stage = STAGE, move = 'static', seed = 3, cues } = more;
  const length = rational(240, RATE);
  const plan = planCamera({
    ...{ move: { move }, framing: 'wide', stage, frame: FRAME, length },
  });
  const unscaled = { stage, plan, frame: FRAME, length, seed };
  const planned = life && planLife({ life, stage, length, seed, closest: plan.to });
  return {
    ...{ ...unscaled, scales: prescaleOf(unscaled) },
    ...(planned && { life: planned }),
    ...(cues && { cues: cues.map((frame) => rational(frame, RATE)) }),
  };
}

const at = (shot: StagedShot, frame: number) => frameAt(shot, rational(frame, RATE));

describe('a shot with life', () => {
  it('begins as it was drawn', () => {
    expect(at(shotOf({ strength: 1 }), 0)).toEqual(at(shotOf(undefined), 0));
  });

  it('moves the figure and leaves the plate; nothing moves at strength 0', () => {
    const still = at(shotOf(undefined), 90);
    const lively = at(shotOf({ strength: 1 }), 90);
    expect(lively.layers[0]).toEqual(still.layers[0]);
    expect(lively.layers[1]).not.toEqual(still.layers[1]);
    expect(at(shotOf({ strength: 0 }), 90)).toEqual(still);
  });

  it('shows frames that equal one another where nothing can move', () => {
    const bare: Stage = { ...STAGE, layers: STAGE.layers.slice(0, 1) };
    const shot = shotOf({ strength: 1 }, { stage: bare });
    expect(at(shot, 10)).toEqual(at(shot, 200));
  });

  it('is the same for a seed, in any order of frames, and another for another seed', () => {
    const shot = shotOf({ strength: 1 });
    const forwards = [20, 60, 100].map((frame) => at(shot, frame));
    const again = shotOf({ strength: 1 });
    expect([100, 60, 20].map((frame) => at(again, frame)).reverse()).toEqual(forwards);
    expect(at(shotOf({ strength: 1 }, { seed: 4 }), 60)).not.toEqual(forwards[1]);
  });
});

describe('weather', () => {
  it.each(WEATHER_KINDS)('%s is painted from what can be painted, the same every time', (kind) => {
    const shot = shotOf({ strength: 1, weather: { kind } }, { move: 'push-in' });
    const textures = airRasters(shot.life!.air!);
    let seen = 0;
    for (const frame of [0, 7, 100, 239]) {
      const list = at(shot, frame);
      expect(at(shotOf({ strength: 1, weather: { kind } }, { move: 'push-in' }), frame)).toEqual(
        list,
      );
      expect(list.layers[0]!.picture).toBe('plate');
      for (const { picture } of list.layers)
        if (picture.startsWith('air/')) expect(textures.has(picture)).toBe(true);
      seen += list.layers.length - 2;
      let last = 0;
      for (const { over, particles } of list.particles ?? []) {
        expect(over).toBeGreaterThanOrEqual(last);
        expect(over).toBeLessThanOrEqual(list.layers.length);
        last = over;
        seen += particles.length / PARTICLE_FIELDS;
        for (let i = 0; i < particles.length; i += PARTICLE_FIELDS) {
          expect(particles[i + 4]).toBeGreaterThanOrEqual(256);
          expect(particles[i + 5]).toBeGreaterThan(0);
          expect(particles[i + 5]).toBeLessThanOrEqual(32767);
        }
      }
    }
    expect(seen).toBeGreaterThan(4);
  });

  it('stands behind, between and before the figures', () => {
    const list = at(shotOf({ strength: 1, weather: { kind: 'rain' } }), 50);
    expect(new Set(list.particles!.map(({ over }) => over))).toEqual(new Set([1, 2]));
  });

  it('goes with the wind, and there is more of it where more is asked for', () => {
    const rain = (wind: number, amount = 1) =>
      at(shotOf({ strength: 1, weather: { kind: 'rain', wind, amount } }), 50).particles!;
    // Streaks run back to where the drop was.
    for (const { particles } of rain(0.8)) expect(particles[2]).toBeLessThan(0);
    for (const { particles } of rain(-0.8)) expect(particles[2]).toBeGreaterThan(0);
    const count = (amount: number): number =>
      rain(0, amount).reduce((sum, { particles }) => sum + particles.length, 0);
    expect(count(2)).toBeGreaterThan(1.7 * count(1));
  });

  it('falls where nothing else moves, and does not hide balloons', () => {
    const stage: Stage = {
      ...STAGE,
      layers: [
        ...STAGE.layers,
        {
          name: 'balloon-1',
          role: 'balloon',
          box: { x: 9, y: 9, width: 90, height: 40 },
          depth: 0,
        },
      ],
    };
    const list = at(shotOf({ strength: 0, weather: { kind: 'snow' } }, { stage }), 30);
    expect(list.layers.at(-1)!.picture).toBe('balloon-1');
    expect(Math.max(...list.particles!.map(({ over }) => over))).toBe(2);
  });
});

function painted(): Raster {
  const data = new Uint8Array(640 * 360 * 4);
  for (let i = 0; i < 640 * 360; i++) data.set([(i * 7) & 255, (i >> 3) & 255, 120, 255], i * 4);
  return { width: 640, height: 360, data };
}

const PLATE = new Uint8Array(640 * 360 * 4).fill(255);
const FIGURE: Raster = { width: 160, height: 280, data: new Uint8Array(160 * 280 * 4).fill(255) };
const BUILT = {
  stage: STAGE,
  rasters: new Map([
    ['plate', { width: 640, height: 360, data: PLATE }],
    ['figure-1', FIGURE],
  ]),
};

describe('balloons', () => {
  const outline = [
    { x: 60, y: 40 },
    { x: 160, y: 40 },
    { x: 160, y: 100 },
    { x: 60, y: 100 },
  ];
  const built = withBalloons(BUILT, painted(), { x: 0, y: 0 }, [
    { outline, within: { x: 0, y: 0, ...BUILT.stage.size } },
  ]);

  it('stay from the start where what they hide cannot be told', () => {
    const within = { x: 0, y: 0, ...BUILT.stage.size };
    const layersOf = (stays: boolean) => {
      const { stage } = withBalloons(BUILT, painted(), { x: 0, y: 0 }, [
        { outline, within, ...(stays && { stays: true as const }) },
      ]);
      const shot = shotOf(undefined, { stage, cues: [24] });
      return frameAt(shot, rational(0, RATE)).layers.map(({ picture }) => picture);
    };
    expect(layersOf(true)).toContain('balloon-1');
    expect(layersOf(false)).not.toContain('balloon-1');
  });

  it('are the art inside their outline and nothing outside of it', () => {
    const shown = stagePicture(built.stage, built.rasters);
    const art = painted();
    const pixel = (raster: Raster, x: number, y: number) => [
      ...raster.data.subarray((y * 640 + x) * 4, (y * 640 + x) * 4 + 3),
    ];
    for (const [x, y] of [
      [60, 40],
      [159, 99],
      [110, 70],
    ] as const)
      expect(pixel(shown, x, y)).toEqual(pixel(art, x, y));
    for (const [x, y] of [
      [59, 70],
      [161, 70],
      [110, 39],
      [110, 101],
    ] as const)
      expect(pixel(shown, x, y)).toEqual([255, 255, 255]);
  });

  it('pop in three frames before their voice, a little too large, and stay as drawn', () => {
    const shot = shotOf({ strength: 1 }, { stage: built.stage, cues: [48] });
    const balloonAt = (frame: number) =>
      at(shot, frame).layers.find(({ picture }) => picture === 'balloon-1');
    expect(balloonAt(44)).toBeUndefined();
    expect(balloonAt(45)!.opacity).toBeLessThan(1);
    // The wider its grid reaches over a cell, the smaller it is seen.
    const sizeAt = (frame: number): number => {
      const { corners } = balloonAt(frame)!.grid;
      return (16 * 65536) / (corners[2]! - corners[0]!);
    };
    const drawn = sizeAt(60);
    expect(sizeAt(45)).toBeLessThan(0.7 * drawn);
    expect(Math.max(sizeAt(47), sizeAt(48))).toBeGreaterThan(1.02 * drawn);
    expect(balloonAt(52)).toEqual(balloonAt(239));
  });

  it('ride with the plate, whatever the camera does', () => {
    const shot = shotOf({ strength: 1 }, { stage: built.stage, move: 'push-in' });
    for (const frame of [0, 100, 239]) {
      const list = at(shot, frame);
      const plate = list.layers[0]!.grid.corners;
      const balloon = list.layers.at(-1)!.grid.corners;
      const offset = built.stage.layers.at(-1)!.box;
      const [sx, sy] = ['plate', 'balloon-1'].map((name) => shot.scales.get(name)!);
      expect(plate[0]! / 65536 / sx! - balloon[0]! / 65536 / sy!).toBeCloseTo(offset.x, 0);
    }
  });
});

describe('eyes', () => {
  const eye = { x: 250, y: 90, width: 24, height: 14 };
  const other = { x: 290, y: 90, width: 24, height: 14 };
  const built = withLids(BUILT, painted(), [eye, other]);

  it('have lids that lie on their figure and are not seen at rest', () => {
    expect(built.stage.layers.map(({ role }) => role)).toEqual(['plate', 'cut-out', 'lid', 'lid']);
    expect(built.stage.layers[2]!.rides).toBe('figure-1');
    const rest = stagePicture(BUILT.stage, BUILT.rasters);
    expect(stagePicture(built.stage, built.rasters).data).toEqual(rest.data);
  });

  it('blink together for four frames, every three to six seconds, never at the first frame', () => {
    const length = rational(1440, RATE);
    const shot = { ...shotOf({ strength: 1 }, { stage: built.stage }), length };
    const shut: number[] = [];
    for (let frame = 0; frame < 1440; frame++) {
      const lids = at(shot, frame).layers.filter(({ picture }) => picture.startsWith('lid'));
      expect([0, 2]).toContain(lids.length);
      if (lids.length > 0) shut.push(frame);
    }
    const begins = shut.filter((frame) => !shut.includes(frame - 1));
    expect(begins.length).toBeGreaterThan(8);
    expect(begins[0]).toBeGreaterThan(RATE / 2);
    expect(shut.length).toBe(begins.length * 4);
    begins.slice(1).forEach((frame, k) => {
      const seconds = (frame - begins[k]!) / RATE;
      expect(seconds).toBeGreaterThan(2.9);
      expect(seconds).toBeLessThan(6.1);
    });
    expect(
      at({ ...shotOf({ strength: 0 }, { stage: built.stage }), length }, begins[0]! + 1).layers
        .length,
    ).toBe(2);
  });
});
