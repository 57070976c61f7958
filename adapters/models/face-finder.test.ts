import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emptyRaster } from '@inkreel/film/media/raster.ts';
import type { FaceFinder } from '@inkreel/film/motion/face.ts';
import { centreOf } from '@inkreel/film/space/box.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPicture } from '../codecs/load-picture.ts';
import { makeFigure } from '../codecs/made-figure.ts';
import { openFaceFinder } from './face-finder.ts';
import { onnxOfGraph } from './onnx-of-graph.ts';

const PORTRAITS = fileURLToPath(new URL('../../../shared/art/portraits', import.meta.url));
const isHere = existsSync(PORTRAITS);

describe('the face finder', () => {
  let finder: FaceFinder;
  let base = '';
  beforeAll(async () => {
    finder = await openFaceFinder();
    base = await mkdtemp(join(tmpdir(), 'faces-'));
    await writeFile(join(base, 'figure.psd'), await makeFigure());
  });
  afterAll(async () => {
    await finder.close();
    await rm(base, { recursive: true, force: true });
  });

  it('finds a drawn face where it is, the same twice', async () => {
    const picture = await loadPicture({ file: 'figure.psd' }, base);
    const [face, ...others] = await finder.find(picture);
    expect(others).toEqual([]);
    // Eyes at 165, lips at 250, between 95 and 305 across.
    expect(Math.abs(centreOf(face!.box).x - 200)).toBeLessThan(20);
    expect(face!.box.y).toBeLessThan(165);
    expect(face!.box.y + face!.box.height).toBeGreaterThan(250);
    expect(await finder.find(picture)).toEqual([face, ...others]);
  });

  it('finds none in an empty or a tiny picture', async () => {
    expect(await finder.find(emptyRaster(300, 200))).toEqual([]);
    expect(await finder.find(emptyRaster(8, 200))).toEqual([]);
  });

  it.skipIf(!isHere)(
    'is right about most painted portraits (skipped without the shared art)',
    async () => {
      const folders = readdirSync(PORTRAITS).filter((name) => !name.includes('.'));
      const files = folders.flatMap((folder) =>
        readdirSync(join(PORTRAITS, folder))
          .filter((name) => name.endsWith('.png'))
          .slice(0, 1)
          .map((name) => join(PORTRAITS, folder, name)),
      );
      let seen = 0;
      const some = files.filter((_, k) => k % 4 === 0);
      for (const file of some) {
        const picture = await loadPicture({ file }, '/');
        const [face] = await finder.find(picture);
        // A portrait's face is in its upper half.
        if (face && centreOf(face.box).y < picture.height / 2) seen++;
      }
      expect(seen).toBeGreaterThanOrEqual(Math.ceil(0.7 * some.length));
    },
  );
});

describe('onnxOfGraph', () => {
  it('says which step it does not know', () => {
    const graph = {
      modelTopology: { node: [{ name: 'odd', op: 'Softmax', input: [] }] },
      weightsManifest: [{ weights: [] }] as const,
    };
    expect(() => onnxOfGraph(graph, new Uint8Array())).toThrow(/has Softmax, which is not known/);
  });
});
