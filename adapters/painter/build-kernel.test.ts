import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { buildKernel, KERNELS } from './build-kernel.ts';

test.each(Object.keys(KERNELS) as (keyof typeof KERNELS)[])(
  '%s is what its source compiles to (if not: npm run kernel)',
  async (file) => {
    const committed = await readFile(new URL(file, import.meta.url));
    expect(Buffer.from(await buildKernel(file)).equals(committed)).toBe(true);
  },
);
