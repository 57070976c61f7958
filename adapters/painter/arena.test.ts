import { readFile } from 'node:fs/promises';
import { chance } from '@inkreel/film/grammar/seeded-chance.ts';
import { expect, test } from 'vitest';
import { Arena } from './arena.ts';
import { type Kernel, LEVEL_BYTES } from './kernel.ts';
import { noise } from './paint-samples.ts';
import { takePicture } from './picture.ts';
import { wasmRuntime } from './wasm-runtime.ts';

function plainMemory(): { buffer: ArrayBuffer; grow(pages: number): number } {
  return {
    buffer: new ArrayBuffer(65536),
    grow(pages) {
      const before = this.buffer.byteLength / 65536;
      this.buffer = new ArrayBuffer(this.buffer.byteLength + pages * 65536);
      return before;
    },
  };
}

test('pieces do not overlap, and what was given back is used again', () => {
  const memory = plainMemory();
  const arena = new Arena(memory, 1000);
  const next = chance(1);
  const held: { at: number; length: number }[] = [];
  for (let i = 0; i < 3000; i++) {
    if (held.length > 20 || (held.length > 0 && next() < 0.45)) {
      const [gone] = held.splice(Math.floor(next() * held.length), 1);
      arena.giveBack(gone!.at);
    } else {
      const length = 1 + Math.floor(next() * 20_000);
      const at = arena.take(length);
      expect(at % 64).toBe(0);
      expect(at).toBeGreaterThanOrEqual(1000);
      expect(at + length).toBeLessThanOrEqual(memory.buffer.byteLength);
      for (const other of held) {
        expect(at + length <= other.at || other.at + other.length <= at).toBe(true);
      }
      held.push({ at, length });
    }
  }
  // At most 21 pieces of 20,000 bytes are held; gaps between them cost less than as much again.
  expect(memory.buffer.byteLength).toBeLessThan(2 * 21 * 20_000);
  for (const { at } of held) arena.giveBack(at);
  expect(arena.take(400_000)).toBe(1024);
  expect(() => arena.giveBack(5)).toThrow(RangeError);
});

test('loading and unloading pictures for ever needs no more memory than at first', async () => {
  const wasm = await readFile(new URL('kernel.wasm', import.meta.url));
  const { instance } = await wasmRuntime.instantiate(wasm, {});
  const kernel = instance.exports as Kernel;
  const arena = new Arena(kernel.memory, kernel.freeFrom());
  const plate = noise({ width: 300, height: 200 }, 1, () => 255);
  const figures = [90, 130, 170].map((width) => noise({ width, height: 140 }, 2, (x) => x & 255));
  const shot = (i: number): void => {
    const back = takePicture(kernel, arena, plate);
    const front = takePicture(kernel, arena, figures[i % 3]!);
    expect(back.levels[1]! - back.levels[0]!).toBe(LEVEL_BYTES);
    arena.giveBack(back.block);
    const next = takePicture(kernel, arena, figures[(i + 1) % 3]!);
    arena.giveBack(front.block);
    arena.giveBack(next.block);
  };
  for (let i = 0; i < 3; i++) shot(i);
  const settled = kernel.memory.buffer.byteLength;
  for (let i = 0; i < 60; i++) shot(i);
  expect(kernel.memory.buffer.byteLength).toBe(settled);
});
