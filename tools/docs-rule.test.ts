import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bannedNames, docsProblems } from './docs-rule.ts';

let house: string;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(house, path)), { recursive: true });
  writeFileSync(join(house, path), text);
}

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'docs-'));
  write('package.json', '{ "scripts": { "film": "true" } }');
  write('cli/verbs/make.ts', 'export const verb = 1;\n');
});
afterEach(() => rmSync(house, { recursive: true, force: true }));

const GLOSSARY =
  '| use | meaning | not |\n| --- | --- | --- |\n| cut-out | a figure | sprite, a thing |\n';

test('good pages have no problems', () => {
  write(
    'README.md',
    'See [the words](docs/glossary.md). `npm run film`, `inkreel make page.png`\n',
  );
  write('docs/glossary.md', GLOSSARY);
  write(
    'docs/decisions/why.md',
    '**2026-11-23.** Because.\n\n```json film\n{ "art": ["a.png"] }\n```\n',
  );
  write('film/time/clock.ts', '/** Twelve. */\nexport function noon() {\n  return 12;\n}\n');
  expect(docsProblems(house)).toEqual({ pages: 3, sources: 2, problems: [] });
});

test('dead links, strange commands, undated decisions, bad documents and local folders are named', () => {
  const folder = ['', 'home', 'ada'].join('/');
  write('README.md', `[gone](gone.md) \`npm run gone\` and \`inkreel fly\` in ${folder}/film\n`);
  write('docs/decisions/why.md', 'Because.\n\n```json film\n{ "arts": [] }\n```\n');
  const { problems } = docsProblems(house);
  expect(problems.map((line) => line.replace(/:.*/, ''))).toEqual([
    ...Array(4).fill('README.md'),
    ...Array(2).fill('docs/decisions/why.md'),
  ]);
});

test('a banned word as a name and a function of film without a docstring are named', () => {
  write('docs/glossary.md', GLOSSARY);
  write('film/motion/stage.ts', 'export function stand() {}\nconst sprite = 1;\n');
  const { problems } = docsProblems(house);
  expect(bannedNames(GLOSSARY)).toEqual(['sprite']);
  expect(problems).toHaveLength(2);
});
