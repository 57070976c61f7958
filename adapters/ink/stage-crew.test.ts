import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePng } from '../codecs/made-files.ts';
import { hashOf } from '../storage/hash.ts';
import { openStageCrew, type StageCrew } from './stage-crew.ts';
import { readStage } from './stage-file.ts';
import type { StageOrder } from './stage-worker.ts';

let base: string;
let crew: StageCrew;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'inkreel-crew-'));
});
afterAll(() => rmSync(base, { recursive: true, force: true }));
beforeEach(() => {
  crew = openStageCrew(1);
});
afterEach(() => crew.close());

const png = makePng(64, 36, [220, 30, 40, 255]);

function order(name: string, content = hashOf(png)): StageOrder {
  writeFileSync(join(base, `${name}.png`), png);
  return {
    input: {
      madeBy: hashOf('this code'),
      source: { kind: 'picture', content, artKind: 'picture' },
      frame: { width: 128, height: 72 },
      flat: true,
      seed: 1,
    },
    reference: { file: `${name}.png` },
    base,
    path: join(base, `${name}.stage`),
  };
}

describe('a crew', () => {
  it('makes more stages than it has threads', async () => {
    await Promise.all(['one', 'two', 'three'].map((name) => crew.make(order(name))));
    const { stage, rasters } = await readStage(join(base, 'three.stage'));
    expect(stage.size).toEqual({ width: 64, height: 36 });
    expect(rasters.has('plate')).toBe(true);
  });

  it('keeps nothing of a picture that is another one by now', async () => {
    await expect(crew.make(order('other', hashOf('as it was')))).rejects.toMatchObject({
      code: 'art-unreadable',
      file: 'other.png',
      message: expect.stringContaining('was changed'),
    });
    expect(readdirSync(base)).not.toContain('other.stage');
    // The thread lives on.
    await crew.make(order('next'));
  });

  it('lets go of who waits when it is closed', async () => {
    const asked = Promise.allSettled(['first', 'second'].map((name) => crew.make(order(name))));
    await crew.close();
    for (const each of await asked) {
      expect(each).toMatchObject({ status: 'rejected', reason: { code: 'interrupted' } });
    }
  });
});
