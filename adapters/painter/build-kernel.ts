import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import asc from 'assemblyscript/asc';

const here = dirname(fileURLToPath(import.meta.url));

/** The two builds of one source; the second wants a runtime with relaxed SIMD. */
export const KERNELS = {
  'kernel.wasm': ['--enable', 'simd'],
  'kernel-relaxed.wasm': ['--enable', 'simd', '--enable', 'relaxed-simd'],
} as const;

/**
 * Compiles the painter's kernel from `kernel/*.ts`. The same source gives the same bytes.
 * Throws an Error that holds the compiler's own words.
 */
export async function buildKernel(file: keyof typeof KERNELS): Promise<Uint8Array> {
  let built: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      'kernel/index.ts',
      ...KERNELS[file],
      ...[
        '--baseDir',
        here,
        '--outFile',
        file,
        '--runtime',
        'stub',
        '-O3',
        '--noAssert',
        '--use',
        'abort=',
      ],
    ],
    {
      readFile: (name, base) => readFile(join(base, name), 'utf8').catch(() => null),
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') built = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !built) throw new Error(`${error?.message ?? 'Nothing was built.'}\n${stderr}`);
  return built;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await mkdir(here, { recursive: true });
  for (const file of Object.keys(KERNELS) as (keyof typeof KERNELS)[]) {
    const bytes = await buildKernel(file);
    await writeFile(join(here, file), bytes);
    console.log(`${file}: ${bytes.length} bytes`);
  }
}
