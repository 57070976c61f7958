import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'inkreel-write-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A file of 100,000 bytes of 7 under the system's limit for files: it takes what fits, as a full disk does. */
function written(at: string, blocks: string): string {
  const module = fileURLToPath(new URL('./write-all.ts', import.meta.url));
  const script = join(folder, 'write.mjs');
  const path = join(folder, 'file');
  rmSync(path, { force: true });
  writeFileSync(
    script,
    `import { open } from 'node:fs/promises';
import { writeAll } from ${JSON.stringify(module)};
const file = await open(${JSON.stringify(path)}, 'w');
try {
  await writeAll(file, new Uint8Array(100_000).fill(7), ${at});
  console.log('whole');
} catch (error) {
  console.log(error.code);
}
await file.close();
`,
  );
  const limited = `ulimit -f ${blocks} && exec "$0" --no-warnings "$1"`;
  const { stdout } = spawnSync('sh', ['-c', limited, process.execPath, script], {
    encoding: 'utf8',
  });
  return stdout.trim();
}

describe.skipIf(process.platform === 'win32')('writing all bytes', () => {
  it('takes a part that was written for no whole', () => {
    for (const at of ['undefined', '0']) expect(written(at, '64')).toBe('EFBIG');
  });

  it('writes them where they are to be', () => {
    expect(written('undefined', 'unlimited')).toBe('whole');
    expect(readFileSync(join(folder, 'file'))).toEqual(Buffer.alloc(100_000, 7));
    expect(written('9', 'unlimited')).toBe('whole');
    const moved = readFileSync(join(folder, 'file'));
    expect([moved.length, moved.subarray(0, 9).some((byte) => byte !== 0)]).toEqual([
      100_009,
      false,
    ]);
  });
});
