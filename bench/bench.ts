import { readdirSync, readFileSync } from 'node:fs';
import type { BenchTable } from './table.ts';

/**
 * Runs one bench: `npm run bench -- NAME [--short] [--json]`. A bench is `bench/NAME.ts` with
 * `run({ short })`, which gives back its table. Exit code 1 where a figure is below its floor, 3 where
 * something that the bench needs is missing.
 */
interface Bench {
  run(options: { readonly short: boolean }): Promise<BenchTable>;
}

/** The files of this folder that can be run; the others lend them a hand. */
function benchNames(): string[] {
  return readdirSync(new URL('.', import.meta.url))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'bench.ts')
    .filter((file) => {
      const source = readFileSync(new URL(file, import.meta.url), 'utf8');
      return /^export (async )?function run\(/m.test(source);
    })
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();
}

async function main(words: readonly string[]): Promise<number> {
  const flags = words.filter((word) => word.startsWith('--'));
  const names = words.filter((word) => !word.startsWith('--'));
  const [name] = names;
  const strange = flags.find((flag) => flag !== '--short' && flag !== '--json') ?? names[1];
  if (name === undefined || strange !== undefined || !benchNames().includes(name)) {
    if (strange !== undefined) console.error(`bench: ${strange} is not known.`);
    else if (name !== undefined) console.error(`bench: there is no bench "${name}".`);
    console.error('Use: npm run bench -- NAME [--short] [--json]');
    console.error(`Benches: ${benchNames().join(', ') || 'none yet'}`);
    return 2;
  }
  const { run } = (await import(new URL(`${name}.ts`, import.meta.url).href)) as Bench;
  const table = await run({ short: flags.includes('--short') });
  if (table.missing !== undefined) {
    console.error(`bench ${name}: ${table.missing}`);
    return 3;
  }
  if (flags.includes('--json')) console.log(JSON.stringify(table, null, 2));
  else (await import('./table.ts')).printTable(table);
  return table.rows.every((row) => row.pass) ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
