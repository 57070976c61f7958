import { describe, expect, it } from 'vitest';
import type { Raster } from '../media/raster.ts';
import { rational } from '../time/rational.ts';
import type { BuiltStage } from './built-stage.ts';
import { frameAt, prescaleOf } from './frame-at.ts';
import { planLife } from './life-plan.ts';
import { withMount } from './mount-layer.ts';
import { planCamera } from './plan-camera.ts';
import { stagePicture } from './stage-picture.ts';

/** Bytes as a file gives them: a slice shares their memory. */
class SharedBytes extends Uint8Array {
  override slice(): this {
    return this.subarray() as this;
  }
}

const SIZE = { width: 80, height: 60 };
const BOX = { x: -20, y: -10, width: 120, height: 80 };

function built(mounted: boolean): BuiltStage {
  const data = new Uint8Array(BOX.width * BOX.height * 4);
  for (let i = 0; i < BOX.width * BOX.height; i++)
    data.set([i & 255, (i >> 3) & 255, 90, 255], i * 4);
  const plate: Raster = { width: BOX.width, height: BOX.height, data: new SharedBytes(data) };
  return {
    stage: {
      ...{ size: SIZE, mounted, keep: [], trust: 1 },
      layers: [
        { name: 'plate', role: 'plate', box: BOX, depth: 0 },
        {
          ...{ name: 'balloon-1', role: 'balloon' as const, depth: 0 },
          box: { x: 5, y: 5, width: 20, height: 10 },
        },
      ],
    },
    rasters: new Map([
      ['plate', plate],
      ['balloon-1', { width: 20, height: 10, data: new Uint8Array(800).fill(255) }],
    ]),
  };
}

describe('a mount over the air', () => {
  it('lies over all but balloons, and only beyond the panel', () => {
    const { stage, rasters } = withMount(built(true));
    expect(stage.layers.map(({ role }) => role)).toEqual(['plate', 'mount', 'balloon']);
    const mount = rasters.get('mount')!;
    const alphaAt = (x: number, y: number) =>
      mount.data[((y - BOX.y) * BOX.width + x - BOX.x) * 4 + 3];
    for (const [x, y] of [
      [0, 0],
      [79, 59],
      [40, 30],
    ] as const)
      expect(alphaAt(x, y)).toBe(0);
    for (const [x, y] of [
      [-4, 30],
      [84, 30],
      [40, -4],
      [40, 64],
    ] as const)
      expect(alphaAt(x, y)).toBe(255);
  });

  it('changes nothing in clear air, nor the plate it is made from', () => {
    const before = built(true);
    const plate = Uint8Array.from(before.rasters.get('plate')!.data);
    const after = withMount(before);
    expect(Uint8Array.from(after.rasters.get('plate')!.data)).toEqual(plate);
    expect(stagePicture(after.stage, after.rasters)).toEqual(
      stagePicture(before.stage, before.rasters),
    );
  });

  it('follows a slanted outline', () => {
    const given = built(true);
    const outline = [
      { x: 0, y: 0 },
      { x: 80, y: 0 },
      { x: 40, y: 60 },
      { x: 0, y: 60 },
    ];
    const mount = withMount({ ...given, stage: { ...given.stage, outline } }).rasters.get('mount')!;
    const alphaAt = (x: number, y: number) =>
      mount.data[((y - BOX.y) * BOX.width + x - BOX.x) * 4 + 3];
    expect(alphaAt(70, 50)).toBe(255);
    expect(alphaAt(20, 50)).toBe(0);
  });

  it('is not there for a picture that goes on beyond its edges', () => {
    const painting = built(false);
    expect(withMount(painting)).toBe(painting);
  });

  it.each(['rain', 'fog', 'speed-lines'] as const)('is painted after all %s', (kind) => {
    const { stage } = withMount(built(true));
    const length = rational(96, 24);
    const frame = { width: 160, height: 90 };
    const plan = planCamera({ move: { move: 'static' }, framing: 'wide', stage, frame, length });
    const life = planLife({
      ...{ life: { strength: 1, weather: { kind } }, stage, length, seed: 1 },
      closest: plan.to,
    });
    const unscaled = { stage, plan, frame, length, seed: 1 };
    const list = frameAt({ ...unscaled, scales: prescaleOf(unscaled), life }, rational(40, 24));
    const names = list.layers.map(({ picture }) => picture);
    const at = names.indexOf('mount');
    expect(names.slice(at)).toEqual(['mount', 'balloon-1']);
    for (const { over } of list.particles ?? []) expect(over).toBeLessThanOrEqual(at);
    expect(list.layers[at]!.grid).toEqual(list.layers[0]!.grid);
  });
});
