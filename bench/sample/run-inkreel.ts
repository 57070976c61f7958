import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const CLI = fileURLToPath(new URL('../../cli/launch.js', import.meta.url));

/** Runs a verb of the command line as a user would; what it printed on standard output. */
export async function runInkreel(words: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, ...words], {
    maxBuffer: 64_000_000,
  });
  return stdout;
}
