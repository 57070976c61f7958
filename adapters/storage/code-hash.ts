import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ContentHash } from '@inkreel/film/media/content-hash.ts';
import { hashOf } from './hash.ts';

const known = new Map<string, ContentHash>();

/**
 * The hash of the code that makes a thing: the modules given, all they import, the modules and assets
 * they start or load by name, and the versions of the packages they use. Part of the key of what they
 * make, so that a change of any of them is never hidden by what the code before it made.
 */
export function hashOfCode(...entries: readonly URL[]): ContentHash {
  const name = entries.join('\n');
  const before = known.get(name);
  if (before !== undefined) return before;
  const { files, packages } = codeOf(...entries);
  const contents = files.map((file) => hashOf(readFileSync(new URL(file))));
  const hash = hashOf([...contents, ...packages].join('\n'));
  known.set(name, hash);
  return hash;
}

/** The files (URLs) that some modules are made of, and the packages they use, as `name version`. */
export function codeOf(...entries: readonly URL[]): {
  readonly files: readonly string[];
  readonly packages: readonly string[];
} {
  const files = new Set(entries.map(String));
  const packages = new Set<string>();
  // A set gives what is added to it while it is walked, too.
  for (const file of files) {
    if (!/\.[jt]s$/.test(new URL(file).pathname)) continue;
    for (const name of namedIn(readFileSync(new URL(file), 'utf8'))) {
      const ours = name.startsWith('@inkreel/');
      const beside = ours ? new URL(import.meta.resolve(name)) : new URL(name, file);
      const isOurs = ours || name.startsWith('.') || ASSET.test(name);
      if (isOurs && existsSync(beside)) files.add(String(beside));
      else if (!/^(node:|\.)/.test(name)) packages.add(versionOf(name, file));
    }
  }
  return { files: [...files], packages: [...packages].sort() };
}

const ASSET = /\.(wasm|onnx|woff2?)$/;

const NAMED = [
  /\bfrom\s+'([^']+)'/g,
  /^import\s+'([^']+)'/gm,
  /\bimport\(\s*'([^']+)'/g,
  /\bnew URL\(\s*'([^']+)'/g,
  /\b[rR]esolve\w*\(\s*'([^']+)'/g,
  /'([\w@./-]+\.(?:wasm|onnx|woff2?))'/g,
];

/** What a module names in another place than a type. */
function namedIn(text: string): readonly string[] {
  const code = text.replace(/^(?:import|export) type [^;]*;/gm, '');
  return NAMED.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name!));
}

/** A package need not export its package.json, so it is looked for where the package must lie. */
function versionOf(specifier: string, file: string): string {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const folders = createRequire(file).resolve.paths(name) ?? [];
  const path = folders.map((folder) => join(folder, name, 'package.json')).find(existsSync);
  if (path === undefined) return name;
  const { version } = JSON.parse(readFileSync(path, 'utf8')) as { version?: string };
  return `${name} ${version}`;
}
