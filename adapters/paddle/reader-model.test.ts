import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FilmError } from '@inkreel/film/grammar/film-error.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPaddleNetworks } from './paddle-networks.ts';
import { openPaddleReader } from './paddle-reader.ts';
import { readerModel, stampOfModel } from './reader-model.ts';

let models: string;
let folder: string;
beforeEach(() => {
  models = mkdtempSync(join(tmpdir(), 'inkreel-models-'));
  folder = join(models, 'reader');
});
afterEach(() => rmSync(models, { recursive: true, force: true }));

/** Puts the model that comes along into the user's folder, as the user would. */
function putByHand(): void {
  const own = readerModel('');
  mkdirSync(folder);
  copyFileSync(own.recogniser, join(folder, 'my_rec.onnx'));
  copyFileSync(own.keys, join(folder, 'my_signs.txt'));
}

async function complaint(work: () => unknown): Promise<FilmError> {
  try {
    await work();
  } catch (error) {
    if (error instanceof FilmError) return error;
    throw error;
  }
  throw new Error('nothing was wrong with it');
}

test('without a folder of the user the model that comes along reads', () => {
  expect(readerModel('').isOwn).toBe(false);
  expect(readerModel(models).isOwn).toBe(false);
  expect(stampOfModel(readerModel(models))).toBeUndefined();
});

test("the user's model reads in its place, and lines are found as before", async () => {
  putByHand();
  const model = readerModel(models);
  expect(model.recogniser).toBe(join(folder, 'my_rec.onnx'));
  expect(model.detector).toBe(readerModel('').detector);
  expect(stampOfModel(model)).toContain('my_signs.txt');
  const networks = await openPaddleNetworks(model);
  const signs = readFileSync(model.keys, 'utf8').split('\n').filter(Boolean).length;
  expect(networks.signs).toHaveLength(signs + 2);
  await networks.close();
  const reader = await openPaddleReader(model);
  const white = new Uint8Array(64 * 64 * 4).fill(255);
  expect(await reader.read({ width: 64, height: 64, data: white })).toEqual([]);
  await reader.close();
});

test('a folder without its files, or with too many, is told by name', async () => {
  mkdirSync(folder);
  expect((await complaint(() => readerModel(models))).message).toContain('holds none');
  putAgain('a.onnx', 'b.onnx', 'signs.txt');
  const error = await complaint(() => readerModel(models));
  expect(error.code).toBe('usage');
  expect(error.message).toContain('a.onnx, b.onnx');
});

test('signs of another model, and a file that is no network, are told by name', async () => {
  putByHand();
  writeFileSync(join(folder, 'my_signs.txt'), 'a\nb\nc\n');
  const signs = await complaint(() => openPaddleNetworks(readerModel(models)));
  expect(signs.code).toBe('usage');
  expect(signs.message).toMatch(/my_signs\.txt has 3 signs.* 6625 classes/);
  writeFileSync(join(folder, 'my_rec.onnx'), 'not a network');
  const network = await complaint(() => openPaddleNetworks(readerModel(models)));
  expect(network.code).toBe('usage');
  expect(network.message).toContain('my_rec.onnx is no recogniser');
});

function putAgain(...names: readonly string[]): void {
  for (const name of names) writeFileSync(join(folder, name), '');
}
