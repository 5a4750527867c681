// Prints what a report of vitest counts, as one line that other programs know: `12 passed, 0 failed, 1 skipped`.
import { readFileSync } from 'node:fs';

const [file] = process.argv.slice(2);
const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
// A file that can't even be loaded has no tests that could fail.
const broken = testResults.filter(
  ({ status, assertionResults }) => status === 'failed' && assertionResults.every((test) => test.status !== 'failed'),
);
const skipped = numPendingTests === 0 ? '' : `, ${numPendingTests} skipped`;
console.log(`${numPassedTests} passed, ${numFailedTests + broken.length} failed${skipped}`);
