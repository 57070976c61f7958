import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDependencies } from './dependency-rule.ts';

const project = dirname(dirname(fileURLToPath(import.meta.url)));
let house: string;

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'house-'));
  symlinkSync(join(project, 'node_modules'), join(house, 'node_modules'));
});
afterEach(() => rmSync(house, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

async function broken(): Promise<readonly string[]> {
  return (await checkDependencies(house)).violations.map((line) =>
    line.replace(/.*\((.*)\)/, '$1'),
  );
}

test('a house that keeps the rule passes, and every file of it was seen', async () => {
  write('film/time/clock.ts', 'export const noon = 12;\n');
  write(
    'film/board/shot.ts',
    "import { noon } from '../time/clock.ts';\nexport const at = noon;\n",
  );
  write(
    'adapters/codecs/png.ts',
    "import { at } from '../../film/board/shot.ts';\nexport default at;\n",
  );
  const report = await checkDependencies(house);
  expect(report.violations).toEqual([]);
  expect(report.seen).toEqual([
    'adapters/codecs/png.ts',
    'film/board/shot.ts',
    'film/time/clock.ts',
  ]);
  expect(report.seen).toEqual(report.onDisk);
});

test('an earlier chapter that imports a later one is caught, even for a type', async () => {
  write('film/board/shot.ts', 'export interface Shot { readonly length: number }\n');
  write(
    'film/time/clock.ts',
    "import type { Shot } from '../board/shot.ts';\nexport type S = Shot;\n",
  );
  expect(await broken()).toContain('no-spoilers-time');
});

test('Node in film is caught, in a test of film it is not', async () => {
  write(
    'film/time/clock.ts',
    "import { hrtime } from 'node:process';\nexport const now = hrtime;\n",
  );
  write('film/time/clock.test.ts', "import { readFileSync } from 'node:fs';\nreadFileSync('x');\n");
  expect(await broken()).toEqual(['film-has-no-machine']);
});

test('an adapter that imports the cli, a ring, a lost file and a dead import are caught', async () => {
  write('cli/a.ts', 'export const a = 1;\n');
  write('adapters/b.ts', "import { a } from '../cli/a.ts';\nexport const b = a;\n");
  write('adapters/c.ts', "import { d } from './d.ts';\nexport const c = () => d;\n");
  write('adapters/d.ts', "import { c } from './c.ts';\nexport const d = () => c;\n");
  write('adapters/lost.ts', 'export const lost = 1;\n');
  write('adapters/e.ts', "import { gone } from './gone.ts';\nexport const e = gone;\n");
  expect(new Set(await broken())).toEqual(
    new Set(['adapters-know-only-film', 'no-cycles', 'no-orphans', 'nothing-unresolved']),
  );
});
