import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkDependencies } from './dependency-rule.ts';

// No number is kept by hand: what the tool saw must be what lies on disk, file by file.

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { onDisk, seen, violations } = await checkDependencies(root);
const unseen = onDisk.filter((file) => !seen.includes(file));
const strange = seen.filter((file) => !onDisk.includes(file));

for (const violation of violations) console.error(`breaks the rule: ${violation}`);
for (const file of unseen) console.error(`was not looked at: ${file}`);
for (const file of strange) console.error(`is not on disk: ${file}`);
if (onDisk.length === 0) console.error('There is not one file to look at: the folders are wrong.');

const wrong = violations.length + unseen.length + strange.length + (onDisk.length === 0 ? 1 : 0);
console.log(
  `dependency rule: ${seen.length} modules looked at, ${onDisk.length} on disk, ${violations.length} broken.`,
);
process.exitCode = wrong === 0 ? 0 : 1;
