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

/**
 * The files (URLs) that some modules are made of, the packages they use, as `name version`, and where
 * the versions are written: paths, those included at which one would come first if it were there.
 */
export function codeOf(...entries: readonly URL[]): {
  readonly files: readonly string[];
  readonly packages: readonly string[];
  readonly manifests: readonly string[];
} {
  const files = new Set(entries.map(String));
  const packages = new Set<string>();
  const manifests = new Set<string>();
  // A set gives what is added to it while it is walked, too.
  for (const file of files) {
    if (!/\.[jt]s$/.test(new URL(file).pathname)) continue;
    for (const name of namesIn(file)) {
      const ours = name.startsWith('@inkreel/');
      const beside = ours ? new URL(import.meta.resolve(name)) : new URL(name, file);
      const isOurs = ours || name.startsWith('.') || ASSET.test(name);
      if (isOurs && existsSync(beside)) files.add(String(beside));
      else if (!/^(node:|\.)/.test(name)) {
        const { version, looked } = packageOf(name, file);
        packages.add(version);
        for (const path of looked) manifests.add(path);
      }
    }
  }
  return { files: [...files], packages: [...packages].sort(), manifests: [...manifests] };
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

const names = new Map<string, readonly string[]>();

/** What a module names in another place than a type. Several things are made by the same modules. */
function namesIn(file: string): readonly string[] {
  const before = names.get(file);
  if (before !== undefined) return before;
  const code = readFileSync(new URL(file), 'utf8').replace(/^(?:import|export) type [^;]*;/gm, '');
  const found = NAMED.flatMap((pattern) => [...code.matchAll(pattern)].map(([, name]) => name!));
  names.set(file, found);
  return found;
}

/** A package need not export its package.json, so it is looked for where the package must lie. */
function packageOf(
  specifier: string,
  file: string,
): { readonly version: string; readonly looked: readonly string[] } {
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier;
  const folders = createRequire(file).resolve.paths(name) ?? [];
  const places = folders.map((folder) => join(folder, name, 'package.json'));
  const at = places.findIndex((place) => existsSync(place));
  if (at < 0) return { version: name, looked: places };
  const { version } = JSON.parse(readFileSync(places[at]!, 'utf8')) as { version?: string };
  return { version: `${name} ${version}`, looked: places.slice(0, at + 1) };
}
