import { readFileSync } from 'node:fs';

// Prints "PASSED FAILED" from the report that vitest wrote as JSON. A file of tests that could not even
// be read counts as one that failed.

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

const [path] = process.argv.slice(2);
if (path === undefined) throw new Error('Name the report: node tools/count-tests.ts REPORT.json');
const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
const unread = report.testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.length === 0,
).length;
console.log(`${report.numPassedTests} ${report.numFailedTests + unread}`);
