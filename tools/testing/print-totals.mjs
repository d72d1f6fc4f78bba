import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap/paths.mjs';

/**
 * Prints `N passed, N failed` for the last test run.
 * Arguments: exit code of the tests, number of failed checks. A run that failed without a failed test (it could not
 * start, or did not end) and each failed check count as a failure.
 */
const [testsExitCode, failedChecks] = process.argv.slice(2).map(Number);
let { passed, failed } = { passed: 0, failed: 0 };
try {
  ({ passed, failed } = JSON.parse(readFileSync(join(root, '.build', 'test-totals.json'), 'utf8')));
} catch {
  // No totals: the run never came to its end, which its exit code tells.
}
if (testsExitCode !== 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed + failedChecks} failed`);
