import { readFile } from 'node:fs/promises';
import type { Painter } from '@inkreel/film/motion/painter.ts';
import type { Size } from '@inkreel/film/space/size.ts';
import { createPainter, fittingKernel } from './wasm-painter.ts';

/** A painter for Node, its kernel read from beside this file. @param size both sides even */
export async function openPainter(size: Size): Promise<Painter> {
  const [plain, relaxed] = await Promise.all(
    ['kernel.wasm', 'kernel-relaxed.wasm'].map((name) => readFile(new URL(name, import.meta.url))),
  );
  return createPainter(fittingKernel(plain!, relaxed!), size);
}
