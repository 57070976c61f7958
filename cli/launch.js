#!/usr/bin/env node
// What the shell starts. Plain JavaScript, because the host's own Node may be too old to read TypeScript;
// then the Node that came with the packages takes over.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [major = 0] = process.versions.node.split('.').map(Number);

if (major >= 24) {
  // Compiled once, started often: this halves the start.
  (await import('node:module')).enableCompileCache();
  await import('./inkreel.ts');
} else {
  const node = packagedNode();
  if (node === undefined) {
    process.stderr.write(
      `inkreel: Node ${process.versions.node} is too old. Install Node 24, or run npm ci again: it brings one along.\n`,
    );
    process.exit(30);
  }
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  // Ctrl-C reaches the child by itself; this process waits for what the child makes of it.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    process.stderr.write(`inkreel: ${node} does not start (${error.message}). Run npm ci again.\n`);
    process.exit(30);
  });
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

/** @returns {string | undefined} */
function packagedNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  for (let folder = here; dirname(folder) !== folder; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', '.bin', name);
    if (existsSync(path)) return path;
  }
  return undefined;
}
