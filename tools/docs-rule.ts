import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { parseFilm } from '@inkreel/film/document/parse-film.ts';
import { problemText } from '@inkreel/film/document/problem.ts';

/** What was looked at, and what was wrong with it: one line each, beginning with the file. */
export interface DocsReport {
  readonly pages: number;
  readonly sources: number;
  readonly problems: readonly string[];
}

const SOURCES = ['film', 'adapters', 'cli', 'bench', 'examples', 'tools'];

/** Looks at the pages of a project (an absolute path) and at what its sources say of themselves. */
export function docsProblems(root: string): DocsReport {
  const pages = [
    ...readdirSync(root).filter((name) => name.endsWith('.md')),
    ...filesIn(root, 'docs', '.md'),
  ];
  const sources = SOURCES.flatMap((folder) => filesIn(root, folder, '.ts'));
  const scripts = scriptsOf(root);
  const verbs = filesIn(root, 'cli/verbs', '.ts').map((path) => path.replace(/.*\/|[.]ts$/g, ''));
  const glossary = join(root, 'docs/glossary.md');
  const banned = existsSync(glossary) ? bannedNames(readFileSync(glossary, 'utf8')) : [];
  const problems = [
    ...pages.flatMap((page) => pageProblems(root, page, { scripts, verbs })),
    ...sources.flatMap((source) => sourceProblems(root, source, banned)),
  ];
  return { pages: pages.length, sources: sources.length, problems };
}

/** Paths below `folder`, relative to `root`, sorted, with `/`. */
function filesIn(root: string, folder: string, ending: string): readonly string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .filter((path) => path.endsWith(ending) && !path.includes('node_modules/'))
    .sort();
}

function scriptsOf(root: string): ReadonlySet<string> {
  const { scripts = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts?: Record<string, string>;
  };
  return new Set(Object.keys(scripts));
}

function pageProblems(
  root: string,
  page: string,
  known: { readonly scripts: ReadonlySet<string>; readonly verbs: readonly string[] },
): string[] {
  const text = readFileSync(join(root, page), 'utf8');
  const problems = [...deadLinks(root, page, text), ...machinePaths(page, text)];
  for (const [, script] of text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)) {
    if (!known.scripts.has(script!)) problems.push(`${page}: there is no "npm run ${script}".`);
  }
  // In code only: in prose "inkreel" may be followed by any word.
  for (const found of text.matchAll(/```(?:sh|console|bash)?\n([\s\S]*?)```|`([^`\n]+)`/g)) {
    const code = found[1] ?? found[2]!;
    for (const [, verb] of code.matchAll(/(?:^|npx )inkreel ([a-z]+)\b/gm)) {
      if (!known.verbs.includes(verb!)) problems.push(`${page}: there is no "inkreel ${verb}".`);
    }
  }
  for (const [, code] of text.matchAll(/```json film\n([\s\S]*?)```/g)) {
    const parsed = parseFilm(code!);
    if (!parsed.ok) {
      const said = parsed.problems.map((problem) => problemText(problem)).join(' ');
      problems.push(`${page}: a film.json in it cannot be read: ${said}`);
    }
  }
  if (page.startsWith('docs/decisions/') && !/\b20\d\d-\d\d-\d\d\b/.test(text)) {
    problems.push(`${page}: the decision has no date. Write YYYY-MM-DD into its paragraph.`);
  }
  return problems;
}

function deadLinks(root: string, page: string, text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)|<img[^>]*\ssrc="([^"]+)"/g)].flatMap((found) => {
    const target = (found[1] ?? found[2]!).replace(/#.*$/, '');
    if (target === '' || /^[a-z]+:/.test(target)) return [];
    const path = join(root, dirname(page), target);
    return existsSync(path) ? [] : [`${page}: ${target} is linked and is not there.`];
  });
}

/** Folders of one machine mean nothing on another. */
function machinePaths(file: string, text: string): string[] {
  return [...text.matchAll(/(?<![\w./~-])\/(?:home|root|Users|work)\/[\w.-]+/g)].map(
    ([path]) => `${file}: ${path} is a folder of one machine.`,
  );
}

/**
 * The words of the glossary's column "not" that are one plain word. Those with another honest meaning
 * in code, marked there with an asterisk, may be used.
 */
export function bannedNames(glossary: string): readonly string[] {
  const names = glossary
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[\s|:-]*$/.test(line))
    .slice(1)
    .flatMap((row) => (row.split('|')[3] ?? '').split(','))
    .map((word) => word.trim());
  return names.filter((word) => /^[a-z]+$/.test(word));
}

function sourceProblems(root: string, source: string, banned: readonly string[]): string[] {
  const text = readFileSync(join(root, source), 'utf8');
  const problems = source.endsWith('.test.ts') ? [] : machinePaths(source, text);
  const declared =
    /^\s*(?:export )?(?:async )?(?:const|let|function\*?|interface|type|class) (\w+)/gm;
  for (const [, name] of text.matchAll(declared)) {
    if (banned.includes(name!.toLowerCase())) {
      problems.push(`${source}: "${name}" is a word the glossary replaces.`);
    }
  }
  if (source.startsWith('film/') && !source.endsWith('.test.ts')) {
    problems.push(...undocumented(source, text));
  }
  return problems;
}

/** Exported functions whose line is not right below the end of a docstring. */
function undocumented(source: string, text: string): string[] {
  const lines = text.split('\n');
  return lines.flatMap((line, n) => {
    const name = /^export (?:async )?function\*? (\w+)/.exec(line)?.[1];
    if (name === undefined || lines[n - 1]?.trimEnd().endsWith('*/')) return [];
    return [`${source}:${n + 1}: ${name} is exported and has no docstring.`];
  });
}
