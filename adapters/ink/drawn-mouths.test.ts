import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Raster } from '@inkreel/film/media/raster.ts';
import type { BuiltStage } from '@inkreel/film/motion/built-stage.ts';
import { stagePicture } from '@inkreel/film/motion/stage-picture.ts';
import type { StageRecipe } from '@inkreel/film/production/plan-production.ts';
import type { Mouth } from '@inkreel/film/voice/viseme.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadLayers, loadPicture } from '../codecs/load-picture.ts';
import { makeFigure } from '../codecs/made-figure.ts';
import { openFaceFinder } from '../models/face-finder.ts';
import { makeStage } from './make-stage.ts';

const FRAME = { width: 640, height: 360 };
let base = '';

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'mouths-'));
  await writeFile(join(base, 'scene.psd'), await makeFigure());
  await writeFile(join(base, 'figure.psd'), await makeFigure({ clear: true, group: 'Mouths' }));
});
afterAll(() => rm(base, { recursive: true, force: true }));

/** The stage of a picture with its mouth, which no figure finder is needed for. */
const faces = openFaceFinder();
afterAll(async () => (await faces).close());

function stageOf(file: string, layers: string, clear = false): Promise<BuiltStage> {
  const recipe: StageRecipe = {
    madeBy: 'code' as StageRecipe['madeBy'],
    source: {
      kind: 'picture',
      content: 'content' as StageRecipe['madeBy'],
      artKind: clear ? 'cut-out' : 'picture',
    },
    frame: FRAME,
    flat: false,
    mouths: [{ x: 150, y: 220, width: 100, height: 80, layers }],
    seed: 1,
  };
  const noFinder = () => Promise.reject(new Error('Layers need no figure finder.'));
  return makeStage(recipe, { reference: { file }, base }, noFinder, () => faces);
}

/** How many pixels of a shape differ from what the art shows, and the rows they lie in. */
function changes(built: BuiltStage, mouth: Mouth, art: Raster) {
  const layer = built.stage.layers.find(({ says }) => says?.mouth === mouth);
  if (!layer) return undefined;
  const raster = built.rasters.get(layer.name)!;
  const { x: dx, y: dy } = built.artAt ?? { x: 0, y: 0 };
  let [count, top, foot] = [0, Number.POSITIVE_INFINITY, 0];
  for (let y = 0; y < raster.height; y++) {
    for (let x = 0; x < raster.width; x++) {
      const i = (y * raster.width + x) * 4;
      const o = ((y + layer.box.y - dy) * art.width + x + layer.box.x - dx) * 4;
      if (raster.data[i + 3]! < 128) continue;
      if (![0, 1, 2].some((c) => Math.abs(raster.data[i + c]! - art.data[o + c]!) > 24)) continue;
      count++;
      top = Math.min(top, y + layer.box.y - dy);
      foot = Math.max(foot, y + layer.box.y - dy);
    }
  }
  return { count, top, foot };
}

describe('a layered picture with drawings of a mouth', () => {
  it('tells the groups of its layers', async () => {
    const layers = await loadLayers({ file: 'scene.psd' }, base);
    expect(layers!.map(({ name, groups }) => [...groups, name].join('/'))).toContain(
      'figure/mouth/AI',
    );
  });

  it('is seen as it was drawn while nothing is said', async () => {
    const built = await stageOf('scene.psd', 'figure/mouth');
    const art = await loadPicture({ file: 'scene.psd' }, base);
    const still = stagePicture(built.stage, built.rasters);
    let worst = 0;
    for (let i = 0; i < art.data.length; i++) {
      worst = Math.max(worst, Math.abs(art.data[i]! - still.data[i]!));
    }
    expect(worst).toBeLessThanOrEqual(2);
    // The figure is one thing, its hidden mouths are none: they do not stand apart in depth.
    expect(built.stage.layers.filter(({ role }) => role === 'cut-out')).toHaveLength(1);
  });

  it('has the drawing of each sound, the art itself for the one it shows', async () => {
    const built = await stageOf('scene.psd', 'figure/mouth');
    const art = await loadPicture({ file: 'scene.psd' }, base);
    expect(changes(built, 'rest', art)).toBeUndefined();
    const [wide, round, closed, teeth] = (['wide', 'round', 'closed', 'teeth'] as const).map(
      (mouth) => changes(built, mouth, art)!,
    );
    expect(wide!.count).toBeGreaterThan(round!.count);
    expect(wide!.foot).toBeGreaterThan(285);
    expect(round!.foot).toBeLessThan(wide!.foot);
    expect(closed!.count).toBeLessThan(round!.count);
    expect(teeth!.count).toBeGreaterThan(0);
    // No drawing is called so; the widest stands in for it.
    expect(changes(built, 'half', art)).toEqual(wide);
    for (const layer of built.stage.layers.filter(({ role }) => role === 'mouth')) {
      expect(layer.rides).toBe(built.stage.layers[1]!.name);
    }
  });

  it('keeps what hangs over the mouth over it', async () => {
    const built = await stageOf('scene.psd', 'figure/mouth');
    const wide = built.stage.layers.find(({ says }) => says?.mouth === 'wide')!;
    const raster = built.rasters.get(wide.name)!;
    // A strand of hair crosses the right corner of the lips.
    const i = ((260 - wide.box.y) * raster.width + (226 - wide.box.x)) * 4;
    expect(Math.abs(raster.data[i]! - 0x6a)).toBeLessThan(30);
    expect(Math.abs(raster.data[i + 2]! - 0x22)).toBeLessThan(30);
  });

  it('stands on its backdrop with its mouths where it is character art', async () => {
    const built = await stageOf('figure.psd', 'figure/Mouths', true);
    const art = await loadPicture({ file: 'figure.psd' }, base);
    expect(built.artAt).toBeDefined();
    expect(changes(built, 'wide', art)!.foot).toBeGreaterThan(285);
  });

  it('says what it has where a shot asks for another', async () => {
    await expect(stageOf('scene.psd', 'Mara/mouth')).rejects.toThrow(
      /no drawings of a mouth called "Mara\/mouth". It has "figure\/mouth"/,
    );
  });
});
