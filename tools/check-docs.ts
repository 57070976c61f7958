import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { docsProblems } from './docs-rule.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { pages, sources, problems } = docsProblems(root);
for (const problem of problems) console.error(problem);
console.log(
  `docs: ${pages} pages and ${sources} sources looked at, ${problems.length} problems found.`,
);
process.exitCode = problems.length === 0 && pages > 0 && sources > 0 ? 0 : 1;
