import { readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import {
  cruise,
  type ICruiseOptions,
  type ICruiseResult,
  type IRuleSetType,
} from 'dependency-cruiser';
import rules from '../.dependency-cruiser.ts';

/** The folders that the rule speaks about; one that does not exist yet is passed over. */
export const HOUSE = ['film', 'adapters', 'cli', 'server', 'web', 'bench', 'examples', 'tools'];

/** AssemblyScript: TypeScript by its ending only. */
const KERNEL = 'adapters/painter/kernel/';

/** What the rule found. */
export interface DependencyReport {
  /** Files on disk that should have been looked at, sorted, with `/`. */
  readonly onDisk: readonly string[];
  /** Files that the tool did look at, of those folders. */
  readonly seen: readonly string[];
  /** One sentence each. */
  readonly violations: readonly string[];
}

/** Every TypeScript file below the given folders of `root`, but those of AssemblyScript. */
export function typeScriptFiles(root: string, folders: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })) {
      const path = `${folder}/${entry.split(sep).join('/')}`;
      if (!path.endsWith('.ts') || path.includes('node_modules/')) continue;
      if (path.startsWith(KERNEL) || path.includes('/out/')) continue;
      found.push(path);
    }
  }
  return found.sort();
}

/** Looks at all imports below `root` (an absolute path), by `.dependency-cruiser.ts`. */
export async function checkDependencies(root: string): Promise<DependencyReport> {
  const there = new Set(
    readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name),
  );
  const folders = HOUSE.filter((folder) => there.has(folder));
  const options = {
    ...rules.options,
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: rules.forbidden },
  } as unknown as ICruiseOptions & { ruleSet: IRuleSetType };
  const { output } = await cruise(folders, options);
  const { modules, summary } = output as ICruiseResult;
  const inHouse = new RegExp(`^(${folders.join('|')})/.*[.]ts$`);
  return {
    onDisk: typeScriptFiles(root, folders),
    seen: modules
      .filter(
        (module) =>
          inHouse.test(module.source) &&
          !module.source.includes('node_modules/') &&
          module.couldNotResolve !== true,
      )
      .map((module) => module.source)
      .sort(),
    violations: summary.violations.map(
      ({ rule, from, to }) => `${from}${from === to ? '' : ` -> ${to}`} (${rule.name})`,
    ),
  };
}
