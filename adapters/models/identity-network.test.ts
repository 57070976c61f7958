import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cosineOf, type IdentityNetwork } from '@inkreel/film/cast/identity.ts';
import { emptyPlane, emptyRaster, type Raster } from '@inkreel/film/media/raster.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPicture } from '../codecs/load-picture.ts';
import { makeFigure } from '../codecs/made-figure.ts';
import { openIdentityNetwork } from './identity-network.ts';

describe('the identity network', () => {
  let network: IdentityNetwork;
  let base = '';
  let figure: Raster;
  beforeAll(async () => {
    network = await openIdentityNetwork();
    base = await mkdtemp(join(tmpdir(), 'identity-'));
    await writeFile(join(base, 'figure.psd'), await makeFigure({ clear: true }));
    figure = await loadPicture({ file: 'figure.psd' }, base);
  });
  afterAll(async () => {
    await network.close();
    await rm(base, { recursive: true, force: true });
  });

  it('gives a direction of length 1, the same twice', async () => {
    const vector = await network.look(figure);
    expect(vector).toHaveLength(network.length);
    expect(cosineOf(vector, vector)).toBeCloseTo(1, 5);
    expect(await network.look(figure)).toEqual(vector);
  });

  it('is nearer to the figure in a mirror than to something else', async () => {
    const [vector, mirror, other] = [
      await network.look(figure),
      await network.look(mirrored(figure)),
      await network.look(stripes(figure.width, figure.height)),
    ];
    expect(cosineOf(vector, mirror)).toBeGreaterThan(0.8);
    expect(cosineOf(vector, other)).toBeLessThan(0.6);
  });

  it('does not see what the matte leaves out', async () => {
    const ground = stripes(figure.width, figure.height);
    const matte = emptyPlane(figure.width, figure.height);
    const data = ground.data.slice();
    for (let i = 0; i < matte.data.length; i++) {
      if (figure.data[i * 4 + 3]! < 255) continue;
      matte.data[i] = 255;
      data.set(figure.data.subarray(i * 4, i * 4 + 4), i * 4);
    }
    const before = { ...ground, data };
    const clear = await network.look(figure);
    const masked = cosineOf(clear, await network.look(before, matte));
    expect(masked).toBeGreaterThan(0.97);
    expect(cosineOf(clear, await network.look(before))).toBeLessThan(masked - 0.02);
  });
});

function mirrored({ width, height, data }: Raster): Raster {
  const mirror = emptyRaster(width, height);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    mirror.data.set(data.subarray(i * 4, i * 4 + 4), (i - x + width - 1 - x) * 4);
  }
  return mirror;
}

function stripes(width: number, height: number): Raster {
  const striped = emptyRaster(width, height);
  for (let i = 0; i < width * height; i++) {
    const light = (i % width) % 20 < 10 ? 30 : 220;
    striped.data.set([light, 60, 255 - light, 255], i * 4);
  }
  return striped;
}
