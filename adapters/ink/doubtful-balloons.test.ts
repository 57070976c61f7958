import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { emptyRaster } from '@inkreel/film/media/raster.ts';
import type { StageStep } from '@inkreel/film/production/plan-production.ts';
import { type Polygon, polygonOf } from '@inkreel/film/space/polygon.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openFolderStore } from '../storage/folder-store.ts';
import { hashOf } from '../storage/hash.ts';
import { doubtfulBalloons } from './doubtful-balloons.ts';
import { writePlate } from './plate-file.ts';

const [torn, smeared, fine] = [0, 40, 80].map((x) =>
  polygonOf({ x, y: 10, width: 30, height: 20 }),
) as [Polygon, Polygon, Polygon];
const content = hashOf('page') as ContentHash;
const plate = hashOf('plate') as ContentHash;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'inkreel-doubtful-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function storeWithPlate() {
  const store = await openFolderStore(folder);
  const piece = (outlines: readonly Polygon[], trust: number) => {
    return { outlines, trust, box: { x: 0, y: 0, width: 4, height: 4 }, raster: emptyRaster(4, 4) };
  };
  const pieces = [piece([torn, smeared], 0.2), piece([fine], 0.9)];
  await store.keep(plate, '.plate', (path) => writePlate(pieces, path));
  return store;
}

function stage(own: readonly Polygon[], strange: readonly Polygon[], pops: boolean): StageStep {
  return {
    kind: 'stage',
    key: hashOf(JSON.stringify([own, strange, pops])) as ContentHash,
    input: {
      ...{ madeBy: content, frame: { width: 320, height: 180 }, flat: true, seed: 1 },
      source: { kind: 'picture', content, plate, artKind: 'page' },
      lettering: { own, strange, drawn: false, pops },
    },
  };
}

it('counts balloons over a doubtful plate, each once, whichever shots they reach into', async () => {
  const store = await storeWithPlate();
  const stages = [stage([torn, fine], [smeared], true), stage([smeared], [torn], true)];
  expect(await doubtfulBalloons(stages, store)).toEqual({ stay: 2, bare: 0 });
});

it('tells those apart that were taken off because all lettering was', async () => {
  const store = await storeWithPlate();
  const stages = [stage([torn], [], true), stage([smeared, fine], [torn], false)];
  expect(await doubtfulBalloons(stages, store)).toEqual({ stay: 1, bare: 1 });
});

it('says nothing of a plate that is not there', async () => {
  const store = await openFolderStore(folder);
  expect(await doubtfulBalloons([stage([torn], [], true)], store)).toEqual({ stay: 0, bare: 0 });
});
